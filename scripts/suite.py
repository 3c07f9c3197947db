"""Runs the whole suite (`make test`): page, requirements, browser journeys, and last the backend, whose own closing
lines end the output. Every part runs, whatever failed before it; the exit code is 0 only when all passed.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BACKEND, FRONTEND = ROOT / "backend", ROOT / "frontend"
BIN = ROOT / ".venv" / "bin"
PYTEST = [str(BIN / "python"), "-m", "pytest"]
# Two workers: the suite is made for two cores, and its peers (RTSP servers, children) need room beside it.
WORKERS = ["-n", "2", "--dist", "worksteal"]
PARTS: dict[str, tuple[Path, list[str]]] = {
    "page": (FRONTEND, ["npm", "run", "test:coverage"]),
    "requirements": (ROOT, [str(BIN / "python"), "scripts/acceptance.py", "--quiet"]),
    "browser journeys": (BACKEND, [*PYTEST, "-m", "browser", "--tb=short", "-q"]),
    "backend": (
        BACKEND,
        [*PYTEST, *WORKERS, "--tb=short", "-q", "--cov=argusai", "--cov-report=xml", "--cov-report=term"],
    ),
}


def environment() -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / ".stamps" / "bin"), str(BIN), os.environ["PATH"]])
    return {**os.environ, "PATH": path}


def main() -> int:
    failed: list[str] = []
    began = time.monotonic()
    for name, (folder, command) in PARTS.items():
        if name == "backend":  # pytest has the last word, so this comes before it
            print(f"── before the backend: {time.monotonic() - began:.0f} s; failed: {', '.join(failed) or 'nothing'}")
        print(f"── {name}", flush=True)
        if subprocess.run(command, cwd=folder, env=environment(), check=False).returncode:
            failed.append(name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
