"""What `compare.py` and `scripts/measure.py` share: the program, the plans that it is measured with, and what a run of it costs."""

import dataclasses
import pathlib
import re
import subprocess
import sys

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


def build_program():
    """Builds the program and the examples, optimized."""
    examples = [word for name in EXAMPLES for word in ("--example", name)]
    subprocess.run(["cargo", "build", "--release", "--locked", "--bins", *examples], check=True)


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
