# make run    build the program and open its window on the shop's own store
# make test   all checks and tests
# make bench  the benchmarks
#
# Each installs what Debian packages it lacks first (.ci/setup); where they are
# there already that takes no time.

.PHONY: run build test bench setup clean

run: build
	@.ci/window bin/aftercare $(ARGS)

build: setup
	@mkdir -p bin
	CGO_ENABLED=1 go build -tags x11 -o bin/aftercare .

test: setup
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "not formatted by gofmt:"; echo "$$unformatted"; exit 1; fi
	CGO_ENABLED=0 go vet ./...
	CGO_ENABLED=1 go vet -tags x11 ./...
	CGO_ENABLED=0 AFTERCARE_NEED_TOOLS=1 .ci/postgres go test ./...
	@if [ -x .ci/e2e ]; then .ci/e2e; fi

bench: setup
	CGO_ENABLED=0 .ci/postgres go test -run '^$$' -bench . -benchmem ./...

setup:
	@.ci/setup

clean:
	rm -rf bin out
