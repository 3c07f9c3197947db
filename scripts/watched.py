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
_LOOKED_AT = 20
_CHATTER = ("npm notice", "npm warn", "[notice]", "WARNING:")
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


def last_word(said: Sequence[str]) -> str:
    """The last line that tells a person something: no hint of npm's, no bar that somebody else draws."""
    lines = (line.strip() for line in reversed(said[-_LOOKED_AT:]))
    return next((line for line in lines if line and not line.startswith(_CHATTER) and "━" not in line), "")


def shorten(text: str, room: int) -> str:
    """Never in the middle of a word, unless it is a single one."""
    if len(text) <= room:
        return text
    return f"{text[: room - 1].rpartition(' ')[0] or text[: room - 1]}…"


def _show(program: "subprocess.Popen[str]", reading: threading.Thread, said: Sequence[str], out: IO[str]) -> None:
    began = told = time.monotonic()
    while reading.is_alive() or program.poll() is None:
        reading.join(_TICK_SECONDS)
        now = time.monotonic()
        last = last_word(said)
        if out.isatty():
            room = shutil.get_terminal_size().columns - 12
            out.write(f"{_CLEAR}  {now - began:4.0f} s  {shorten(last, room)}")
        elif now - told >= _TOLD_SECONDS:
            told = now
            out.write(f"  {now - began:.0f} s: {shorten(last, 100) or 'still at it'}\n")
        out.flush()
    if out.isatty():
        out.write(_CLEAR)
        out.flush()
