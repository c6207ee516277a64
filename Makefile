# driftd: build, demonstrate, test. `make demo` and `make test` prepare what they need on a Debian 12 with Swift 6.2 or newer.

SWIFT ?= swift
DRIFTD ?= .build/debug/driftd
PREFIX ?= $(HOME)/.local
# The share of the corpus's views that must pass, in percent: raise it with the log reader.
LEAST ?= 99.9

.PHONY: help setup system tools build release install uninstall demo test test-long restores inference test-pure lint format record score bench fuzz clean

help:                   ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: system tools     ## Install what is missing: system libraries, Python tools for the tests

system:
	@scripts/setup system

tools:
	@scripts/setup tools
	@scripts/setup gradio

build: system           ## Build driftd (debug)
	$(SWIFT) build --product driftd

release: system         ## Build driftd (release); the program needs no Swift to run
	$(SWIFT) build -c release --static-swift-stdlib --product driftd

install: release        ## Install driftd as $(PREFIX)/bin/driftd
	install -D -m 755 .build/release/driftd "$(PREFIX)/bin/driftd"

uninstall:              ## Take it away again; the database stays
	rm -f "$(PREFIX)/bin/driftd"

demo: build             ## The main job on recorded captures: no network, no token, no account
	@DRIFTD=$(DRIFTD) scripts/demo

test: setup             ## Every test
	@SWIFT=$(SWIFT) scripts/test

test-long: setup       ## Every test, and every restore that is replayed with real pip (Tests/Restores)
	@DRIFTD_LONG_TESTS=1 SWIFT=$(SWIFT) scripts/test

restores: build tools  ## The restores alone: all, or NAMES="dozens staged"
	@DRIFTD=$(DRIFTD) Tests/Restores/run --long $(NAMES)

inference: build tools ## Work recorded builds out again without their logs, and count what comes out right (docs/Inference.md)
	@Tests/Inference/measure --driftd $(DRIFTD) --least $(or $(PERCENT),90)

test-pure:              ## The tests of the pure part alone (seconds, no dependencies)
	DRIFTD_PURE=1 $(SWIFT) test --scratch-path .build-pure

lint:                   ## Format and style, strictly
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

format:                 ## Put the format right
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

record:                 ## Record the demo's captures again with real pip (Snapshots/INDEX.md)
	Snapshots/record
	Snapshots/record --rebuild

score: build            ## Score the log reader against recorded installs (Tests/Corpus/README.md)
	DRIFTD_PURE=1 $(SWIFT) build -c release --scratch-path .build-score --product LogProbe
	Tests/Corpus/score.py --probe .build-score/release/LogProbe --least $(LEAST)
	Tests/Corpus/score.py --cmd '$(DRIFTD) parse {logs} --json' --view plain --least $(LEAST)

bench:                  ## The log reader's speed beside wc, grep and rg (docs/Performance.md)
	@SWIFT=$(SWIFT) Benchmarks/run

fuzz:                   ## Fuzz the log reader for FUZZ_SECONDS=60 (docs/Performance.md)
	@SWIFT=$(SWIFT) Tests/Fuzzing/run $(or $(FUZZ_SECONDS),60)

clean:                  ## Remove what was built
	$(SWIFT) package clean
	rm -rf .build-pure .build-score .build-bench .build-fuzz .demo .venv .venv-gradio4 .venv-gradio6
