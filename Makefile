# Two commands matter: `make run` and `make test`. The others are parts of them.
SHELL := /bin/sh
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export DJANGO_SETTINGS_MODULE ?= atvsld.web.settings

.PHONY: run install install-dev test check bench requirements docs help

run: install ## install, prepare ./var and serve on PORT (8000)
	@exec $(BIN)/atvsld serve --setup

install: $(VENV)/.run-installed ## .venv with the pinned run-time dependencies

install-dev: $(VENV)/.dev-installed ## and what tests and checks need

$(VENV)/.run-installed: requirements/run.txt pyproject.toml
	@PYTHON=$(PYTHON) tools/install.sh $(VENV) requirements/run.txt
	@touch $@

$(VENV)/.dev-installed: requirements/dev.txt $(VENV)/.run-installed
	@PYTHON=$(PYTHON) tools/install.sh $(VENV) requirements/run.txt requirements/dev.txt
	@touch $@

test: install-dev ## all tests: SQLite, PostgreSQL, browser
	@env -u DJANGO_SETTINGS_MODULE $(BIN)/python -m tools.run_tests

check: install-dev ## style, types, layers, migrations, sizes, docs
	@$(BIN)/python -m tools.run_checks

bench: install-dev ## measure, where bench/ is there
	@if [ -e bench/__main__.py ]; then $(BIN)/python -m bench; else echo "bench/ is not there yet"; fi

docs: install-dev ## write docs/reference from the declarations
	@$(BIN)/atvsld docs

requirements: ## compile requirements/*.txt anew, without addresses
	uv pip compile -q --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 requirements/run.in -o requirements/run.txt
	uv pip compile -q --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 requirements/dev.in -o requirements/dev.txt

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile
