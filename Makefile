# Everything is installed into .venv by the commands that need it.
PYTHON ?= python3
BIN = .venv/bin
PORT ?= 8501
# Compiled modules are kept, whatever the machine says of it: tests start some hundred processes, and each would compile every library.
export PYTHONDONTWRITEBYTECODE =

# What is installed is what the lock files say, by hash: requirements*.txt are edited, "make lock" writes the locks from them.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

.PHONY: run test quick fast browser browsers firefox webkit lint bench bench-chance bench-growth drafts load deploy-test fuzz attack update lock audit clean

run: .venv/run ## start the dashboard on the embedded data
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: fast ## all tests, fast ones first; lint runs beside the browser, which waits much
	$(MAKE) --jobs=2 lint browser

quick: .venv/dev ## within a minute: format, lint, types, and the tests of what differs from SINCE (HEAD unless told)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile -m "not browser" $$($(BIN)/python -m tests.quick $(SINCE))

fast: .venv/dev
	$(BIN)/pytest -n auto --dist worksteal -m "not browser"

browser: .venv/dev
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit; done; \
		$(BIN)/playwright install chromium
	$(BIN)/pytest -n auto --maxprocesses=4 --dist worksteal --reruns 1 tests/browser

browsers: .venv/dev ## every page in Firefox and WebKit (Debian: firefox-esr, webkit2gtk-driver, xvfb); some minutes
	$(MAKE) --jobs=2 --output-sync firefox webkit

firefox webkit: .venv/dev
	$(BIN)/pytest -p no:cacheprovider tests/browsers/walk.py -k $@

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint queries

bench: .venv/dev ## speed beside a minimal Streamlit app
	$(BIN)/python -m tests.benchmarks.bench

bench-chance: .venv/dev ## how well the model of chance holds: the tables of docs/chance.md, in some ten minutes
	$(BIN)/python -m tests.benchmarks.chance

bench-growth: .venv/dev ## how time grows with rows, in tables that are read and written
	$(BIN)/python -m tests.benchmarks.growth

drafts: .venv/dev ## the situation report of all 290 municipalities, drafted and checked; some minutes
	$(BIN)/python -m tests.benchmarks.situation_reports

load: .venv/dev ## 5, 20, 50 and 100 readers at once on this machine: first page and click, beside the line to beat; five minutes
	$(BIN)/python -m tests.benchmarks.load

deploy-test: .venv/dev ## what is in deploy/, run: two processes behind haproxy and nginx, one killed, one updated; five minutes
	$(BIN)/pytest -p no:cacheprovider tests/deploy/replicas.py

fuzz: .venv/dev ## 10 000 random and mutated files for the reader of exports
	$(BIN)/python -m tests.queries.exports.fuzz

attack: .venv/dev ## 1 000 made-up tables: what can be worked out of hidden numbers, and what is hidden needlessly; ten minutes
	$(BIN)/python -m tests.queries.store.attack

update: .venv/update ## newer figures into the folder of LAGESBILD_DATA; ARGUMENTS='--dry-run' and the like
	$(BIN)/python -m queries.update $(ARGUMENTS)

lock: .venv/dev ## after a change of requirements*.txt; UPGRADE=--upgrade takes newer versions of what these need
	$(LOCK) requirements.txt --output-file requirements.lock
	$(LOCK) requirements-update.txt --constraint requirements.lock --output-file requirements-update.lock
	$(LOCK) requirements-dev.txt --constraint requirements-update.lock --output-file requirements-dev.lock

audit: .venv/dev ## known weaknesses of what is installed; asks the package index, so it is no part of the tests
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off -r requirements-dev.lock

clean:
	rm -rf .venv

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: requirements.lock | .venv/bin/python
	$(INSTALL) -r requirements.lock
	$(BIN)/python -m compileall -q dashboard.py pages queries
	$(BIN)/python -m pages.server.ready
	touch $@

.venv/update: requirements-update.lock | .venv/bin/python # all of requirements.lock too
	$(INSTALL) -r requirements-update.lock
	touch $@

.venv/dev: requirements-dev.lock | .venv/bin/python # all of requirements-update.lock too
	$(INSTALL) --no-compile -r requirements-dev.lock
	touch $@
