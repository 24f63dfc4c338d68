#!/usr/bin/env bash
# Has readers that others wrote read what the sites of this repository publish for programs.
#
#     run.sh PROGRAM
#
# They are installed in target/readers when they are not there.
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
program="$(realpath "$1")"
cd "$(dirname "$0")/../.."

test -x target/readers/bin/pip || python3 -m venv target/readers || { apt-get update && apt-get install -y python3-venv && python3 -m venv target/readers; }
target/readers/bin/pip install --quiet --requirement tests/readers/requirements.txt

sites=(. tests/sites/full-plan tests/sites/four-languages)
for reader in calendars_and_feeds data links; do
  target/readers/bin/python "tests/readers/$reader.py" "$program" "${sites[@]}"
done
