# The whole interface of a developer: make run, make test, make check.
PYTHON ?= python3
BIN := .venv/bin
UV := uv==0.13.9
# To be added once locale/en exists: translations
CHECKS := migrations settings
export PYTHONDONTWRITEBYTECODE ?=

.PHONY: setup run test check clean

setup: .venv/ready
	@$(BIN)/palat setup

.venv/ready: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "$(UV)"
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

run: setup
	@exec $(BIN)/palat run

test: setup
	@$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile $(ARGS)

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@PALAT_DEBUG=1 $(BIN)/mypy
	@PALAT_DEBUG=1 $(BIN)/python -m palat.launch.checking $(CHECKS)

clean:
	@test ! -x $(BIN)/palat || $(BIN)/palat db stop
	@rm -rf var build node_modules .venv
