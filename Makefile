# make run    build the program and open its window on the shop's own store
# make test   all checks and tests
# make bench  the program beside its yardsticks, as one table; BENCH_MILLION=1 with a million orders
#
# make walks  every case of a shop's life through the real window, in English and in Chinese: some minutes
# make faults the faults of docs/trust.md, at length: some minutes
# make fuzz   every parser fed what nobody wrote, ten minutes each
# make audit  the libraries: known holes, changed modules, all parts and their licences in out/
#
# Each installs what Debian packages it lacks first (.ci/setup); where they are
# there already that takes no time.

.PHONY: run build test walks bench faults fuzz audit setup clean

# x11: the native Wayland window takes no Chinese input. no_emoji: the toolkit's
# emoji face costs 20 MB of memory, and our own faces have what papers need.
export TAGS := x11,no_emoji

# A checkout that belongs to somebody else must build too.
export GOFLAGS ?= -buildvcs=false

run: build
	@.ci/window bin/aftercare $(ARGS)

build: setup
	@mkdir -p bin
	CGO_ENABLED=1 go build -tags $(TAGS) -o bin/aftercare .

test: setup
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "not formatted by gofmt:"; echo "$$unformatted"; exit 1; fi
	CGO_ENABLED=0 go vet ./...
	CGO_ENABLED=1 go vet -tags $(TAGS) ./...
	CGO_ENABLED=0 AFTERCARE_NEED_TOOLS=1 .ci/postgres go test ./...
	@if [ -x .ci/e2e ]; then .ci/e2e; fi

# The tests walk half of the cases in each language.
walks: setup
	AFTERCARE_ALL_CASES=1 .ci/e2e -run TestCases -timeout 30m

bench: build
	@.ci/bench

# 300 rounds of each harm to the log, 200 kills, each byte of a backup.
faults: setup
	CGO_ENABLED=0 AFTERCARE_FAULTS=300 nice -n 19 go test -count=1 -timeout 60m -run 'Fault|Killed|killed|Salvage|Restore|Surplus|Finish|Erase|Memory' ./storage ./storage/backup
	# A thousand parcels through an intake desk that is killed fifty times.
	CGO_ENABLED=0 AFTERCARE_FAULTS=1 nice -n 19 go test -timeout 60m ./domain/desk -run '^TestIntakeKilled$$' -v
	FUZZTIME=60s .ci/fuzz FuzzVerify FuzzAbout

fuzz: setup
	.ci/fuzz

audit: setup
	@.ci/audit

setup:
	@.ci/setup

clean:
	rm -rf bin out
