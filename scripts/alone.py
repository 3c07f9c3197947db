"""Proves that no test needs another (F27): every test file alone, then the whole suite twice in one process.

usage: python scripts/alone.py [--files | --twice] [FILE …]

Takes about half an hour. Prints the files that failed with their last lines; the exit code is 0 when none did.
"""

import argparse
import subprocess
import sys
from pathlib import Path

BACKEND = Path(__file__).parents[1] / "backend"
PYTEST = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:xdist"]
# Each round has an order of its own: pytest-randomly shuffles the first one, this plugin the second.
TWICE = ["-p", "tests.support.twice"]
TAIL_LINES = 40
NO_TESTS = 5  # pytest's code for a file whose tests are all deselected: browser journeys, long runs


def run(*arguments: str) -> list[str]:
    """Empty when it passed, else the last lines."""
    done = subprocess.run(
        [*PYTEST, *arguments], cwd=BACKEND, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return [] if done.returncode in {0, NO_TESTS} else done.stdout.splitlines()[-TAIL_LINES:]


def test_files() -> list[str]:
    return sorted(str(path.relative_to(BACKEND)) for path in (BACKEND / "tests").rglob("test_*.py"))


def rounds(chosen: argparse.Namespace) -> dict[str, list[str]]:
    """name → the arguments of pytest."""
    files = {name: [name] for name in chosen.files_to_run or test_files()}
    whole = {"everything twice": [*TWICE, *chosen.files_to_run]}
    return (files if not chosen.twice else {}) | (whole if not chosen.files else {})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", action="store_true", help="only each file alone")
    parser.add_argument("--twice", action="store_true", help="only everything twice")
    parser.add_argument("files_to_run", nargs="*", metavar="FILE", help="test files below backend/")
    failed = []
    for name, arguments in rounds(parser.parse_args()).items():
        told = run(*arguments)
        print(f"{'FAILED' if told else 'passed'} {name}", flush=True)
        if told:
            failed.append(name)
            print("\n".join(told), flush=True)
    print(f"failed: {', '.join(failed) or 'nothing'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
