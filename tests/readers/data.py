"""Reads the open data of built sites with a reader that this project did not write.

    data.py PROGRAM SITE...

builds each site with the program and asks `frictionless` whether its Data Package holds: that every cell has the type of its column,
that keys are unique, and that every reference leads to a row. The one file of the whole plan must name the same records, and no cell may
begin like a formula.
"""

import csv
import json
import sys

import frictionless

from sites import published

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def check_site(program, site):
    with published(program, site) as output:
        folder = output / "data"
        package = frictionless.Package(str(folder / "datapackage.json"))
        report = package.validate()
        assert report.valid, (site, report.flatten(["taskName", "rowNumber", "fieldName", "message"])[:10])
        plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        tables = [resource for resource in package.resources if resource.type == "table"]
        files = {path.name for path in folder.iterdir()} - {"datapackage.json", "plan.json"}
        assert files == {resource.path for resource in tables}, site
        rows = 0
        for resource in tables:
            found = read(folder / resource.path)
            rows += len(found)
            check_cells(f"{site}: {resource.name}", resource, found)
            if resource.name in plan:
                assert [row["id"] for row in found] == [record["id"] for record in plan[resource.name]], (site, resource.name)
        print(f"{site}: {rows} rows in {len(tables)} tables")


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def check_cells(name, resource, rows):
    numbers = {field.name for field in resource.schema.fields if field.type in ("integer", "number")}
    for row in rows:
        for column, cell in row.items():
            assert column in numbers or not cell.startswith(FORMULA), f"{name}: {cell!r} is a formula"


if __name__ == "__main__":
    for site in sys.argv[2:]:
        check_site(sys.argv[1], site)
