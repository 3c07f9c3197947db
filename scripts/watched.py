"""Runs a program whose output nobody reads, and shows that it is getting on: for how long, and what it said last."""

import shutil
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

_TICK_SECONDS = 0.2
_TOLD_SECONDS = 20.0  # where no terminal is, a line now and then
_CLEAR = "\r\033[K"


def run_watched(command: Sequence[str | Path], folder: Path, env: dict[str, str], out: IO[str]) -> tuple[int, str]:
    """The exit code, and all that it printed. `out`: where its progress is shown."""
    said: list[str] = []
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as program:
        reading = threading.Thread(target=lambda: said.extend(program.stdout or ()), daemon=True)
        reading.start()
        _show(program, reading, said, out)
        reading.join()
    return program.returncode, "".join(said)


def _show(program: "subprocess.Popen[str]", reading: threading.Thread, said: Sequence[str], out: IO[str]) -> None:
    began = told = time.monotonic()
    while reading.is_alive() or program.poll() is None:
        reading.join(_TICK_SECONDS)
        now = time.monotonic()
        last = said[-1].strip() if said else ""
        if out.isatty():
            room = shutil.get_terminal_size().columns - 12
            out.write(f"{_CLEAR}  {now - began:4.0f} s  {last[:room]}")
        elif now - told >= _TOLD_SECONDS:
            told = now
            out.write(f"  {now - began:.0f} s: {last[:100]}\n")
        out.flush()
    if out.isatty():
        out.write(_CLEAR)
        out.flush()
