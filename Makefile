# make run opens the wizard, make test runs the tests. Each sets up .venv first, if need be.
# Nothing is echoed and set-up talks on stderr, so that stdout holds only what the program says (from elsewhere: make -s -C DIR run).
python = .venv/bin/python

.PHONY: run test check bench docs pictures setup

run: setup
	@.venv/bin/ban-wizard $(ARGS)

# Byte-code is kept whatever the shell says: pytest writes each assertion anew, which takes every process some seconds.
test: setup
	@PYTHONDONTWRITEBYTECODE= $(python) -m pytest -n auto --maxprocesses 8 --dist worksteal $(ARGS)

check: setup
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@.venv/bin/lint-imports

bench: setup
	@$(python) -m bench $(ARGS)

docs: setup
	@$(python) scripts/keys_page.py > docs/keys.md

pictures: setup
	@$(python) scripts/pictures.py docs/pictures

setup:
	@sh scripts/setup.sh
