#!/usr/bin/env python3
"""Makes the tables in src/language/ that ICU4X has no formatter for: quotation marks and percent signs, from CLDR.

Run it from the root of the repository with the CLDR version as published on npm (it needs npm and Python 3, no more):

    python3 scripts/cldr-tables.py 48.2.0

A table has a row only where a locale differs from its parent, so a reader climbs from `es-MX` to `es-419`, `es` and
`und` and takes the first row it meets. The parents are those of CLDR (UTS 35, part 1, 'Parent Locales').
"""

import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile


def fetch(package, version, folder):
    """Unpacks an npm package under `folder`, returns where it is."""
    archive = subprocess.run(
        ["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()
    target = pathlib.Path(folder) / package
    with tarfile.open(pathlib.Path(folder) / archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def quotation_marks(package):
    """The four marks of each locale."""
    found = {}
    for path in (package / "main").glob("*/delimiters.json"):
        marks = load(path)["main"][path.parent.name]["delimiters"]
        found[path.parent.name] = [
            marks[key]
            for key in ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")
        ]
    return found


def percent_signs(package):
    """What stands before and after a percentage in each locale, in the digits that the locale uses by default."""
    found = {}
    for path in (package / "main").glob("*/numbers.json"):
        numbers = load(path)["main"][path.parent.name]["numbers"]
        system = numbers["defaultNumberingSystem"]
        pattern = numbers[f"percentFormats-numberSystem-{system}"]["standard"].split(";")[0]
        sign = numbers[f"symbols-numberSystem-{system}"]["percentSign"]
        digits = [index for index, character in enumerate(pattern) if character in "#0"]
        around = (pattern[: digits[0]], pattern[digits[-1] + 1 :])
        found[path.parent.name] = [
            " ".join(f"{ord(character):04X}" for character in part.replace("%", sign)) for part in around
        ]
    return found


def differing(found, parents):
    """The rows that a locale cannot take from its parent."""

    def parent(tag):
        return parents.get(tag) or (tag.rsplit("-", 1)[0] if "-" in tag else "und")

    def inherited(tag):
        tag = parent(tag)
        while tag not in found:
            tag = parent(tag)
        return found[tag]

    def needs_a_row(tag, row):
        # ICU4X, which the program climbs with, does not always follow CLDR into another language (`ht` to `fr-HT`) or
        # across scripts (`shi-Tfng` to `shi`); a row of their own serves either way.
        script = tag.count("-") == 1 and len(tag.split("-")[1]) == 4
        crosses = script or parent(tag).split("-")[0] not in (tag.split("-")[0], "und")
        return tag == "und" or row != inherited(tag) or (crosses and row != found["und"])

    return {tag: row for tag, row in sorted(found.items()) if needs_a_row(tag, row)}


def copyright_of(package):
    """The line of the licence that every copy of the data must keep."""
    lines = (package / "LICENSE").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("Copyright"))


def write(name, about, version, package, columns, rows):
    text = f"# {about}, from CLDR {version}.\n"
    text += f"# {copyright_of(package)} Unicode License V3: https://www.unicode.org/license.txt\n"
    text += "# SPDX-License-Identifier: Unicode-3.0\n"
    text += f"# Made by: python3 scripts/cldr-tables.py {version}\n"
    text += "# A locale without a row has the row of its parent.\n"
    text += "# " + "\t".join(columns) + "\n"
    text += "".join("\t".join([tag, *row]) + "\n" for tag, row in rows.items())
    pathlib.Path("src/language", name).write_text(text, encoding="utf-8", newline="\n")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    version = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        core = fetch("cldr-core", version, folder)
        parents = load(core / "supplemental" / "parentLocales.json")["supplemental"]["parentLocales"]["parentLocale"]
        misc = fetch("cldr-misc-full", version, folder)
        write(
            "quotation_marks.tsv",
            "Quotation marks (`delimiters`)",
            version,
            misc,
            ["locale", "start", "end", "alternate start", "alternate end"],
            differing(quotation_marks(misc), parents),
        )
        numbers = fetch("cldr-numbers-full", version, folder)
        write(
            "percent_signs.tsv",
            "What stands around a percentage (`percentFormats`, `percentSign`), in hexadecimal code points",
            version,
            numbers,
            ["locale", "before", "after"],
            differing(percent_signs(numbers), parents),
        )


main()
