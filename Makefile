# Two commands do everything on a fresh machine:
#   make run [FILE=transcript.txt]   set up, open the window (on the bundled sample without FILE)
#   make test                        set up, run the tests: no display, no Java, no network once set up
# The work is done by packaging/setup.sh and packaging/run.sh; they say plainly what is missing.

SHELL := /bin/bash
PYTHON ?=
VENV ?= .venv
FILE ?=
LANGUAGES ?= en
export PYTHON VENV

.PHONY: run test test-long lint languagetool wheel clean help

help:
	@sed -n 's/^#   //p' Makefile
	@echo 'make lint | test-long | languagetool [LANGUAGES="en de"] | wheel | clean'

run: $(VENV)/.ready-run
	@packaging/run.sh "$(FILE)"

test: $(VENV)/.ready-dev
	QT_QPA_PLATFORM=offscreen $(VENV)/bin/python -m pytest -m "not slow and not languagetool and not quality and not benchmark" $(TESTS)

# the same with the long fuzz runs, and what needs LanguageTool or the evaluation data where they are present
test-long: $(VENV)/.ready-dev
	QT_QPA_PLATFORM=offscreen $(VENV)/bin/python -m pytest -m "not benchmark" $(TESTS)

lint: $(VENV)/.ready-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

languagetool: $(VENV)/.ready-run
	$(VENV)/bin/python packaging/languagetool/build.py --languages $(LANGUAGES)

wheel: $(VENV)/.ready-dev
	$(VENV)/bin/python -m build --wheel

$(VENV)/.ready-run: pyproject.toml packaging/setup.sh
	@packaging/setup.sh run

$(VENV)/.ready-dev: pyproject.toml packaging/setup.sh
	@packaging/setup.sh dev

clean:
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
