# README's first screen names the targets. Each sets up what it needs; nothing here asks twice.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
STAMP := .venv/.ready

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z%-]+:.*?## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.PHONY: setup
setup: $(STAMP) ## virtual environment, locked packages, fonts and models, system libraries

$(STAMP): pyproject.toml requirements.lock requirements-models.lock package-lock.json assets/manifest.toml deploy/setup.sh
	@bash deploy/setup.sh
	@touch $@

.PHONY: run
run: setup ## the kiosk in a window, with simulated devices and the device dock
	$(PY) -m kiosk.app run --simulate

.PHONY: demo
demo: setup ## play the whole journey with no one at the screen; leaves out/demo/
	$(PY) -m kiosk.app demo --out out/demo

.PHONY: demo-all
demo-all: setup ## play every journey; leaves out/gallery/index.html with its pages, touches and papers (some ten minutes)
	$(PY) -m kiosk.app demo --all --out out/gallery

.PHONY: test-programs
test-programs: ## the real servers, browser and PDF tools that tests talk to
	@bash deploy/test-programs.sh

.PHONY: test
test: setup test-programs ## every test, without a display (one hash seed: all workers must collect in one order; three, for many tests wait for a device to be late)
	PYTHONHASHSEED=0 QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(PY) -m pytest -n 3 --dist loadfile $(PYTEST_ARGS)
	$(if $(findstring tests/,$(PYTEST_ARGS)),,@$(MAKE) --no-print-directory test-postgresql)

.PHONY: test-postgresql
test-postgresql: ## the hall's tests once more, on a throw-away PostgreSQL; says so where none can be started, and fails where CI=true
	PYTHONHASHSEED=0 $(PY) -m tests.support.postgres $(PY) -m pytest -n 2 --dist loadfile tests/hall $(PYTEST_ARGS) $(if $(findstring --cov,$(PYTEST_ARGS)),--cov-append)

.PHONY: coverage
coverage: ## the same, and which lines no test reaches; takes a quarter longer
	$(MAKE) test PYTEST_ARGS="--cov --cov-report=term $(PYTEST_ARGS)"

.PHONY: check
check: setup ## lint, types, import contracts, QML, contract of the hall
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m ui.lint
	$(PY) -m hall openapi --check
	$(PY) -m assets.unpack --check

.PHONY: format
format: setup ## put every file into the house style
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

.PHONY: lock
lock: setup ## resolve the lock files anew
	bash deploy/lock.sh

bench-%: setup ## a benchmark (bench-ui, bench-journey, bench-devices, ...); writes out/bench/NAME.json
	$(PY) -m benchmarks.$*
