#!/bin/sh
# Sets up the Python mail server that tests and trials send to, if it is not there yet.
set -eu
cd "$(dirname "$0")/.."
venv=target/test-venv
"$venv/bin/python" -c 'import aiosmtpd' 2>/dev/null && exit 0
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r scripts/requirements.txt
