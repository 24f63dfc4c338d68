#!/usr/bin/env python3
"""Measures what a build and a preview cost, small plan against large, and fails where a page of the large one costs much more.

Run it from the root of the repository (it needs Rust and Python 3 on Linux or macOS, no more):

    python3 benches/scale.py                    # 500 and 5,000 areas: 1,650 and 16,500 pages
    python3 benches/scale.py --sizes 500,50000

1. The program and its examples are built, optimized, unless a program is named that is.
2. For each size a plan is generated, in memory where the system has a file system there.
3. It is built three times: into an empty folder, again with nothing changed, and again after an edit of one file. All of that
   several times over.
4. It is previewed: until the home page is answered, several times over; and from the saving of an area's prose, of its summary, of
   `site.yaml`, of a string or a template of its theme to the answer that shows it, twenty times over.
5. The steps of a first build of the largest plan are printed, as `tratado build --timings` has them.

Every number is the median. Time is wall clock; work is what the processors did, added up; memory is the largest resident set. A
page is that of a record in one language.
"""

import http.client
import itertools
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time

import measured

BUILDS = ["first", "nothing changed", "one file edited"]
EDITS = 20
# No text of an edit is that of another.
NUMBERS = itertools.count()
# How much more time or memory a page of the largest plan may take than one of the smallest.
MOST = 1.3


def forget(root):
    """Makes the next build of a plan a first one."""
    for folder in ("output", ".tratado"):
        shutil.rmtree(root / folder, ignore_errors=True)


def measure(program, root, runs):
    """What each of the three builds of a plan costs."""
    rounds = []
    command = measured.build_command(program, root)
    for number in range(runs):
        forget(root)
        first, again = measured.run(command), measured.run(command)
        measured.edit(root, number)
        rounds.append((first, again, measured.run(command)))
    return [measured.median(costs) for costs in zip(*rounds)]


def answer(port, path):
    """What the preview answers for a page; nothing while it does not listen."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    except ConnectionRefusedError:
        return ""
    finally:
        connection.close()


def wait_for(port, path, text):
    """Asks for a page until it holds a text, returns the seconds that this took."""
    started = time.perf_counter()
    while text not in answer(port, path):
        time.sleep(0.001)
    return time.perf_counter() - started


class Preview:
    """A preview that runs. When it ends, `megabytes` says what it took, and `ready` how many seconds until it answered."""

    def __init__(self, program, root):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.command = [program, "serve", "--quiet", "--root", root, "--port", str(self.port)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command)
        self.ready = wait_for(self.port, "/en/", "</html>")
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        _, _, usage = os.wait4(self.process.pid, 0)
        self.megabytes = measured.megabytes(usage.ru_maxrss)


def give_theme(root):
    """Gives a plan a theme of its own, which says a little and takes the rest from the default one."""
    theme = root / "themes/own"
    (theme / "strings").mkdir(parents=True)
    (theme / "templates").mkdir()
    (theme / "theme.yaml").write_text("parent: default\n", encoding="utf-8")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "theme: own\n", encoding="utf-8")
    for path, text_with in EDITED.values():
        if path.startswith("themes/"):
            (root / path).write_text(text_with("", "nothing"), encoding="utf-8")


# What is edited in a preview: the file, and what it holds with a text, made of what it held before.
EDITED = {
    "prose": ("content/areas/area-7.en.md", lambda before, text: f"{before}\n{text}\n"),
    "a summary": ("content/areas/area-7.en.md", lambda before, text: re.sub(r"summary: .*", f"summary: {text}", before, count=1)),
    "`site.yaml`": (
        "content/site.yaml",
        lambda before, text: re.sub(r"title: .*", f"title: {{en: '{text}', es: '{text}'}}", before, count=1),
    ),
    "a string": ("themes/own/strings/en.ftl", lambda _, text: f"skip-link = {text}\n"),
    "a template": ("themes/own/templates/footer-extra.html", lambda _, text: f"<p>{text}</p>\n"),
}


def edit_in(preview, root, path, text_with):
    """Edits a file again and again, returns the seconds from each edit to the page of an area that shows it."""
    address = re.search(r'href="([^"]*area-of-action-7/)"', answer(preview.port, "/en/site-map/"))[1]
    page = "/" + address.replace("../", "")
    edits = []
    for _ in range(EDITS):
        text = f"Edit {next(NUMBERS):04}"
        before = (root / path).read_text(encoding="utf-8")
        (root / path).write_text(text_with(before, text), encoding="utf-8")
        edits.append(wait_for(preview.port, page, text))
        time.sleep(0.2)
    return edits


def preview(program, root, runs):
    """Previews a plan, returns the seconds until it is ready, those from each edit to a page by what was edited, and megabytes."""
    give_theme(root)
    ready = []
    for number in range(runs):
        with Preview(program, root) as running:
            ready.append(running.ready)
            if number == runs - 1:
                edits = {what: edit_in(running, root, *edited) for what, edited in EDITED.items()}
    return statistics.median(ready), edits, running.megabytes


def steps(program, root):
    """What each step of a first build took, as the program says it."""
    forget(root)
    command = [*measured.build_command(program, root), "--timings"]
    return subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True).stderr


def main():
    options = measured.arguments("Measures what a build and a preview cost, small plan against large.", "500,5000")
    program = measured.program(options.tratado)
    print("| pages | build | time | work | memory | time a page | work a page | memory a page |")
    print("|--:|---|--:|--:|--:|--:|--:|--:|")
    costs = []
    previews = []
    for size in map(int, options.sizes.split(",")):
        with measured.scratch() as folder:
            root = pathlib.Path(folder)
            pages = measured.generate(program, size, root)
            for name, cost in zip(BUILDS, measure(program, root, options.runs)):
                a_page = [spent / pages * 1e3 for spent in (cost.seconds, cost.work, cost.megabytes)]
                if name == BUILDS[0]:
                    costs.append(a_page)
                print(
                    f"| {pages:,} | {name} | {cost.seconds:.2f} s | {cost.work:.2f} s | {cost.megabytes:.0f} MB "
                    f"| {a_page[0]:.3f} ms | {a_page[1]:.3f} ms | {a_page[2]:.0f} kB |",
                    flush=True,
                )
            previews.append((pages, *preview(program, root, options.runs)))
            timings = steps(program, root)
    print("\n| pages | preview ready in | memory |", *(f" edit of {what}: median | slowest |" for what in EDITED), sep="")
    print("|--:|--:|--:|" + "--:|--:|" * len(EDITED))
    for pages, ready, edits, megabytes in previews:
        times = (f" {statistics.median(took) * 1e3:.0f} ms | {max(took) * 1e3:.0f} ms |" for took in edits.values())
        print(f"| {pages:,} | {ready:.2f} s | {megabytes:.0f} MB |", *times, sep="")
    print(f"\nThe steps of a first build of {pages:,} pages:\n\n{timings}")
    ratios = [large / small for small, large in zip(costs[0], costs[-1])]
    time_ratio, work_ratio, memory_ratio = (f"{ratio:.2f}" for ratio in ratios)
    print(f"Against the first build of the smallest plan, a page of the largest takes {time_ratio} times the time,")
    print(f"{work_ratio} times the work and {memory_ratio} times the memory; {MOST} times is the most.")
    sys.exit(1 if max(ratios) > MOST else 0)


if __name__ == "__main__":
    main()
