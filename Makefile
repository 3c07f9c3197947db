# `make help` lists what there is. Nothing but Python 3.11–3.13 with its venv, git and make has to be there before.
PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python
export PATH := $(CURDIR)/.stamps/bin:$(CURDIR)/$(BIN):$(PATH)
# Containers often set it. Then every start would compile the program anew, and every process of the tests the tests.
unexport PYTHONDONTWRITEBYTECODE
# Where the composed clips lie.
CLIPS ?= $(or $(ARGUSAI_CACHE_DIR),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/argusai)/clips
# Only what is written after `make run`; otherwise ArgusAI's own settings say where it listens.
WHERE = $(foreach name,HOST PORT,$(if $(filter command line,$(origin $(name))),--$(shell echo $(name) | tr A-Z a-z) $($(name))))

COMPILE = uv pip compile -q --universal --python-version 3.11 --no-header --no-emit-index-url \
	--custom-compile-command "make requirements"

.DEFAULT_GOAL := help
.PHONY: help run setup setup-tests test test-backend test-frontend test-browser check check-api api ci acceptance soak \
	alone bench footage evaluate requirements format clean

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 16

run: setup ## set up what is missing and start ArgusAI with the demo camera (HOST=…, PORT=…)
	@exec $(BIN)/argusai serve --demo $(WHERE)

setup: ## set up what `make run` needs
	@$(PYTHON) scripts/setup.py run

setup-tests: ## set up what the tests need as well
	@$(PYTHON) scripts/setup.py tests

test: setup-tests ## set up and run the whole suite: page, browser, backend
	@$(PY) scripts/suite.py

test-backend: setup-tests ## the backend's tests alone
	@cd backend && ../$(PY) -m pytest -n 2 --dist worksteal -q --tb=short

test-frontend: setup-tests ## the page's tests alone
	@cd frontend && npm run test:run

test-browser: setup-tests ## the browser journeys alone
	@cd backend && ../$(PY) -m pytest -m "browser and not soak" --tb=short -q tests/browser

check: setup-tests check-api ## lint, formatting, types, workflows, generated files
	@cd backend && ../$(BIN)/ruff check --config pyproject.toml . ../scripts
	@cd backend && ../$(BIN)/ruff format --check --config pyproject.toml . ../scripts
	@cd backend && ../$(BIN)/mypy && ../$(BIN)/mypy tests
	@cd frontend && npm run lint && npx tsc --noEmit
	@$(BIN)/actionlint
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/zizmor --offline --no-progress --quiet .

check-api: setup-tests ## fail when the API's description or the page's types are not what the API says
	@$(PY) scripts/openapi.py --check
	@$(PY) scripts/api_page.py --check
	@cd frontend && npm run api:check

api: setup-tests ## write the API's description and the page's types anew
	@$(PY) scripts/openapi.py
	@$(PY) scripts/api_page.py
	@cd frontend && npm run api:types

ci: setup-tests ## run the very steps that .github/workflows/ci.yml holds
	@$(PY) scripts/workflow.py

acceptance: setup-tests ## list every requirement with the tests that prove it
	@$(PY) scripts/acceptance.py

soak: setup-tests ## the long runs, which `make test` leaves out
	@cd backend && ../$(PY) -m pytest -m soak --timeout 7200 -q

alone: setup-tests ## every test file alone, then everything twice in one process
	@cd frontend && npx vitest run --isolate --sequence.shuffle
	@$(PY) scripts/alone.py

bench: setup-tests ## measure and print what things cost
	@cd backend && for each in tests/performance/bench_*.py; do ../$(PY) -m tests.performance.$$(basename $$each .py) || exit 1; done

footage: setup ## compose the labelled clips that `make evaluate` scores (CLIPS=…)
	@$(BIN)/argusai models install && $(BIN)/argusai demo compose $(CLIPS)

evaluate: footage ## score detection on the composed clips, the half to tune on (CLIPS=…)
	@$(BIN)/argusai evaluate $(CLIPS)/tune --cache $(CLIPS)/detections --jobs 2

requirements: ## compile both backend/requirements files from pyproject.toml (needs uv)
	@cd backend && $(COMPILE) --all-extras pyproject.toml -o requirements.txt
	@cd backend && $(COMPILE) pyproject.toml -c requirements.txt --no-annotate -o requirements-run.txt

format: setup-tests ## format the Python code
	@cd backend && ../$(BIN)/ruff format --config pyproject.toml . ../scripts
	@cd backend && ../$(BIN)/ruff check --fix --config pyproject.toml . ../scripts

clean: ## remove everything that `make` made in this folder; your data, models and footage stay
	@rm -rf .venv .stamps frontend/node_modules frontend/coverage frontend/test-results backend/argusai/static \
		backend/*.egg-info backend/coverage.xml backend/.coverage* backend/test*.db* backend/test-results \
		backend/.pytest_cache backend/.mypy_cache backend/.ruff_cache backend/.hypothesis
