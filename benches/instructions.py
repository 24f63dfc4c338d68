#!/usr/bin/env python3
"""Counts the instructions of a build, and fails where they are many more than the figure that is recorded.

Time tells about the machine and what else it does; a count of instructions hardly varies (by 0.03 % from run to run), so that a
change which makes builds dearer is seen where it is made. Run it from the root of the repository, with the program built
(`cargo build --release`). It needs Rust, Python 3 and Valgrind, on Linux, and takes about half a minute:

    python3 benches/instructions.py                # compares
    python3 benches/instructions.py --record       # records what is counted now

1. A plan of 500 areas, 1,650 pages, is generated in a temporary folder.
2. Callgrind runs a first build of it, on one thread: how threads share their work varies.
3. The count is held against the one in `instructions.txt`. More than 15 % more is a failure: either a mistake, or the price of
   something that is worth it, and then recorded with it.

An optimized program may take other instructions on a processor of another kind. The margin has room for that.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import measured

AREAS = 500
# How many times the instructions of the recorded figure a build may take.
MOST = 1.15
RECORDED = pathlib.Path(__file__).resolve().parent / "instructions.txt"
HEADER = """\
# The instructions of a first build of 1,650 pages, on one thread, as Callgrind counts them.
# Made again by: cargo build --release && python3 benches/instructions.py --record
"""


def generate(folder):
    """Writes the plan. The example is not optimized: so `cargo test` has built it already."""
    command = ["cargo", "run", "--quiet", "--locked", "--example", "generate-plan", "--", str(AREAS), folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def count(program, folder):
    """The instructions of a first build of the plan in `plan/` of a folder."""
    out = folder / "callgrind.out"
    callgrind = ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={out}"]
    # From within the folder: the length of its path costs something, too.
    command = [*callgrind, *measured.build_command(program, "plan")]
    subprocess.run(command, check=True, cwd=folder, env={**os.environ, "RAYON_NUM_THREADS": "1"})
    return int(re.search(r"^summary: (\d+)$", out.read_text(encoding="utf-8"), re.MULTILINE)[1])


def recorded():
    """The figure that is recorded."""
    return int(re.search(r"^\d+$", RECORDED.read_text(encoding="utf-8"), re.MULTILINE)[0])


def arguments():
    parser = argparse.ArgumentParser(description="Counts the instructions of a build, and compares them with what is recorded.")
    help_to_program = "the program, optimized (default: %(default)s)"
    parser.add_argument("--tratado", type=pathlib.Path, metavar="PATH", default=measured.PROGRAM, help=help_to_program)
    parser.add_argument("--record", action="store_true", help="record what is counted, in place of comparing it")
    return parser.parse_args()


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        generate(folder / "plan")
        counted = count(options.tratado.resolve(), folder)
    if options.record:
        RECORDED.write_text(f"{HEADER}{counted}\n", encoding="utf-8")
        print(f"{counted:,} instructions, recorded")
        return
    most = recorded() * MOST
    print(f"{counted:,} instructions; {recorded():,} are recorded, which is {counted / recorded() - 1:+.1%}; {most:,.0f} is the most")
    if counted > most:
        sys.exit("a build takes many more instructions than before: mend it, or record them with `--record` and say why")


if __name__ == "__main__":
    main()
