# The commands of the Village Internet Planner; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# One thing after the other: two targets may share build/ and the virtual environment.
.NOTPARALLEL:

PYTHON := .venv/bin/python
PYTEST_OPTIONS ?=
# A process for each processor, each with its own QGIS and servers; a file of tests stays in one.
TEST_PROCESSES ?= --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: help setup stage package demo test pictures test-matrix lint format bench server faults kills \
	load fuzz year try-install sample expected-findings rule-help translations clean

help:  ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## Install what is missing (QGIS, PostGIS, a virtual environment in .venv)
	@tools/setup.sh

stage: setup  ## Lay the plugin out in build/stage, where QGIS can run it
	@$(PYTHON) -m tools.stage

package: setup  ## Build the zip that QGIS installs, in build/, and hold it against the plugin repository's rules
	@$(PYTHON) -m tools.package

demo: setup stage  ## Do the whole job on the sample, with a server of its own; results in build/demo
	@$(PYTHON) -m tools.demo

lint: setup  ## Check style, formatting, types and the order of the floors
	@# A cached verdict would outlive the module that made it true.
	@.venv/bin/ruff check --no-cache .
	@.venv/bin/ruff format --no-cache --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

test: lint  ## Run the checks of `make lint`, then every test
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest $(TEST_PROCESSES) $(PYTEST_OPTIONS)

pictures: setup  ## Draw anew the pictures that tests compare with, and those of the help
	@RENEW_PICTURES=1 QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest tests/panels tests/window

test-matrix: setup  ## Run the tests that touch QGIS under QGIS 3.40 and 3.44, as root
	@tools/test_matrix.sh

format: setup  ## Put the code into the one format
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: setup  ## Measure what the plan's budgets promise
	@$(PYTHON) -m bench

server: setup  ## Run the shared server in the foreground, from nothing, in build/server
	@$(PYTHON) -m tools.run_server

faults: setup  ## Kill, cut and fill up a shared server hundreds of times, and look what stands after (12 min)
	@$(PYTHON) -m tools.series faults

kills: setup  ## Kill QGIS itself while it publishes and pulls, and start it again (8 min)
	@$(PYTHON) -m tools.series kills

load: setup  ## Let 64 publishers of 12 agencies contend for two minutes, and count by SQL
	@$(PYTHON) -m tools.series load

fuzz: setup  ## Send the shared server what nobody should send it (5 min)
	@$(PYTHON) -m tools.series fuzz

year: setup  ## Publish a province's year, back it up, restore it, and compare (6 min)
	@$(PYTHON) -m tools.series year

try-install: setup  ## Follow the pages of the server on a new Debian under systemd, as root
	@tools/try_server_install.sh

sample: setup  ## Make the sample's village shapes and points anew from its own village list
	@$(PYTHON) -m tools.make_sample

expected-findings: setup  ## Write anew what the sheet of planted faults must yield
	@$(PYTHON) -m tools.make_expected_findings

rule-help: setup  ## Write the help pages of the rules anew from the rule catalogue
	@$(PYTHON) -m tools.make_rule_help

translations: setup  ## Bring the files of translations up to date with the texts in the code
	@$(PYTHON) -m tools.update_translations

clean:  ## Remove what the commands built (not the virtual environment)
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .qgis-settings
