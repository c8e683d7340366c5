# Needs Python 3.11 or newer, git and make; everything else comes from requirements.lock into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export DO_NOT_TRACK := 1

.PHONY: install demo docs test test-fast test-cluster coverage test-duckdb-next test-spacy reader-version check format lock clean

install: $(BIN)/cuttings

# uv installs the lock in seconds where pip needs minutes; pip installs uv itself, from the same lock.
# Unlike pip, uv compiles only when asked. Where Python may not write bytecode (PYTHONDONTWRITEBYTECODE, a read-only
# image) each start would compile everything again: 3 CPU seconds before a load begins.
$(BIN)/cuttings: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	awk '/^[^ #]/ {mine = /^uv==/} mine' requirements.lock > .venv/uv.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r .venv/uv.lock
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q -j 0 flows schemas tasks warehouse
	touch $@

demo: install
	@$(BIN)/python -m flows.command.demo

# Two processes; a file's tests stay together and in order. (pytest-xdist 3.8 does not see groups under pytest 9.2.)
TWO := -n 2 --dist loadfile --no-loadscope-reorder
test: install check
	$(BIN)/python -m pytest $(TWO) -m "not cluster"

# What many machines need: PostgreSQL (skipped where it is not installed), an S3 server, workers of Dask.
test-cluster: install
	$(BIN)/python -m pytest -n 2 --dist worksteal -m cluster

# Pure logic: no server, no network, no files, nothing that is large on purpose. Below a minute on two free cores.
test-fast: install
	$(BIN)/python -m pytest $(TWO) --hypothesis-profile fast -m "not slow and not files and not hostile"

# A figure, no gate: the same tests, with what they reach of the code.
COVERED := --cov=flows --cov=schemas --cov=tasks --cov=warehouse --cov-report=term:skip-covered
coverage: install check
	$(BIN)/python -m pytest $(TWO) $(COVERED)

# The newest DuckDB that pyproject.toml allows, in an environment of its own: what touches the database works on both series.
NEXT := .venv-duckdb-next
test-duckdb-next: install
	test -x $(NEXT)/bin/python || $(PYTHON) -m venv $(NEXT)
	awk '/^[^ #]/ {mine = !/^duckdb==/} mine' requirements.lock > $(NEXT)/requirements.lock
	$(BIN)/uv pip sync --quiet --python $(NEXT)/bin/python --require-hashes $(NEXT)/requirements.lock
	$(BIN)/uv pip install --quiet --python $(NEXT)/bin/python --no-deps --no-build-isolation -e .
	$(BIN)/uv pip install --quiet --python $(NEXT)/bin/python pip
	$(NEXT)/bin/python -m pip install --quiet --no-deps "duckdb>=1.5.5,<2.1"
	$(NEXT)/bin/python -c "import duckdb; print('DuckDB', duckdb.__version__)"
	$(NEXT)/bin/python -m pytest $(TWO) tests/warehouse tests/tasks/loading tests/tasks/reading/test_rows.py \
		--ignore tests/warehouse/web/test_pages_in_chromium.py

# The extra `spacy`, in an environment of its own: what it annotates with, and what it teaches our own models.
SPACY := .venv-spacy
test-spacy: install
	test -x $(SPACY)/bin/python || $(PYTHON) -m venv $(SPACY)
	$(BIN)/uv pip sync --quiet --python $(SPACY)/bin/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(SPACY)/bin/python --no-build-isolation -e ".[spacy]"
	$(SPACY)/bin/python -m pytest tests/tasks/text/annotate/test_annotation.py tests/flows/orchestration/test_replay_annotate.py -k "spacy or engine"

# After a change of tasks/text: the next version of the reader, or, with SAME=--same, the same one.
reader-version: install
	$(BIN)/python -m tasks.reading.reader_fingerprint $(SAME)

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The site, in build/site. Broken links and unknown names end the build.
docs: install
	$(BIN)/mkdocs build --strict --quiet

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: install
	$(BIN)/uv pip compile pyproject.toml --group dev --extra dask --extra lake --python-version 3.11 --universal --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock

clean:
	rm -rf .venv $(NEXT) $(SPACY) build *.egg-info demo-home
