# Two commands do everything: `make demo` runs the main job, `make test` passes the tests.
# Everything they need beyond Python 3.11, rustup, make and a C compiler is installed by `make setup`, on demand.

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
DIR     ?= ../shared/vectors
PROVE   ?= dev
JOBS    ?= 2
ROOMS   := grammar dsl codegen stdlib pipeline wire client
STAMPS  := build/stamps
RUST    := runtime runtime/guests runtime/provers/risc0
CARGO   := cargo --quiet

# Type checkers, formatters and tests all see the project's own environment.
export VIRTUAL_ENV := $(abspath $(VENV))
export PATH := $(abspath $(BIN)):$(PATH)

# $(call need,CHECK,PACKAGE): a system package, installed where the check fails and there is apt.
SUDO    := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
need     = @$(1) >/dev/null 2>&1 || { echo "installing $(2)"; $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq $(2); } \
	|| { echo "please install $(2), then try again"; exit 1; }

.PHONY: help setup types bytecode workers prover demo test test-long vectors rules lint format golden clean bench

help:
	@echo "make demo [PROVE=real]   compile, execute, prove and settle the ledger example"
	@echo "make test                every test"
	@echo "make test-long           the long ones too: fuzzing, larger differential runs, real proofs"
	@echo "make vectors DIR=...     the vector tests on the JSON files below DIR"
	@echo "make rules               disable one rule after the other, and print which programs then go wrong"
	@echo "make lint | format       check or repair style and types"
	@echo "make bench               print the benchmarks"

setup: $(STAMPS)/python $(STAMPS)/rust types bytecode

$(STAMPS)/python: pyproject.toml setup.py
	@mkdir -p $(STAMPS)
	$(call need,$(PYTHON) -c 'import ensurepip',python3-venv)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[test,lint]'
	@touch $@

$(STAMPS)/rust: rust-toolchain.toml
	@mkdir -p $(STAMPS)
	$(call need,command -v cc,gcc)
	@command -v rustup >/dev/null || { echo "vprog needs rustup (https://rustup.rs)"; exit 1; }
	@rustc --version >/dev/null 2>&1 || rustup toolchain install
	rustup component add rust-src rustfmt clippy
	@touch $@

# Type checkers follow links, not the editable install's import hook.
types:
	@mkdir -p build/types/vprog
	@for room in $(ROOMS); do ln -sfn ../../../$$room build/types/vprog/$$room; done

# Also where Python itself is told not to write any: without it every start compiles the sources again.
bytecode: $(STAMPS)/python
	@$(BIN)/python -m compileall -q $(ROOMS)

# The engine (a Python extension), the executor and the settlement worker. One profile for workers and tests, so that
# nothing is compiled twice; it optimises what is hot (runtime/Cargo.toml).
workers: setup
	@echo "building the engine and the workers (the first time takes some minutes)"
	@cd runtime && cargo build --locked --workspace
	@cp target/debug/libvprog_engine.so pipeline/_engine.abi3.so 2>/dev/null \
		|| cp target/debug/libvprog_engine.dylib pipeline/_engine.abi3.so

# The real prover is heavy: only what asks for real proofs builds it.
prover: workers
	$(call need,command -v c++,g++)
	@echo "building the real prover (the first time takes some minutes more)"
	@cd runtime/provers/risc0 && DOCS_RS=1 cargo build --release --locked --target-dir ../../../target/prover

demo: workers $(if $(filter real,$(PROVE)),prover)
	@$(BIN)/python -m vprog.pipeline.demo --prove $(PROVE)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	for workspace in $(RUST); do (cd $$workspace && cargo fmt --all --check) || exit 1; done
	cd runtime && $(CARGO) clippy --locked --workspace --all-targets --all-features -- -D warnings

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	for workspace in $(RUST); do (cd $$workspace && cargo fmt --all); done

# Another set may lack files that the project's own has.
SET = VPROG_VECTORS="$(abspath $(DIR))" $(if $(filter command,$(firstword $(origin DIR))),VPROG_VECTORS_PARTIAL=1)

golden: workers
	UPDATE_GOLDEN=1 $(BIN)/pytest tests/codegen tests/types

vectors: workers
	@find "$(DIR)" -name '*.json' | grep -q . || { echo "no JSON files below $(DIR)"; exit 1; }
	cd runtime && $(SET) $(CARGO) test --locked -p vprog-abi
	$(SET) $(BIN)/pytest -n $(JOBS) tests/vectors \
		$(if $(shell find "$(DIR)" -name runtime.json),tests/differential/test_runtime_vectors.py)

rules: setup
	@$(BIN)/python tests/reject/mutation.py

test: lint workers prover
	cd runtime && $(CARGO) test --locked --workspace --exclude vprog-engine
	$(BIN)/pytest -n $(JOBS) --dist worksteal tests

test-long: workers prover
	cd runtime/provers/risc0 && DOCS_RS=1 $(CARGO) clippy --release --locked --target-dir ../../../target/prover -- -D warnings
	VPROG_LONG=1 $(BIN)/pytest -n $(JOBS) --dist worksteal tests

bench: workers
	$(BIN)/python benches/run.py

clean:
	rm -rf build target $(VENV) *.egg-info pipeline/*.so
