# make run    build the program and open its window on the shop's own store
# make test   all checks and tests
# make bench  the program beside its yardsticks, as one table; BENCH_MILLION=1 with a million orders
#
# Each installs what Debian packages it lacks first (.ci/setup); where they are
# there already that takes no time.

.PHONY: run build test bench faults setup clean

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

bench: build
	@.ci/bench

# A thousand parcels through an intake desk that is killed fifty times.
faults:
	CGO_ENABLED=0 AFTERCARE_FAULTS=1 go test ./domain/desk -run '^TestIntakeKilled$$' -v

setup:
	@.ci/setup

clean:
	rm -rf bin out
