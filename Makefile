# Wellread: `make app` and `make test` each work as the only command on a fresh machine.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Where torch's CPU build comes from, for those who want to avoid the CUDA build:
#   make test TORCH_INDEX=https://…/whl/cpu
TORCH_INDEX ?=
# Which part of the soak: make soak SOAK="-k power". Sizes: WELLREAD_EVERY, _FROM, _KILLS, _MINUTES, _DAMAGES.
SOAK ?=
TORCH  := torch==2.13.0
# The server that `make test-milvus` starts, in an environment of its own (480 MB, Linux).
MILVUS := build/milvus
PORT   ?= 8501

.DEFAULT_GOAL := help
.PHONY: help app test test-milvus check fmt soak bench bench-cleaning bench-highlight weights lock rules audit sbom clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 24

app: $(VENV)/.app  ## set up, index the sample collection on first run, start the page on 127.0.0.1:8501
	@$(BIN)/wellread serve --port $(PORT)

# What is compiled is kept, whatever the environment says: the tests start hundreds of programs.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.dev  ## set up what is missing, then lint, types and every test
	@$(MAKE) --no-print-directory -j 2 check tests

test-milvus: $(VENV)/.dev $(MILVUS)/.server  ## the tests of the engines over a Milvus 2.3.5 server, which it starts and ends
	@$(BIN)/python -m tests.with_milvus $(MILVUS)/bin/milvus-server \
	  $(BIN)/python -m pytest tests/index/test_milvus.py tests/index/test_engines.py tests/index/test_vectors.py

check: $(VENV)/.dev  ## lint and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/mypy app.py

fmt: $(VENV)/.dev  ## format the code and mend what lint can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

soak: $(VENV)/.dev  ## hours of faults; broken off, it goes on. SOAK="-k power": a part; WELLREAD_EVERY=9: fewer
	@$(BIN)/python -m pytest -m soak $(SOAK)
	@$(BIN)/python -m benchmarks.reliability

bench: $(VENV)/.dev  ## measure quality and speed, write the tables of benchmarks/
	@$(BIN)/python -m benchmarks.run

bench-cleaning: $(VENV)/.dev  ## measure cleaning (15 minutes), write the tables of benchmarks/cleaning/
	@OMP_NUM_THREADS=2 $(BIN)/python -m benchmarks.cleaning

bench-highlight: $(VENV)/.dev  ## measure the best sentence, write the tables of benchmarks/highlight/
	@$(BIN)/python -m benchmarks.highlight

weights: $(VENV)/.dev  ## make the int8 weights of MiniLM again from its own, byte for byte; check MPNet's
	@$(BIN)/python -m index.export

lock: $(VENV)/.dev  ## resolve the dependencies anew, with hashes
	@$(BIN)/python -m pip install --quiet uv
	@echo setuptools | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" --no-emit-index-url --extra app --extra documents --extra eval --extra mpnet --extra web \
	  pyproject.toml - -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" --no-emit-index-url --extra dev --extra reference -c requirements.lock \
	  pyproject.toml -o requirements-dev.lock

rules: $(VENV)/.app  ## write the list of cleaning rules, docs/rules.md
	@$(BIN)/python .ci/rules.py > docs/rules.md

audit: $(VENV)/.dev  ## tell of locked packages with a known fault, from .ci/advisories.json (no network)
	@$(BIN)/python .ci/audit.py

sbom: $(VENV)/.app  ## write the software bill of materials, build/sbom.cdx.json (CycloneDX)
	@mkdir -p build
	@$(BIN)/python .ci/sbom.py > build/sbom.cdx.json

clean:  ## remove the environment (your collection is elsewhere and stays)
	rm -rf $(VENV)

# Beside `check`: types alone take one processor the better part of a minute.
# What tests mount, where they may, is theirs alone and ends with them, however they end.
.PHONY: tests browser
tests: APART = $(shell unshare --mount true 2>/dev/null && echo unshare --mount)
tests: browser
	@$(APART) $(BIN)/python -m pytest -m "not soak" -n auto --maxprocesses 4 --dist worksteal

browser: $(VENV)/.dev
	@sh tests/browser/find_browser.sh

$(VENV)/.app: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Wellread needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the dependencies, each checked by its hash ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(MILVUS)/.server: tests/milvus-server.lock
	@echo "Installing a Milvus server into $(MILVUS) ..."
	@$(PYTHON) -m venv $(MILVUS)
	@$(MILVUS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

# torch by exact version before the rest, so that nothing later replaces it.
$(VENV)/.torch: $(VENV)/.app
	@echo "Installing torch (the largest part; some minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) $(TORCH)
	@touch $@

$(VENV)/.dev: $(VENV)/.torch requirements-dev.lock
	@echo "Installing the development tools and sentence-transformers ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@
