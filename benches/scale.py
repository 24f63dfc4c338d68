#!/usr/bin/env python3
"""Measures what a build and a preview cost, small plan against large, and fails where a page of the large one costs much more.

Run it from the root of the repository (it needs Rust and Python 3 on Linux or macOS, no more):

    python3 benches/scale.py                    # 500 and 5,000 areas: 1,650 and 16,500 pages
    python3 benches/scale.py --sizes 500,50000

1. The program and its examples are built, optimized, unless a program is named that is.
2. For each size a plan is generated, in memory where the system has a file system there.
3. It is built three times: into an empty folder, again with nothing changed, and again after an edit of one file. All of that
   several times over.
4. It is previewed: until the home page is answered, several times over; and from the saving of an area's prose to the answer that
   shows it, twenty times over.
5. The steps of a first build of the largest plan are printed, as `tratado build --timings` has them.

Every number is the median. Time is wall clock; work is what the processors did, added up; memory is the largest resident set. A
page is that of a record in one language.
"""

import argparse
import http.client
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


def edit_in(preview, root):
    """Edits an area's prose again and again, returns the seconds from each edit to the page that shows it."""
    page = root / "content/areas/area-7.en.md"
    address = re.search(r'href="([^"]*area-of-action-7/)"', answer(preview.port, "/en/site-map/"))[1]
    path = "/" + address.replace("../", "")
    edits = []
    for number in range(EDITS):
        text = f"Previewed for the time numbered {number}."
        page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
        edits.append(wait_for(preview.port, path, text))
        time.sleep(0.2)
    return edits


def preview(program, root, runs):
    """Previews a plan, returns the seconds until it is ready, those from each edit to its page, and megabytes."""
    ready = []
    for number in range(runs):
        with Preview(program, root) as running:
            ready.append(running.ready)
            if number == runs - 1:
                edits = edit_in(running, root)
    return statistics.median(ready), edits, running.megabytes


def steps(program, root):
    """What each step of a first build took, as the program says it."""
    forget(root)
    command = [*measured.build_command(program, root), "--timings"]
    return subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True).stderr


def arguments():
    parser = argparse.ArgumentParser(description="Measures what a build and a preview cost, small plan against large.")
    parser.add_argument("--sizes", default="500,5000", help="numbers of areas, with commas between (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="how often everything is built (default: %(default)s)")
    parser.add_argument("--tratado", type=pathlib.Path, metavar="PATH", help=measured.HELP_TO_PROGRAM)
    return parser.parse_args()


def main():
    options = arguments()
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
    print("\n| pages | preview ready in | edit to page: median | slowest | memory |")
    print("|--:|--:|--:|--:|--:|")
    for pages, ready, edits, megabytes in previews:
        median, slowest = statistics.median(edits) * 1e3, max(edits) * 1e3
        print(f"| {pages:,} | {ready:.2f} s | {median:.0f} ms | {slowest:.0f} ms | {megabytes:.0f} MB |")
    print(f"\nThe steps of a first build of {pages:,} pages:\n\n{timings}")
    ratios = [large / small for small, large in zip(costs[0], costs[-1])]
    time_ratio, work_ratio, memory_ratio = (f"{ratio:.2f}" for ratio in ratios)
    print(f"Against the first build of the smallest plan, a page of the largest takes {time_ratio} times the time,")
    print(f"{work_ratio} times the work and {memory_ratio} times the memory; {MOST} times is the most.")
    sys.exit(1 if max(ratios) > MOST else 0)


if __name__ == "__main__":
    main()
