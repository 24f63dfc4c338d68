#!/usr/bin/env bash
# Reads what a program publishes of some sites with readers that this project did not write: run.sh PROGRAM
# They are installed into target/readers.
set -euo pipefail
program="$(realpath "$1")"
cd "$(dirname "$0")/../.."

python=target/readers/bin/python
test -x target/readers/bin/pip || python3 -m venv target/readers || { apt-get update && apt-get install -y python3-venv && python3 -m venv target/readers; }
"$python" -m pip install --quiet --requirement tests/readers/requirements.txt

"$python" tests/readers/read.py "$program" . tests/sites/full-plan tests/sites/four-languages
"$python" tests/readers/links.py "$program" . tests/sites/full-plan tests/sites/four-languages tests/sites/every-field
