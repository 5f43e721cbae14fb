# The only script runner. README.md names the two targets for newcomers: run and test.
.DEFAULT_GOAL := build
SHELL := /bin/sh

BUILD   := .build
ADDR    ?= 127.0.0.1:8080
GOROOT  := $(shell go env GOROOT)
VERSION := 0.1.0
LDFLAGS := -s -w -X github.com/wheelscope/wheelscope/engine.Version=$(VERSION)
WASMENV := env -i 'PATH=$(GOROOT)/lib/wasm:$(PATH)' HOME=$(HOME) go_js_wasm_exec

.PHONY: build command site run serve test check bench fuzz size ecosystem behavior generate snapshot fetch tools types clean

## build: the command in .build/bin and the site in .build/site
build: command site

command:
	@mkdir -p $(BUILD)/bin
	go build -trimpath -buildvcs=false -ldflags='$(LDFLAGS)' -o $(BUILD)/bin/wheelscope ./tools/wheelscope

site:
	go run -ldflags='-X github.com/wheelscope/wheelscope/engine.Version=$(VERSION)' ./tools/build -out $(BUILD)

## run: build all, serve the page on ADDR, print the address
run: build
	$(BUILD)/bin/wheelscope serve --site $(BUILD)/site --addr $(ADDR)

## test: everything; installs chromium, node with npm and python3 with pip on Debian
test: tools check fetch types
	$(MAKE) build
	go test ./...
	$(MAKE) test-wasm

## test-wasm: the engine's tests as WebAssembly under Node
.PHONY: test-wasm
test-wasm:
	go run ./tools/slim
	GOOS=js GOARCH=wasm go test -modfile=$(BUILD)/wasm.mod -exec "$(WASMENV)" ./engine/...

## tools: what the tests need beyond Go
tools:
	@sh tools/debian.sh

## check: formatting, vet, and that generated files are fresh
check:
	@test -z "$$(gofmt -l engine tools wasm web)" || { gofmt -l engine tools wasm web; echo 'not formatted: run gofmt -w'; exit 1; }
	go vet ./engine/... ./tools/... ./web/...
	GOOS=js GOARCH=wasm go vet ./wasm/
	$(MAKE) generate
	git diff --exit-code -- engine web netlify.toml tools

## generate: templ components, the report's schema, netlify.toml
generate:
	go tool templ generate -lazy=false -include-version=false -log-level=warn
	go test ./tools/schema ./web -run Fresh -update

## types: TypeScript is checked when npm is there
types:
	@if command -v npm >/dev/null; then cd web && npm ci --silent --ignore-scripts && npx --no-install tsc --noEmit && echo 'types: no errors'; \
	elif [ -n "$$CI" ]; then echo 'types: npm is missing'; exit 1; else echo 'types: skipped, npm is not installed'; fi

## fetch: the real packages of testdata/ecosystem.tsv that the tests use, once, into the user's cache folder
fetch:
	go run ./tools/fetch -set browser $(if $(CI),-require)

## snapshot: the reference data anew from the raw data beside the project
snapshot:
	go run ./tools/snapshot -data ../shared/data -out web/static/reference

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

## ecosystem: scan the pinned real packages and print what appeared or vanished
ecosystem:
	go run ./tools/fetch
	go run ./tools/prevalence -ecosystem

## behavior: a new behaviour and its failing fixture: make behavior ID=… CATEGORY=…
behavior:
	go run ./tools/behavior -id $(ID) -category $(CATEGORY)

clean:
	rm -rf $(BUILD)
