# The two commands are `make site` and `make test`; the rest serves them.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: site preview test fast audit bench lock docs pictures screenshots clean

site: .venv/site
	@$(BIN)/khuyencong build

preview: .venv/site
	@$(BIN)/khuyencong preview

test: .venv/test .venv/tools
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest -q -n auto -m "not slow"
	@$(BIN)/pytest -q -m alone
	@$(BIN)/pytest -q -n auto --dist loadfile -m "slow and not alone and not audit"

# What a change wants to know first: everything that needs no browser and no full build.
fast: .venv/test
	@$(BIN)/pytest -q -m "not slow"

# Before a release: every page in every look, and Lighthouse. Takes about a quarter of an hour.
audit: .venv/test .venv/tools
	@$(BIN)/pytest -q -n auto -m audit -k "not lighthouse"
	@# Alone: it measures time.
	@$(BIN)/pytest -q -m audit -k lighthouse

# Beside Hugo, in turns; SIZE=10000 for a larger corpus. Puts its table into docs/benchmarks.md.
SIZE := 5000
bench: .venv/test
	@$(BIN)/python -m bench --size $(SIZE) --write

docs: .venv/site
	@$(BIN)/python -m khuyencong.model.handbook docs/so-tay.md

pictures: .venv/site
	@$(BIN)/python -m tools.drawing content/anh

screenshots: .venv/test .venv/tools site
	@$(BIN)/python -m tools.screenshots output docs/screenshots

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/site: requirements/site.txt pyproject.toml | .venv/bin/python
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: requirements/test.txt .venv/site
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

.venv/tools: tests/tools/install.sh tests/tools/package-lock.json
	@sh tests/tools/install.sh
	@touch $@

# Needs uv; universal locks with hashes and without any registry's address.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock:
	$(LOCK) pyproject.toml requirements/build.in --output-file requirements/site.txt
	$(LOCK) pyproject.toml requirements/build.in --group test --constraint requirements/site.txt \
		--output-file requirements/test.txt

clean:
	rm -rf output .cache
