# Corridor Atlas. `make` alone lists the commands.
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
TEST_STAMP := .venv/.installed-tests
# What browsers get, and how it is checked. Types are checked where there is Node to run TypeScript.
WEB := geo/mapview/web geo/mapview/copies pages/ui pages/edition
BIOME := $(BIN)/biome
BIOME_RULES := --config-path=geo/mapview/web.biome.json
DJLINT := $(BIN)/djlint --quiet --configuration pages/templates.djlint.json pages/templates
TSC := npx --yes --package typescript@7.0.2 tsc

.DEFAULT_GOAL := help
.PHONY: help run setup test tests check fix bench fuzz data sbom lock

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: $(STAMP) ## start the atlas on http://localhost:8501 (PORT=8600 for another port)
	$(BIN)/streamlit run app.py --server.port $(PORT)

setup: $(TEST_STAMP) ## install everything that running and testing need

# Side by side: types are checked on one processor, and a browser waits more than it works.
test: $(TEST_STAMP) ## all checks and all tests, in a real browser too
	@$(MAKE) --no-print-directory -j 2 check tests

tests: $(TEST_STAMP)
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(TEST_STAMP) ## style, types and the data itself
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIOME) check $(BIOME_RULES) $(WEB)
	$(DJLINT) --lint
	@if $(TSC) --version >/dev/null 2>&1; then $(TSC) -p geo/mapview/tsconfig.json; \
	else echo "No Node with TypeScript here: the types of the scripts are not checked."; fi
	$(BIN)/python -m geo check

fix: $(TEST_STAMP) ## format and mend what can be mended without thinking
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIOME) check --write $(BIOME_RULES) $(WEB)

bench: $(TEST_STAMP) ## measure speed in a browser and the reading of texts, write RESULTS.md
	$(BIN)/python -m tests.bench

# make fuzz SEED=7 tries the cases of a seed again, ONLY=texts those of one door, COUNT=500 fewer;
# WHOLE=--whole gives whole folders to every page. A failing case is written into build/fuzz/.
fuzz: $(TEST_STAMP) ## ten thousand bad inputs at every door: all is told, and nothing falls
	$(BIN)/python -W ignore -m tests.fuzz $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--count $(COUNT)) $(if $(ONLY),--only $(ONLY)) $(WHOLE)

data: $(TEST_STAMP) ## build base map, gazetteer and network lines again from their pinned packages
	$(BIN)/python -m geo build basemap
	$(BIN)/python -m geo build gazetteer
	$(BIN)/python -m geo build network

sbom: $(TEST_STAMP) ## write the bill of materials, CycloneDX 1.6, to build/sbom.json
	mkdir -p build && $(BIN)/python -m geo sbom --out build/sbom.json

lock: ## pin all dependencies again, with hashes
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q pip-tools
	$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --all-extras --output-file requirements.lock pyproject.toml
	$(BIN)/pip install -q --require-hashes -r requirements.lock
	$(BIN)/python -m geo sbom --lock --out deploy/running.lock

$(STAMP): deploy/running.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo "Python 3.11, 3.12 or 3.13 is needed; set PYTHON=/path/to/it."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r deploy/running.lock
	touch $@

$(TEST_STAMP): $(STAMP) requirements.lock
	$(BIN)/pip install -q --require-hashes -r requirements.lock
	$(BIN)/python -m tests.browser.chromium
	touch $@
