# What there is to do here: make run, make test, make check. Only Python 3.11 or later (with venv) is needed beforehand.

HOST ?= 127.0.0.1
PORT ?= 8000
EXAMPLE ?= respite-care
# Tests wait for browsers and workers for much of their time: one process more than there are cores.
PYTEST_ARGS ?= -n $(shell $(PYTHON) -c "import os; print(1 + (os.cpu_count() or 1))") --dist load --maxschedchunk 1
export PLANNER_ADDRESS ?= http://$(HOST):$(PORT)

# The first Python on this machine that is new enough; PYTHON=... chooses another.
PYTHON ?= $(shell for found in python3 python3.11 python3.12 python3.13 python; do \
	if $$found -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$found; break; fi; done)

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help run test check format bench bench-full bench-changes bench-pages
.DEFAULT_GOAL := help

help:
	@echo "make run     set up, build the worked example's plan, serve pages and build plans on http://$(HOST):$(PORT)/"
	@echo "make test    every test; those of absent services are skipped and counted"
	@echo "make check   format, lint, types, direction of imports, templates, tests"
	@echo "make format  put the code into its format"
	@echo "make bench   how soon and how close a few generated programmes are planned, here and by other solvers"
	@echo "make bench-full  the same for every size and ten programmes of each kind; takes a day"
	@echo "make bench-changes  how much sooner a programme changed a little is planned again"
	@echo "make bench-pages  how long each page takes on the largest example; fails over 200 ms"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: install it, or name it with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# A stamp is made again whenever the pins change.
$(VENV)/.runs: requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.tests: requirements-dev.txt $(VENV)/.runs
	$(PIP) -r requirements-dev.txt
	@touch $@

run: $(VENV)/.runs
	@$(FLASK) db upgrade
	@$(FLASK) plan build-example $(EXAMPLE)
	@$(FLASK) accounts first-link
	@echo "The plan is at http://$(HOST):$(PORT)/projects/$(EXAMPLE)/plan (stop with Ctrl+C)"
	@exec $(FLASK) serve --host=$(HOST) --port=$(PORT)

test: $(VENV)/.tests
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(VENV)/.tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --check --lint --quiet planner/templates
	$(BIN)/python -m pytest $(PYTEST_ARGS)

$(VENV)/.benches: requirements-bench.txt $(VENV)/.tests
	$(PIP) -r requirements-bench.txt
	@touch $@

bench: $(VENV)/.benches
	@$(BIN)/python -m benchmarks.solving $(BENCH_ARGS)

bench-full: $(VENV)/.benches
	@$(BIN)/python -m benchmarks.solving --full $(BENCH_ARGS)

bench-changes: $(VENV)/.tests
	@$(BIN)/python -m benchmarks.changes $(BENCH_ARGS)

bench-pages: $(VENV)/.tests
	@$(BIN)/python -m benchmarks.pages

format: $(VENV)/.tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djlint --reformat --quiet planner/templates
