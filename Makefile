# Everything that is done to this project, by name: `make` lists it. `make serve` and `make test` need nothing but Python 3.11 or newer.

.DEFAULT_GOAL := help
.PHONY: help serve test check lint types layers coverage openapi openapi-check openapi-lint openapi-release sdk verify bench image image-check format dev lock clean

BIN := .venv/bin
UV_VERSION := 0.13.9
UV := .tools/uv-$(UV_VERSION)/bin/uv
LINTS := openapi/lint/node_modules
DOCUMENTS := openapi/openapi.json openapi/openapi.yaml openapi/openapi-3.0.json

# The text that the first report is anchored in: somebody else's, so not part of this repository.
TEXT ?= ../shared/source/article.txt

# Why a part of `check` cannot run here; empty where it can.
NO_TEXT = $(if $(wildcard $(TEXT)),,no $(TEXT))
NO_NODE = $(if $(shell command -v npm),$(shell node -p 'const [major, minor] = process.versions.node.split("."); \
	major > 20 || (major == 20 && minor >= 19) ? "" : "Node " + process.versions.node + " is older than 20.19"'),no Node.js)
NO_CLIENTS = $(strip $(foreach client,soffice chromium curl jq nginx node javac go ruby php Rscript,$(if $(shell command -v $(client)),,$(client))))

# The parts of `check` that run side by side: the longest keeps one core busy, while the tests keep all.
UNTESTED = types lint layers openapi-check image-check $(if $(NO_TEXT),,verify) $(if $(NO_NODE),,openapi-lint)

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## set up what is missing, then serve; settings come from the environment (FACTS_PORT=9000 make serve)
	@scripts/setup runtime
	@exec $(BIN)/facts serve

test: dev ## set up what is missing, then run the tests (make test ARGS="tests/claims -x")
	@$(BIN)/pytest --numprocesses=auto --dist=worksteal --cov --cov-report=term --cov-fail-under=0 $(ARGS)

check: ## everything that must hold before a change lands
	@$(MAKE) --no-print-directory --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) $(UNTESTED)
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory coverage
	@echo "All checks that ran have passed."
	@[ -z "$(NO_TEXT)" ] || echo "skipped: verify ($(NO_TEXT))"
	@[ -z "$(NO_NODE)" ] || echo "skipped: redocly, spectral ($(NO_NODE))"
	@[ -z "$(NO_CLIENTS)" ] || echo "skipped: tests with these programs (not installed: $(NO_CLIENTS))"

lint: dev ## look for mistakes and bad form (ruff)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: dev ## check the types (mypy)
	$(BIN)/mypy

layers: dev ## check that each layer imports only from those below it (import-linter)
	$(BIN)/lint-imports --no-logo

coverage: ## compare what the last run of the tests covered with the floor in pyproject.toml, which only rises
	@floor=$$(sed -n 's/^fail_under = //p' pyproject.toml); \
	total=$$($(BIN)/coverage report --fail-under=0 --format=total); \
	if [ "$$total" -lt "$$floor" ]; then echo "error: the tests cover $$total %, less than the floor of $$floor %" >&2; exit 1; fi; \
	if [ "$$total" -gt "$$floor" ]; then echo "The tests cover $$total %: raise fail_under in pyproject.toml from $$floor to $$total."; fi

openapi: dev ## write the documents in openapi/ anew
	$(BIN)/facts openapi write

openapi-check: dev ## check that the committed documents are what the code gives, and break no client of the last release undeclared
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(BIN)/facts openapi write --to "$$folder" >/dev/null && \
	for document in $(DOCUMENTS); do \
		cmp "$$document" "$$folder/$${document#openapi/}" || { echo "error: $$document is not what the code gives: run make openapi" >&2; exit 1; }; \
	done
	@$(BIN)/python -m scripts.contract

openapi-release: ## take the document as it is for the released one, which those that follow are compared with
	cp openapi/openapi.json openapi/released/openapi.json

openapi-lint: $(LINTS)/.ready ## lint the committed documents with redocly and spectral (needs Node.js)
	REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true $(LINTS)/.bin/redocly lint --config openapi/lint/redocly.yaml $(DOCUMENTS)
	$(LINTS)/.bin/spectral lint --ruleset openapi/lint/spectral.yaml --fail-severity hint $(DOCUMENTS)

$(LINTS)/.ready: openapi/lint/package.json
	@echo "Installing redocly and spectral ..."
	@cd openapi/lint && npm install --no-package-lock --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

sdk: dev ## generate the clients of openapi/clients into build/, and compile them (make sdk CLIENTS="go java")
	@$(BIN)/python -m scripts.sdk $(CLIENTS)

verify: dev ## check every anchor of the first report against its text (make verify TEXT=path)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export FACTS_DATABASE_URL="sqlite:///$$folder/facts.sqlite" && \
	$(BIN)/facts migrate && $(BIN)/facts seed && $(BIN)/facts verify --text "$(TEXT)"

bench: dev ## measure this service beside its peers and hold it against its goals (needs wrk; make bench ARGS="--claims 1000000")
	@$(BIN)/python -m bench $(ARGS)

image: ## build the container image (needs Docker)
	docker build --tag refugee-policy-facts .

image-check: dev ## lint the Dockerfile (hadolint)
	$(BIN)/hadolint Dockerfile

format: dev ## format the code and mend what can be mended by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

dev: ## set up .venv with everything that the tests and checks need
	@scripts/setup dev

lock: $(UV) ## take the newest versions that pyproject.toml admits into the lock files
	@set -e; compile="$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header"; \
	$$compile --group build --output-file requirements.lock pyproject.toml; \
	$$compile --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

$(UV):
	@echo "Installing uv $(UV_VERSION) into .tools ..."
	@$(or $(PYTHON),python3) -m venv .tools/uv-$(UV_VERSION)
	@$(@D)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

clean: ## remove all that was set up or left behind by tools
	rm -rf .venv .tools build .mypy_cache .ruff_cache .pytest_cache .hypothesis .schemathesis .import_linter_cache .coverage $(LINTS)
