"""Sets a checkout up, step by step; what is already done is skipped, so the second time takes a moment.

usage: python3 scripts/setup.py run     what `make run` needs
       python3 scripts/setup.py tests   also the Debian packages that the tests need
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import debian
import node

ROOT = Path(__file__).parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / ".stamps"
COMMANDS = STAMPS / "bin"
BACKEND, FRONTEND = ROOT / "backend", ROOT / "frontend"
PAGE = BACKEND / "argusai" / "static" / "index.html"
TRIES = 3
VERSIONS = ((3, 13), (3, 12), (3, 11))


class StepFailed(Exception):
    """A step of the set-up did not work. The message says what to do."""


def say(text: str) -> None:
    print(f"\033[1m• {text}\033[0m" if sys.stdout.isatty() else f"• {text}", flush=True)


def run(command: list[str | Path], folder: Path = ROOT, tries: int = 1) -> None:
    """Run `command` with its output shown; again after a pause when it fails. Raises StepFailed."""
    path = os.pathsep.join([str(COMMANDS), str(VENV / "bin"), os.environ["PATH"]])
    env = {**os.environ, "PATH": path}
    for left in reversed(range(tries)):
        code = subprocess.run(command, cwd=folder, env=env, check=False).returncode
        if code == 0:
            return
        if left:
            say(f"that failed; trying again ({left} more)")
            time.sleep(5)
    raise StepFailed(f"{' '.join(map(str, command))} failed (exit code {code}).")


def once(name: str, inputs: Iterable[Path], result: Path, work: Callable[[], None]) -> None:
    """Do `work` unless it was done for the same `inputs` before and `result` is still there."""
    stamp, digest = STAMPS / name, _digest(inputs)
    if result.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    began = time.monotonic()
    say(name)
    work()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(digest)
    say(f"{name}: done in {time.monotonic() - began:.0f} s")


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


def make_environment() -> None:
    if not PYTHON.exists():
        try:
            run([find_python(), "-m", "venv", "--clear", VENV])
        except StepFailed as error:
            shutil.rmtree(VENV, ignore_errors=True)
            raise StepFailed("Python's venv is missing. Install it: sudo apt-get install python3-venv") from error
    if subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode != 0:
        run([PYTHON, "-m", "ensurepip", "--upgrade"])
    if uv := shutil.which("uv"):
        run([uv, "pip", "install", "-p", PYTHON, "-r", "requirements.txt"], BACKEND, TRIES)
        run([uv, "pip", "install", "-p", PYTHON, "--no-deps", "-e", "."], BACKEND, TRIES)
    else:
        pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "10"]
        run([*pip, "-r", "requirements.txt"], BACKEND, TRIES)
        run([*pip, "--no-deps", "-e", "."], BACKEND, TRIES)


def install_packages() -> None:
    run(["npm", "ci", "--no-audit", "--no-fund"], FRONTEND, TRIES)


def build_page() -> None:
    run(["npm", "run", "build"], FRONTEND)


def fetch(what: str, *command: str) -> None:
    """Models and footage: where they cannot be had ArgusAI starts without them, so this only says so."""
    try:
        run([PYTHON, "-m", "argusai", *command], BACKEND)
    except StepFailed:
        say(f"no {what}: going on without. Get it later with: .venv/bin/argusai {' '.join(command)}")


def main() -> int:
    if sys.argv[1:] not in (["run"], ["tests"]):
        print(__doc__, file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        if sys.argv[1] == "tests" and debian.provide() != 0:
            return 1
        project = [BACKEND / "requirements.txt", BACKEND / "pyproject.toml"]
        once("Python packages", project, VENV / "bin" / "argusai", make_environment)
        packages = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
        node.prepare(COMMANDS, PYTHON)
        once("Packages of the page", packages, FRONTEND / "node_modules", install_packages)
        sources = [FRONTEND / name for name in ("src", "public", "index.html", "vite.config.ts", "tsconfig.json")]
        once("The page", [*packages, *sources], PAGE, build_page)
        fetch("detection model", "models", "install")
        fetch("demo footage", "demo", "prepare")
    except StepFailed as error:
        print(f"\nSet-up stopped: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    say(f"set up in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
