# make run    install in .venv, read the sample articles, show their events
# make test   install the tools too, run all tests and checks
# make check  style, types, imports, lexicon
# make bench  speed, memory, start-up (BENCH=articles.jsonl for others than the usual ones)
# make compiled  the same, compiled, in .venv-compiled: faster, same bytes (needs a C compiler and some minutes)
# make fuzz   fuzz what takes others' files (SECONDS=60 for each target); make lock, make sbom, make audit DATA=osv.zip, make wheel: docs/release.md
# make clean  remove what these made
# make train  train lexicon/models anew (GSR=gold.jsonl), see tools/train_acceptance.py

BIN := .venv/bin
SAMPLES := $(wildcard corpus/samples/*.jsonl)
BENCH ?=
GSR ?=
DATA ?=
SECONDS ?= 60

.PHONY: run test check pytest bench compiled train fuzz lock sbom audit wheel clean environment environment-dev
.DEFAULT_GOAL := run

run: environment
	@mkdir -p build
	@$(BIN)/marsad read $(SAMPLES) -o build/samples.records.jsonl
	@$(BIN)/python tools/show_events.py build/samples.records.jsonl
	@$(BIN)/marsad explain $(firstword $(SAMPLES)) --html build/sample.html
	@echo
	@echo "Records: build/samples.records.jsonl   One article with its reasons: build/sample.html"
	@echo "In the browser: $(BIN)/marsad serve"
	@echo "Your own: $(BIN)/marsad read FILE -o records.jsonl   Why: $(BIN)/marsad explain FILE   More: docs/guide.en.md, docs/guide.ar.md"

# Both parts run, whatever the first one finds; the target fails if one of them did.
test: environment-dev
	@failed=0; \
	$(MAKE) --no-print-directory check || failed=1; \
	$(MAKE) --no-print-directory pytest || failed=1; \
	exit $$failed

check: environment-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/marsad lexicon check

pytest: environment-dev
	$(BIN)/python -m pytest

bench: environment
	@$(BIN)/python -m marsad.measure.bench $(BENCH)

compiled:
	@tools/compiled.sh

train:
	@tools/environment.sh train
	$(BIN)/python tools/train_acceptance.py $(GSR) --write

fuzz: environment-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check atheris
	$(BIN)/python tools/fuzz.py --seconds $(SECONDS)

lock: environment-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/python tools/lock.py

sbom: environment-dev
	@mkdir -p build
	$(BIN)/python tools/sbom.py > build/marsad.cdx.json
	@echo "build/marsad.cdx.json"

audit: environment-dev
	$(BIN)/python tools/audit.py $(DATA)

wheel: environment-dev
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} $(BIN)/python -m hatchling build -t wheel -d dist

clean:
	rm -rf .venv .venv-compiled build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@tools/environment.sh

environment-dev:
	@tools/environment.sh dev
