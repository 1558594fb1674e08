# The whole interface of a developer: make run, make test, make check.
PYTHON ?= python3
BIN := .venv/bin
UV := uv==0.13.9
CHECKS := migrations settings translations
# Compiled modules are kept, or every process would compile all of Django again; in one folder, never beside the source.
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/build/pycache
unexport PYTHONDONTWRITEBYTECODE
# An office's own certificates are the system's; uv would look at its built-in ones only.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt),)
export UV_SYSTEM_CERTS ?= 1
endif

.PHONY: setup run test check clean

setup: .venv/ready
	@$(BIN)/palat setup

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("ต้องใช้ Python 3.11 ขึ้นไป · Python 3.11 or later is needed: make PYTHON=python3.11 ...")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "$(UV)"
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

run: setup
	@exec $(BIN)/palat run

test: setup
	@$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder -rs $(ARGS)

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@PALAT_DEBUG=1 $(BIN)/mypy
	@PALAT_DEBUG=1 $(BIN)/python -m palat.launch.checking $(CHECKS)

clean:
	@test ! -x $(BIN)/palat || $(BIN)/palat db stop
	@rm -rf var build node_modules .venv
