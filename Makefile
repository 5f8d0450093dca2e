# Everything runs in a .venv of its own, made from pyproject.toml and constraints.txt.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# axe-core, which checks the web page of a report in Chromium: MIT, last release July 2026, 160 kB. Without what it asks
# for: it is a wrapper of Playwright (130 MB with a browser's driver), and only the script that it carries is used.
AXE := axe-playwright-python

.PHONY: run test check format bench faults pictures samples clean

run: $(STAMP)
	@$(BIN)/fieldwork demo stockport

test: $(STAMP)
	@$(BIN)/python -m pytest -n 3 --dist worksteal -q

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(STAMP)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(STAMP)
	@$(BIN)/python -m benchmarks

faults: $(STAMP)
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -o timeout=900 tests/faults --long-faults

pictures: $(STAMP)
	@$(BIN)/python scripts/take_pictures.py

samples: $(STAMP)
	@$(BIN)/python scripts/build_samples.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("fieldwork needs Python 3.11 or later, found " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-deps $(AXE)
	@touch $@
