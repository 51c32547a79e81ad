# Portico: `make run` starts the demonstration, `make test` tests everything. Nothing else has to be known.

.DEFAULT_GOAL := help
SHELL := /bin/sh

# The demonstration: where it listens and where it keeps everything.
LISTEN ?= 127.0.0.1:8080
DATA ?= ./data

style_sources := $(shell find web/styles web/scripts web/images templates -type f) web/build-assets.mjs
assets := web/dist/manifest.json
web_packages := web/node_modules/.package-lock.json
browser_packages := tests/browser/node_modules/.package-lock.json

# Programs that only these targets need. They are built for themselves, not with the project.
tools := target/tools/bin
install_tool := cargo install --locked --debug --root target/tools --target-dir target/tools/build

.PHONY: help run test assets build check bench crash fuzz audit sbom screenshots lighthouse openacr trees clean

help: ## Say what can be made
	@echo "make TARGET, with one of these targets:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

run: ## Install, build and start the demonstration on http://127.0.0.1:8080
	@scripts/need.sh cargo node npm
	@echo "[1 of 3] Style sheets and scripts"
	@$(MAKE) --no-print-directory assets
	@echo "[2 of 3] The program (the first time, this takes several minutes; later, seconds)"
	@cargo build --locked --package portico
	@echo "[3 of 3] Starting on http://$(LISTEN), with everything kept in $(DATA)"
	@exec target/debug/portico demo --listen $(LISTEN) --data $(DATA)

test: ## Install what tests need, and run all of them
	@scripts/test.sh

assets: $(assets) ## Build style sheets, scripts and pictures into web/dist

$(web_packages): web/package-lock.json
	@echo "Installing the npm packages of web/"
	@cd web && npm ci --loglevel=error
	@touch $@

$(assets): $(web_packages) $(style_sources)
	@node web/build-assets.mjs

build: assets ## Build the program into target/debug/portico
	cargo build --locked --package portico

check: build ## Check the example services: every problem with its line
	target/debug/portico check services

$(browser_packages): tests/browser/package-lock.json
	@echo "Installing the npm packages of tests/browser/"
	@cd tests/browser && npm ci --loglevel=error
	@touch $@

bench: assets ## Measure the portal beside the least that could do the same; PART=get|post|start|journeys for one part
	@scripts/need.sh cargo node npm
	@scripts/debian-packages.sh
	@PART="$(PART)" ENGINE="$(ENGINE)" JSON="$(JSON)" scripts/bench.sh

$(tools)/cargo-deny:
	$(install_tool) --version 0.20.2 cargo-deny

$(tools)/cargo-cyclonedx:
	$(install_tool) --version 0.5.9 cargo-cyclonedx

audit: $(tools)/cargo-deny ## Look at licences, sources and known vulnerabilities of all packages
	@scripts/audit.sh

sbom: $(tools)/cargo-cyclonedx ## Write target/portico.cdx.json: all packages the program is built from
	@node scripts/sbom.mjs

crash: assets ## Kill the program KILLS times (1000) and break all around it while residents use it; reckon up
	@scripts/need.sh cargo node npm
	@scripts/debian-packages.sh
	@scripts/mail-server.sh
	@cargo build --locked --release --package portico
	@cargo build --locked --release --package testkit --bin crash
	@target/release/crash target/release/portico $(KILLS) $(SEED)

fuzz: assets ## Bend kept inputs in CASES ways (20000) for each target; what fails is kept in testkit/seeds
	FUZZ_CASES=$(or $(CASES),20000) FUZZ_SEED=$(or $(SEED),$(shell date +%s)) cargo test --locked -p testkit --test fuzz

screenshots: build $(browser_packages) ## Make docs/screenshot.png from the running demonstration
	node tests/browser/screenshots.mjs

lighthouse: build $(browser_packages) ## Measure the main pages with Lighthouse, as on a phone with a slow connection (RUNS=5)
	@node tests/browser/lighthouse.mjs

openacr: ## Write docs/accessibility/openacr.yaml from the tables beside it
	@node scripts/openacr.mjs

trees: build $(browser_packages) ## Write the accessibility trees that a browser test compares, anew
	TREES=write node tests/browser/run.mjs trees

clean: ## Remove everything that was built; ./data stays
	rm -rf target web/dist web/node_modules tests/browser/node_modules
