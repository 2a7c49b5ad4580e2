# `make demo` and `make test` each do the whole set-up first; a second run skips it.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
READY := .venv/ready
TORCH := torch==2.13.0
# What torch itself brings; each platform has builds, and so hashes, of its own.
UNLOCKED := torch triton cuda-bindings cuda-pathfinder cuda-toolkit nvidia-cublas nvidia-cuda-cupti \
	nvidia-cuda-nvrtc nvidia-cuda-runtime nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile nvidia-curand \
	nvidia-cusolver nvidia-cusparse nvidia-cusparselt-cu13 nvidia-nccl-cu13 nvidia-nvjitlink \
	nvidia-nvshmem-cu13 nvidia-nvtx

.PHONY: help setup demo test check docs lock clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(READY)  ## virtual environment with locked versions and the bundled model; leaves .venv/bin/concord

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(PIP) install --quiet "$(TORCH)"
	$(PIP) install --quiet --no-deps --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	$(PIP) check
	@touch $(READY)

demo: $(READY)  ## check the example: one Chinese source, three English renderings
	@$(BIN)/concord demo --output demo.html

test: $(READY)  ## run all tests
	$(BIN)/python -m pytest

check: $(READY)  ## format, lint, types, generated docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python docs/generate.py --check

docs: $(READY)  ## write the generated parts of README.md and docs/
	$(BIN)/python docs/generate.py

lock:  ## resolve the dependencies anew (needs uv)
	echo "$(TORCH)" | uv pip compile pyproject.toml --constraint - --group dev --all-extras --universal \
		--python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
		$(addprefix --no-emit-package ,$(UNLOCKED)) --output-file requirements.lock

clean:  ## remove the virtual environment and all caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist demo.html
