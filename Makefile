# make run    the product with its demo world on http://localhost:8000 (PORT, DATABASE_URL and DEMO are honoured)
# make test   everything that is checked, on SQLite and PostgreSQL, in a real Chromium
# make setup  only the virtual environment, with what development needs
# make lint   only the quick checks
# make lock   requirements*.txt anew from requirements*.in

.PHONY: run test setup lint lock
.DEFAULT_GOAL := run

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
PY := $(VENV)/bin/python
# Each stamp carries the checksum of its lock: a changed lock is installed, an unchanged one costs nothing.
RUN_STAMP := $(VENV)/run-$(shell cksum < requirements.txt | cut -d' ' -f1)
DEV_STAMP := $(VENV)/dev-$(shell cksum < requirements-dev.txt | cut -d' ' -f1)
INSTALL := -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r
export DEMO ?= 1

run: $(RUN_STAMP)
	@exec $(PY) manage.py serve

test: $(DEV_STAMP)
	@exec $(PY) -m tests.run

setup: $(DEV_STAMP)

lint: $(DEV_STAMP)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(VENV)/bin/lint-imports

lock: $(DEV_STAMP)
	$(PY) -m uv pip compile requirements.in --generate-hashes --python-version 3.11 --no-emit-index-url --quiet -o requirements.txt
	$(PY) -m uv pip compile requirements-dev.in --generate-hashes --python-version 3.11 --no-emit-index-url --quiet -o requirements-dev.txt

$(PY):
	@test -n "$(PYTHON)" || { echo "JPA Results needs Python 3.11 or newer; name it with PYTHON=/path/to/python3." >&2; exit 1; }
	@echo "Making the virtual environment ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(RUN_STAMP): | $(PY)
	@echo "Installing what the product needs (once) ..."
	@$(PY) $(INSTALL) requirements.txt
	@touch $@

$(DEV_STAMP): | $(PY)
	@echo "Installing what the tests need (once) ..."
	@$(PY) $(INSTALL) requirements-dev.txt
	@touch $@ $(RUN_STAMP)
