# These commands need nothing installed before but Python ≥ 3.11, make and git:
#   make demo    writes the dossier of examples/tolint into out/tolint
#   make test    runs all checks, the tests last
#   make bench   measures how long long lists take
#   make docs    makes the site of the documentation in out/docs
# Each makes .venv first. Another interpreter: make demo PYTHON=python3.12
# For who changes what is needed:
#   make lock    locks the newest versions that pyproject.toml allows
#   make newest  runs the tests with the newest versions on every Python that is here
#   make lowest  runs them with the lowest versions that pyproject.toml names
# Other interpreters: make lowest PYTHONS="python3.12 python3.13"; other tests: TESTS=tests/unit

PYTHON ?= python3
BIN := .venv/bin
LOCKED := requirements/locked.txt
UV := build/uv/bin/uv
export PYTHON PYTHONS TESTS
# The tests start hundreds of processes; each would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test bench docs lock newest lowest clean

demo:
	@bash tools/setup_env.sh demo
	@# A fixed day, after all that the texts tell of: the same files whenever it runs.
	$(BIN)/efc-report dossier examples/tolint out/tolint --as-of 2024-06-28

test:
	@bash tools/setup_env.sh test
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --no-cache --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry --no-ansi src plugins templates
	$(BIN)/pytest -n 2

bench:
	@bash tools/setup_env.sh test
	$(BIN)/pytest tests/benchmarks

docs:
	@bash tools/setup_env.sh docs
	$(BIN)/sphinx-build -q -n -W --keep-going -c docs -d build/docs . out/docs
	@echo "Open out/docs/index.html"

$(UV): $(LOCKED)
	$(PYTHON) -m venv build/uv
	build/uv/bin/python -m pip install --quiet --disable-pip-version-check -c $(LOCKED) uv
	@touch $@

lock: $(UV)
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --all-extras \
		--group environments --no-header --no-annotate --no-emit-package efc-reporting \
		--output-file $(LOCKED) pyproject.toml > /dev/null

newest lowest: $(UV)
	@bash tools/try_versions.sh $@

clean:
	rm -rf .venv out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
