# Each target does its own set-up on a machine that has only Python 3.11+ and make.
PYTHON ?= python3
BIN = .venv/bin

# The newest DuckDB 1.x, which many BI tools still bring, in an environment of its own.
OLD = .venv/duckdb1

.PHONY: run test ui bench accuracy lint clean help

help:
	@echo "make run    the sample articles -> warehouse/"
	@echo "make test   the whole test suite, with coverage"
	@echo "make ui     Dagster on http://127.0.0.1:3000"
	@echo "make bench  speed and memory of every stage"
	@echo "make accuracy GOLD=../shared/gold  how often each column is right; SETS=... for a part"
	@echo "make lint   ruff and mypy"

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit('newstables needs Python 3.11 to 3.13, PYTHON=... names another' if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0)"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev,dask]"
	$(BIN)/python -m compileall -q pipelines
	@touch .venv/installed

run: .venv/installed
	$(BIN)/newstables run

$(OLD)/installed: .venv/installed
	$(PYTHON) -m venv --without-pip $(OLD)
	$(BIN)/python -m pip --python $(OLD)/bin/python install --quiet --disable-pip-version-check "duckdb>=1,<2" \
	  || { echo "make test needs the newest DuckDB 1.x from PyPI once, to open the warehouse as old clients do: no network?"; exit 1; }
	@touch $(OLD)/installed

test: .venv/installed $(OLD)/installed
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

ui: .venv/installed
	$(BIN)/dagster dev --host 127.0.0.1

# What it is measured against is an extra: nothing else needs it.
.venv/peers: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[bench]"
	@touch .venv/peers

# In full (an hour and more): make bench SIZES="1000 10000 50000" FILES=50000 DOCUMENTS=2000
SIZES ?= 1000
FILES ?= 2000
DOCUMENTS ?= 200

bench: .venv/peers
	$(BIN)/python -W ignore -m bench --growth $(SIZES) --files $(FILES) --overhead $(DOCUMENTS)

GOLD ?= ../shared/gold
CORPUS ?= ../shared/training/corpus
SHARE ?= 3
SETS ?=

accuracy: .venv/installed
	$(BIN)/python -m bench.accuracy --gold $(GOLD) --corpus $(CORPUS) --share $(SHARE) $(SETS)

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf .venv build dist *.egg-info
