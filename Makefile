# The words of the house. Everything is installed into .venv; nothing outside this folder changes.
# `make PYTHON=python3.12 up` picks another Python.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/runtime.stamp
DEV := $(VENV)/dev.stamp
COMPILED := $(VENV)/compiled.stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV := $(BIN)/uv --quiet
COMPILE := $(UV) pip compile $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

# uv is quick; where it is missing or cannot reach its index, plain pip installs the same hashed files.
install = { $(UV) pip install --python $(BIN)/python --require-hashes -r $(1) \
	&& $(UV) pip install --python $(BIN)/python --no-build-isolation --no-deps -e .; } \
	|| { echo "uv could not install; plain pip tries." \
	&& $(PIP) install --no-deps --no-compile --require-hashes -r $(1) \
	&& $(PIP) install --no-build-isolation --no-deps -e .; }

pytest = env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest

# What four processes that begin at once would each compile, in twenty seconds: one does it, beside the checks.
compile_once = { test -e $(COMPILED) || { $(pytest) --collect-only --quiet >/dev/null && touch $(COMPILED); }; }

checks = $(BIN)/ruff format --check && $(BIN)/ruff check && $(BIN)/mypy && $(BIN)/lint-imports

.DEFAULT_GOAL := help
.PHONY: help up demo test test-slow test-overnight check fix schema migration bench lock

help: ## list these words
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r word text; do \
		printf '  make %-10s %s\n' "$$word" "$$text"; done

# When Ctrl-C comes, the desk gets it too; make waits until it has stopped.
up: $(RUNTIME) ## install what is needed, migrate and start the desk
	@$(BIN)/plimsoll migrate
	@exec $(BIN)/plimsoll up

demo: $(RUNTIME) ## replay two years headless and print the outcome
	@$(BIN)/plimsoll demo

# What was compiled is kept, whatever this shell says of it: the tests start some hundred processes, and wait for them
# so often that four at once keep two cores at work. What `check` says comes last.
test: $(DEV) ## run every check: the tests, and beside them the words of `check`
	@{ $(checks); } >$(VENV)/check.log 2>&1 & checking=$$!; trap 'kill $$checking' INT TERM; \
	$(compile_once); $(pytest) -n 4 --dist loadfile --no-loadscope-reorder; tested=$$?; \
	wait $$checking; checked=$$?; cat $(VENV)/check.log; exit $$((tested || checked))

test-slow: $(DEV) ## run the tests that take tens of seconds each
	@$(pytest) -n 3 --dist loadfile --no-loadscope-reorder -m slow

test-overnight: $(DEV) ## run the tests that take minutes each
	@$(BIN)/pytest -m overnight

check: $(DEV) ## check format, lint, types and who imports whom
	@$(checks)

fix: $(DEV) ## format, and repair what ruff can repair
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

schema: $(RUNTIME) ## write frontend-schema/, the tabs of GraphiQL and .env.example
	@$(BIN)/plimsoll schema
	@$(BIN)/python -c "import pathlib, settings; pathlib.Path('.env.example').write_text(settings.env_example())"

migration: $(DEV) ## write a migration from the models: make migration name=add_lots
	@test -n "$(name)" || { echo "Say its name: make migration name=add_lots"; exit 2; }
	@$(BIN)/python -m db.makemigration "$(name)"

bench: $(DEV) ## measure the speeds that the README claims
	@$(BIN)/python -m benchmarks

lock: $(VENV)/uv.stamp ## write the hashed locks from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@$(COMPILE) --group installer -o requirements-uv.lock
	@$(COMPILE) pyproject.toml --group build -o requirements.lock
	@$(COMPILE) pyproject.toml --extra fast --group build --group dev -c requirements.lock -o requirements-dev.lock

# ---------------------------------------------------------------- installing, once for each lock

$(VENV)/uv.stamp: requirements-uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Plimsoll needs Python 3.11 or newer.")'
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --no-deps --no-compile --require-hashes -r requirements-uv.lock || echo "No uv for this machine."
	@touch $@

$(RUNTIME): requirements.lock pyproject.toml | $(VENV)/uv.stamp
	@echo "Installing what the desk needs ..."
	@$(call install,requirements.lock)
	@touch $@

# The development lock holds the runtime lock, so one installation serves both.
$(DEV): requirements-dev.lock pyproject.toml | $(VENV)/uv.stamp
	@echo "Installing what the desk and its tests need ..."
	@$(call install,requirements-dev.lock)
	@touch $(RUNTIME) $@
