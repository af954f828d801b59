# Heard: the two commands are `make run` and `make test`. What they need they install into .venv.
SHELL := /bin/bash
.DEFAULT_GOAL := help

export HEARD_DATA ?= var
export PORT ?= 8000
BIN := .venv/bin

.PHONY: help run test lint drill bench screenshots lock css translations

help: ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 20

run: export HEARD_ENV = demo
run: ## set everything up, load the demonstration and serve it on 127.0.0.1:$PORT
	@.ci/venv
	@$(BIN)/heard db upgrade
	@$(BIN)/heard authority apply --all
	@$(BIN)/heard demo load
	@exec $(BIN)/heard serve --port $(PORT)

test: lint ## run every test, on SQLite and PostgreSQL and in a real browser
	@.ci/chromium
	$(BIN)/pytest -n 2

lint: ## style, types and who may import whom
	@.ci/venv test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

drill: ## the same tests at full size (takes long)
	@.ci/venv test
	@.ci/chromium
	$(BIN)/pytest -n 2 --drill

bench: ## measure speed and memory beside a bare Flask floor
	@.ci/venv test
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.planning
	$(BIN)/python -m benchmarks.regions --whole
	$(BIN)/python -m benchmarks.regional

screenshots: ## take the pictures in docs/screenshots again
	@.ci/venv test
	@.ci/chromium
	$(BIN)/python -m tests.browser.screenshots

lock: ## choose the newest allowed dependencies again and write constraints.txt
	@.ci/lock

css: ## compile the style sheet again (needs npm)
	@assets/build.sh

translations: ## bring the catalogues of every language up to the words in the source, and compile them
	@.ci/venv
	@.ci/translations
