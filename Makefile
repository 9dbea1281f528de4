# Everything is installed into .venv by the commands that need it.
PYTHON ?= python3
BIN = .venv/bin
PORT ?= 8501

.PHONY: run test fast browser lint bench fuzz clean

run: .venv/run ## start the dashboard on the embedded data
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: lint fast browser ## all tests, fast ones first

fast: .venv/dev
	$(BIN)/pytest -n auto -m "not browser"

browser: .venv/dev
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit; done; \
		$(BIN)/playwright install chromium
	$(BIN)/pytest -n auto --maxprocesses=4 -m browser

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint queries

bench: .venv/dev ## speed beside a minimal Streamlit app
	$(BIN)/python -m tests.benchmarks.bench

fuzz: .venv/dev ## 10 000 random and mutated files for the reader of exports
	$(BIN)/python -m tests.queries.exports.fuzz

clean:
	rm -rf .venv

.venv/run: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
