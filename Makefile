# Everything a developer types. `make help` lists it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LOCKED := requirements/dev.txt requirements/embedding.txt
STAMP  := $(VENV)/.installed-$(shell cat $(LOCKED) pyproject.toml | cksum | cut -d' ' -f1)

# What is compiled is kept: each of the many processes of a demo or a test would compile the project anew otherwise.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo up check static fix test unit integration e2e faults soak injection mcp bench questions spark lock

help: ## Show this list
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: $(STAMP) ## Make .venv and install the locked requirements

$(STAMP): $(LOCKED) pyproject.toml
	@echo "Installing the locked requirements into $(VENV) (about a minute, once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Selvage needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/embedding.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.installed-*
	@touch $@

demo: setup ## See signed tickets come in and leave with a note; stops all that it starts
	@$(BIN)/selvage demo

up: setup ## The demo's system, left running; Ctrl-C stops all
	@$(BIN)/selvage up

check: static test ## Formatting, lint, types, import contracts, tests: exactly what CI runs

static: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: setup ## Format, and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The tests already keep every core busy; more threads would only get into each other's way.
test unit integration e2e: export OMP_NUM_THREADS := 1
test unit integration e2e: export OPENBLAS_NUM_THREADS := 1

test: setup ## Every test
	$(BIN)/pytest -n 3 --dist loadgroup

unit integration e2e: setup ## One floor of the tests
	$(BIN)/pytest tests/$@

# Not `nice`d, and nothing else at the same time: each scenario has a bound in time.
# The slow tests beside them are left out of `make test`.
faults: setup ## All 35 fault scenarios: jobs lost, double notes, recovery time; FAULT="3 redis-half-open" plays those
	@$(BIN)/python -m tests.faults $(FAULT)
	@test -n "$(FAULT)" || $(BIN)/pytest -q -m slow

soak: setup ## 20,000 tickets in ten minutes with random faults, and whether memory stays flat
	@$(BIN)/python -m tests.faults.soak

injection: setup ## Every attack of the injection corpora against the guard, by every way, as a table
	$(BIN)/python -m tests.injection

mcp: setup ## MCP's conformance suite, Inspector and TypeScript client against our server (installs them; needs npm)
	@command -v npm >/dev/null || { echo "make mcp needs npm, which comes with Node"; exit 1; }
	@mkdir -p .selvage/node && cp tests/conformance/package.json .selvage/node/
	@npm install --prefix .selvage/node --ignore-scripts --no-audit --no-fund --package-lock=false --silent
	$(BIN)/pytest -m node

bench: setup ## The benchmarks against the peers; BENCH=door runs one
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks $(BENCH)

questions: setup ## Train the offline classifier of questions anew, from its examples
	$(BIN)/python -m shared.questions.offline.train

spark: setup ## The feature expression on Spark, against DuckDB (installs PySpark; needs Java)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.txt
	$(BIN)/pytest -m spark

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

lock: ## Lock requirements/*.in with hashes (needs uv)
	$(LOCK) requirements/run.in --output-file requirements/run.txt
	$(LOCK) --constraint requirements/run.txt requirements/dev.in --output-file requirements/dev.txt
	$(LOCK) --constraint requirements/dev.txt requirements/bench.in --output-file requirements/bench.txt
	$(LOCK) --constraint requirements/dev.txt requirements/spark.in --output-file requirements/spark.txt
