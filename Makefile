# These commands need nothing installed before but Python ≥ 3.11, make and git:
#   make demo    writes the dossier of examples/tolint into out/tolint
#   make test    runs all checks, the tests last
#   make bench   measures how long long lists take
#   make docs    makes the site of the documentation in out/docs
# Each makes .venv first. Another interpreter: make demo PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
export PYTHON
# The tests start hundreds of processes; each would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test bench docs clean

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
	$(BIN)/pytest -n 2

bench:
	@bash tools/setup_env.sh test
	$(BIN)/pytest tests/benchmarks

docs:
	@bash tools/setup_env.sh docs
	$(BIN)/sphinx-build -q -n -W --keep-going -c docs -d build/docs . out/docs
	@echo "Open out/docs/index.html"

clean:
	rm -rf .venv out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
