#!/usr/bin/env python3
"""Measures what a build and a preview cost, small plan against large, and fails where a page of the large one costs much more.

Run it from the root of the repository (it needs Rust and Python 3 on Linux or macOS, no more):

    python3 scripts/measure.py            # 500 and 5,000 areas
    python3 scripts/measure.py 500 50000

1. The program and the example `generate-plan` are built, optimized.
2. For each size a plan is generated in a temporary folder.
3. It is built three times: into an empty folder, again with nothing changed, and again after an edit of one file. All of that
   five times over; the best counts, because whatever else the machine does only adds.
4. It is previewed: until the home page is answered, and from the saving of an area's prose to the answer that shows it, twenty times over.

Time is wall clock; work is what the processors did, added up; memory is the largest resident set. A page is that of a record
in one language.
"""

import dataclasses
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
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "benches"))
import measured

ROUNDS = 5
EDITS = 20
# How much more time or memory a page of the largest plan may take than one of the smallest.
MOST = 1.3


def measure(root):
    """Measures the three builds of a plan, returns seconds, seconds of work, and megabytes of each."""
    rounds = []
    command = measured.build_command(measured.PROGRAM, root)
    for number in range(ROUNDS):
        shutil.rmtree(root / "output", ignore_errors=True)
        first, again = measured.run(command), measured.run(command)
        measured.edit(root, number)
        rounds.append((first, again, measured.run(command)))
    return [tuple(map(min, zip(*map(dataclasses.astuple, builds)))) for builds in zip(*rounds)]


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


def preview(root):
    """Previews a plan, returns the seconds until it is ready, those from each edit to its page, and megabytes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([measured.PROGRAM, "serve", "--quiet", "--root", str(root), "--port", str(port)])
    try:
        ready = wait_for(port, "/en/", "</html>")
        edits = []
        page = root / "content/areas/area-7.en.md"
        address = re.search(r'href="([^"]*area-of-action-7/)"', answer(port, "/en/site-map/"))[1]
        path = "/" + address.replace("../", "")
        for number in range(EDITS):
            text = f"Previewed for the time numbered {number}."
            page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
            edits.append(wait_for(port, path, text))
            time.sleep(0.2)
    finally:
        process.send_signal(signal.SIGINT)
        _, _, usage = os.wait4(process.pid, 0)
    return ready, edits, measured.megabytes(usage.ru_maxrss)


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [500, 5000]
    measured.build_program()
    print("| areas | pages | build | time | work | memory | time a page | work a page | memory a page |")
    print("|---|---|---|---|---|---|---|---|---|")
    costs = []
    previews = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            pages = measured.generate(measured.PROGRAM, size, root)
            for name, (seconds, work, megabytes) in zip(["first", "nothing changed", "one file edited"], measure(root)):
                cost = [spent / pages * 1e3 for spent in (seconds, work, megabytes)]
                if name == "first":
                    costs.append(cost)
                print(
                    f"| {size:,} | {pages:,} | {name} | {seconds:.2f} s | {work:.2f} s "
                    f"| {megabytes:.0f} MB | {cost[0]:.3f} ms | {cost[1]:.3f} ms | {cost[2]:.0f} kB |",
                    flush=True,
                )
            previews.append((size, pages, *preview(root)))
    print("\n| areas | pages | preview ready in | edit to page: median | slowest | memory |")
    print("|---|---|---|---|---|---|")
    for size, pages, ready, edits, megabytes in previews:
        median, slowest = statistics.median(edits) * 1e3, max(edits) * 1e3
        print(f"| {size:,} | {pages:,} | {ready:.2f} s | {median:.0f} ms | {slowest:.0f} ms | {megabytes:.0f} MB |")
    ratios = [large / small for small, large in zip(costs[0], costs[-1])]
    time_ratio, work_ratio, memory_ratio = (f"{ratio:.2f}" for ratio in ratios)
    print(f"\nAgainst the first build of the smallest plan, a page of the largest takes {time_ratio} times the time,")
    print(f"{work_ratio} times the work and {memory_ratio} times the memory; {MOST} times is the most.")
    sys.exit(1 if max(ratios) > MOST else 0)


main()
