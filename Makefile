# The only script runner. README.md names the two targets for newcomers: run and test.
.DEFAULT_GOAL := build
SHELL := /bin/sh

BUILD   := .build
ADDR    ?= 127.0.0.1:8080
GOROOT  := $(shell go env GOROOT)
# VERSION is the engine's, the same in the command and in the browser; empty: the one in engine.go
VERSION ?=
PACKAGES ?= $(HOME)/.cache/wheelscope/packages
LDFLAGS := -s -w $(if $(VERSION),-X github.com/wheelscope/wheelscope/engine.Version=$(VERSION))
WASMENV := env -i 'PATH=$(GOROOT)/lib/wasm:$(PATH)' HOME=$(HOME) go_js_wasm_exec

.PHONY: build command site run serve test check bench fuzz size ecosystem prevalence behavior generate snapshot fetch tools types clean

## build: the command in .build/bin and the site in .build/site
build: command site

command:
	@mkdir -p $(BUILD)/bin
	go build -trimpath -buildvcs=false -ldflags='$(LDFLAGS)' -o $(BUILD)/bin/wheelscope ./tools/wheelscope

site:
	go run ./tools/build -version '$(VERSION)'

## run: build all, serve the page on ADDR, print the address
run: build
	$(BUILD)/bin/wheelscope serve --site $(BUILD)/site --addr $(ADDR)

# tools one after the other: some of them build the site
## test: everything; installs chromium, node with npm and python3 with pip on Debian
test: tools check fetch types
	$(MAKE) build
	go test ./engine/... ./web/...
	go test -p 1 ./tools/...
	$(MAKE) test-wasm

## test-wasm: the engine's tests as WebAssembly under Node
.PHONY: test-wasm
test-wasm:
	go run ./tools/build -modfile
	GOOS=js GOARCH=wasm go test -modfile=$(BUILD)/wasm.mod -exec "$(WASMENV)" ./engine/...

## tools: what the tests need beyond Go
tools:
	@sh tools/debian.sh

## check: formatting, vet, and that generated files are fresh
GENERATED = find engine web tools -name '*_templ.go' -not -path '*/node_modules/*' | sort | xargs cat web/schema/report-1.json | cksum
check:
	@test -z "$$(gofmt -l engine tools wasm web)" || { gofmt -l engine tools wasm web; echo 'not formatted: run gofmt -w'; exit 1; }
	go vet ./engine/... ./tools/... ./web/...
	go run ./tools/build -modfile
	GOOS=js GOARCH=wasm go vet -modfile=$(BUILD)/wasm.mod ./wasm
	@before="$$($(GENERATED))"; $(MAKE) --no-print-directory generate && test "$$before" = "$$($(GENERATED))" || { echo 'generated files were not fresh: they are now, commit them'; exit 1; }

## generate: templ components, the report's schema (netlify.toml is written by build and checked by a test)
generate:
	go tool templ generate -lazy=false -include-version=false
	go test ./tools/schema -run Fresh -update

## types: TypeScript is checked when npm is there
types:
	@if command -v npm >/dev/null; then cd web && npm ci --silent --ignore-scripts && npx --no-install tsc --noEmit && echo 'types: no errors'; \
	elif [ -n "$$CI" ]; then echo 'types: npm is missing'; exit 1; else echo 'types: skipped, npm is not installed'; fi

## fetch: the real packages of testdata/ecosystem.tsv that the tests use, once, into the user's cache folder
fetch:
	go run ./tools/fetch -set browser $(if $(CI),-require)

## snapshot: the reference data anew from the raw data beside the project
snapshot:
	go run ./tools/wheelscope snapshot --data ../shared/data --out web/static/reference

## bench: the budget table
bench: build
	go run ./tools/bench

## size: the sizes that have a budget
size: build
	go run ./tools/bench -size

## fuzz: every fuzz function, FUZZTIME each
FUZZTIME ?= 10s
fuzz:
	@for f in $$(grep -rl 'func Fuzz' engine --include='*_test.go'); do d=$$(dirname $$f); \
	  for n in $$(grep -oh 'func Fuzz[A-Za-z0-9]*' $$f | cut -c6-); do \
	    echo "$$d $$n"; go test ./$$d -run '^$$' -fuzz "^$$n$$" -fuzztime $(FUZZTIME) || exit 1; done; done

## prevalence: count the Top 100 of testdata/ecosystem.tsv anew into the prevalence snapshot
prevalence: command
	go run ./tools/fetch -set top100
	rm -f $(BUILD)/prevalence.jsonl
	$(BUILD)/bin/wheelscope prevalence $(PACKAGES) --lines $(BUILD)/prevalence.jsonl --out web/static/reference --max-rank 100 \
	  --corpus 'the newest wheel for CPython 3.11 of each project of the Top 100'

## ecosystem: scan the pinned real packages and print what appeared or vanished
ecosystem: command
	go run ./tools/fetch
	go run ./tools/ecosystem

## behavior: a new behaviour and its failing fixture: make behavior ID=… CATEGORY=…
behavior:
	go run ./tools/behavior -id $(ID) -category $(CATEGORY)

clean:
	rm -rf $(BUILD)
