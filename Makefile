# Everything a newcomer needs. `make` alone lists it.

SHELL := bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test setup lint web hub deny starter bench clean

# Upstream files for `make starter`.
FILES ?=
# Sizes of the data set of `make bench`: actors of all countries, and of the largest.
ACTORS ?= 43000
LARGE ?= 6000
# What `make deny` looks at. The advisories are fetched over the network; without one, leave them out.
CHECKS ?= advisories bans licenses sources

TEST_RUNNER = $(if $(shell cargo nextest --version 2>/dev/null),cargo nextest run,cargo test)
WEB_SOURCES := schema.graphql $(shell find web -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' \
	-not -path 'web/site/src/generated/*' 2>/dev/null)
NODE_IS_NEW_ENOUGH := node -e 'const [major, minor] = process.versions.node.split("."); \
	process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)'

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "make starter takes FILES, the upstream files to build from, separated by blanks:"
	@echo "  make starter FILES='downloads/actors.csv downloads/targets.xlsx'"
	@echo "make bench takes ACTORS and LARGE, how many there are in all and in the largest country"
	@echo "make deny takes CHECKS; without a network: make deny CHECKS='bans licenses sources'"

run: ## Build what is missing and start the service
	@command -v cargo >/dev/null || { \
		echo "Rust is missing. Install it with rustup, see https://rustup.rs, and open a new shell." >&2; exit 1; }
	@if ! command -v node >/dev/null || ! command -v npm >/dev/null; then \
		echo "Node.js or npm is missing (https://nodejs.org, or the packages nodejs and npm)."; \
		echo "The service starts without them; its pages will say what they lack."; \
	elif ! $(NODE_IS_NEW_ENOUGH); then \
		echo "Node.js $$(node --version) cannot build the pages; 20.19 or newer can (https://nodejs.org)."; \
		echo "The service starts all the same; its pages will say what they lack."; \
	else \
		$(MAKE) --no-print-directory web; \
	fi
	cargo run -- serve

test: setup web lint ## Install what is missing, build the pages, then lint and run every test
	scripts/with-postgres $(TEST_RUNNER) --workspace --features quipu/opentelemetry

setup: ## Install what the tests need, where apt-get, npm and pip can
	@scripts/setup
	@scripts/test-packages

lint: ## Check format and lints
	cargo fmt --all --check
	cargo clippy -p quipu -- -D warnings
	cargo clippy --workspace --all-targets --features quipu/opentelemetry -- -D warnings

web: web/dist ## Build the pages for browsers, if they are older than their sources
	@:

# The folder's own time says when it was last built.
web/dist: $(WEB_SOURCES)
	cd web && npm ci --ignore-scripts --no-audit --no-fund && rm -rf dist && npm run build
	touch $@

hub: hub/node_modules/.package-lock.json ## Start the service in a small hub: a second subgraph, and a gateway before both
	cargo build
	node hub/start.js $${CARGO_TARGET_DIR:-target}/debug/quipu

hub/node_modules/.package-lock.json: hub/package-lock.json
	cd hub && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

deny: ## Check licences, advisories and origin of all dependencies
	@cargo deny --version >/dev/null 2>&1 || { \
		echo "cargo-deny is missing. Run: cargo install --locked cargo-deny" >&2; exit 1; }
	cargo deny check $(CHECKS)

starter: ## Rebuild the starter data set from FILES
	$(if $(strip $(FILES)),,$(error FILES is empty: name the upstream files, see `make help`))
	cargo run -- starter $(FILES)

bench: ## Compare the service with its peers, and write the table of docs/performance.md
	cargo build --release -p quipu -p quipu-bench
	scripts/with-postgres target/release/quipu-bench compare --actors $(ACTORS) --large $(LARGE) --report docs/performance.md

clean: ## Remove everything that was built
	cargo clean
	rm -rf web/dist web/node_modules hub/node_modules conformance/node_modules conformance/products/node_modules tests/browser/node_modules tests/clients/node_modules tests/clients/.venv
