"""What the other files here share: the program, the plans that it is measured with, and what a run of it costs."""

import argparse
import dataclasses
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = pathlib.Path("target/release/tratado")
# The output of these stands below `examples/` beside the program.
EXAMPLES = ["generate-plan", "floor"]


@dataclasses.dataclass(frozen=True)
class Cost:
    """Wall clock, what the processors did, added up, and the largest resident set."""

    seconds: float
    work: float
    megabytes: float


def arguments(description, sizes):
    """What a measurement is asked for; `sizes` are those of the plans where nobody says otherwise."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--sizes", default=sizes, help="numbers of areas, with commas between (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="how often everything is built (default: %(default)s)")
    parser.add_argument(
        "--tratado",
        type=pathlib.Path,
        metavar="PATH",
        help="the program, with its examples in `examples/` beside it (default: built first)",
    )
    return parser.parse_args()


def program(named):
    """The program that is named. Where none is, it is built first, with the examples, optimized."""
    if named is None:
        examples = [word for name in EXAMPLES for word in ("--example", name)]
        subprocess.run(["cargo", "build", "--release", "--locked", "--bins", *examples], check=True)
    return (named or PROGRAM).resolve()


def scratch():
    """A temporary folder, in memory where the system has a file system there: a disk is slow when others use it."""
    memory = pathlib.Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)


def example(program, name):
    return program.parent / "examples" / name


def generate(program, size, folder):
    """Writes a plan of so many areas into a folder, returns how many pages its records have."""
    command = [example(program, "generate-plan"), str(size), folder]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(re.search(r"\d+", said)[0])


def run(command):
    """Runs a command, returns what it cost."""
    launch = [sys.executable, "-I", "-S", HERE / "launch.py", *command]
    status, seconds, work, resident = subprocess.run(launch, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    if status != "0":
        sys.exit(f"`{' '.join(map(str, command))}` failed")
    return Cost(float(seconds), float(work), megabytes(int(resident)))


def median(costs):
    """The median of each part of some costs."""
    return Cost(*(statistics.median(values) for values in zip(*map(dataclasses.astuple, costs))))


def megabytes(resident):
    """The largest resident set, which macOS counts in bytes and Linux in kilobytes."""
    return resident * (1 if sys.platform == "darwin" else 1024) / 1e6


def build_command(program, root):
    """The command that builds a plan, which has no mistakes."""
    return [program, "build", "--quiet", "--deny", "warnings", "--root", root]


def edit(root, number):
    """Adds a paragraph to the prose of an area, which is the same file for every generator."""
    page = root / "content/areas/area-7.en.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\nEdit {number}.\n", encoding="utf-8")
