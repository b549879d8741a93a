# `make help` says what there is. Everything lands in .venv, .cache and out; `make clean` removes them.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
OUT ?= out
SITES ?=
# Test processes: one more than processors, as a test that drives a browser waits for it half of its time.
JOBS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)
STAMPS := .cache/make

# The newest Python from 3.11 on; PYTHON=… names another.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
  $$p -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# What the set-up depends on: same content, nothing to do.
DIGEST := $(shell cat $(LOCK) pyproject.toml | cksum | cut -d' ' -f1)
INSTALLED := $(STAMPS)/installed-$(DIGEST)
INSTALLED_DEV := $(STAMPS)/installed-dev-$(DIGEST)
BROWSER := $(STAMPS)/browser-$(DIGEST)
MANAGERS := $(STAMPS)/managers-$(shell cat tests/web/npm/package-lock.json 2>/dev/null | cksum | cut -d' ' -f1)

# Chromium's sandbox can't start as root: there, and only there, it is switched off.
ifeq ($(shell id -u),0)
ROOT_OPTIONS := --no-sandbox
endif

.PHONY: help audit test again lint bench bench-claims clean python bench-judge bench-purposes bench-consent torture fuzz simulate audit-deps
.DEFAULT_GOAL := help

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'
	@echo "  make audit SITES=sites.txt   audits a list of real sites instead of the demo web"

audit: $(INSTALLED) $(BROWSER) ## Audit the demo web (or SITES=FILE) and name the report to open
ifeq ($(SITES),)
	@$(BIN)/cookie-audit demo $(ROOT_OPTIONS) -o $(OUT)/demo $(ARGS) || [ $$? -eq 10 ]
else
	@$(BIN)/cookie-audit run --sites $(SITES) $(ROOT_OPTIONS) -o $(OUT) $(ARGS) || [ $$? -eq 10 ]
endif

test: $(INSTALLED_DEV) $(BROWSER) $(MANAGERS) lint ## Check everything: style, types, import contracts, tests in a real browser
	@$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder -q $(ARGS) || $(MAKE) --no-print-directory again CODE=$$?

# See docs/decisions/0010-a-second-try.md. Interrupted, mistaken options: nothing to try again.
again: $(INSTALLED_DEV)
	@[ "$(CODE)" = 1 ] || exit $(CODE)
	@echo; echo "Tests failed while others ran beside them (above). Each of them is tried once more, alone:"
	@$(BIN)/pytest --last-failed --last-failed-no-failures none --maxfail 3 -q $(ARGS)
	@echo "FLAKY: the tests that failed above passed alone. They depend on what runs beside them; that is a fault of theirs, or ours."

lint: $(INSTALLED_DEV) ## Style, types and import contracts alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(INSTALLED_DEV) $(BROWSER) ## Time crawling: against bare loads and real time, sites an hour, memory, growth
	@$(BIN)/python -m tests.bench.crawl $(ARGS)

bench-claims: $(INSTALLED_DEV) ## Measure the claims found in CORPUS=DIR, labelled policies (docs/ and gold/)
	@[ -n "$(CORPUS)" ] || { echo "make bench-claims CORPUS=DIR, a folder with docs/ and gold/" >&2; exit 2; }
	@$(BIN)/python -m tests.bench.claims $(CORPUS) $(ARGS)

bench-judge: $(INSTALLED_DEV) ## Time the judging of 10,000 varied bundles (made of BUNDLES=…, none: the golden ones)
	@$(BIN)/python -m tests.bench.judging $(BUNDLES) $(ARGS)

bench-purposes: $(INSTALLED_DEV) ## Measure what is known of cookies on labelled ones (CSV=FILE)
	@test -n "$(CSV)" || { echo "CSV=FILE names the labelled cookies (columns site, name, domain, purpose)" >&2; exit 2; }
	@$(BIN)/python tests/bench/purposes.py $(CSV) $(ARGS)

bench-consent: $(INSTALLED_DEV) $(BROWSER) $(MANAGERS) ## Measure how banners are answered (BUTTONS=FILE.csv: and button texts)
ifneq ($(BUTTONS),)
	$(BIN)/python -m tests.bench.buttons $(BUTTONS)
	$(BIN)/python -m tests.bench.buttons $(BUTTONS) --part unseen
endif
	$(BIN)/python -m tests.bench.banners $(ARGS)

torture: $(INSTALLED_DEV) $(BROWSER) ## Kill, fill, lock and mislead real runs; ARGS="--size full --minutes 60" for more
	@$(BIN)/python -m tests.torture $(ARGS)

simulate: $(INSTALLED_DEV) ## Simulate a fleet: 10,000 sites, 8 workers, a real PostgreSQL; kill, restart, count
	@$(BIN)/python -m tests.simulation $(ARGS)

audit-deps: $(INSTALLED_DEV) ## Look for known vulnerabilities in the locked versions (asks PyPI's database)
	@$(BIN)/pip-audit --strict --no-deps --disable-pip --progress-spinner off -r $(LOCK) $(ARGS) || { \
	  echo "A vulnerability was found, or the database could not be asked (the lines above say which)." >&2; exit 1; }

fuzz: $(INSTALLED_DEV) ## Give what reads sites' and users' text changed inputs (ARGS="--seconds 600 cookie")
	@$(BIN)/python -m tests.fuzz $(ARGS)

clean: ## Remove everything that make made
	rm -rf $(VENV) .cache $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

python:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "cookie-audit needs Python 3.11 or later with its venv module (Debian, Ubuntu: apt-get install python3 python3-venv)." >&2; \
	  echo "None was found; name one with: make PYTHON=/path/to/python3.12 …" >&2; exit 1; fi

$(BIN)/python: | python
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): $(LOCK) pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c $(LOCK) -e .
	@mkdir -p $(STAMPS) && touch $@

$(INSTALLED_DEV): $(LOCK) pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) what checking needs …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c $(LOCK) -e '.[dev]'
	@mkdir -p $(STAMPS) && touch $@ $(INSTALLED)

$(BROWSER): | $(INSTALLED)
	@$(BIN)/cookie-audit install-browser
	@mkdir -p $(STAMPS) && touch $@

$(MANAGERS): | $(INSTALLED_DEV)
	@echo "Installing the consent managers of the test web …"
	@$(BIN)/python -m tests.web --install-managers
	@mkdir -p $(STAMPS) && touch $@
