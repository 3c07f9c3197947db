"""What a command prints: also where the terminal knows few characters, and where a stream is closed."""

import codecs
import io
import json
import os
import sys
from pathlib import Path
from typing import Any


def ready_outputs() -> bool:
    """Call first. Afterwards nothing that is printed fails for its characters: those that the stream does not know are
    escaped. False: standard output is closed, and all that is printed there is lost."""
    _fill_closed()
    told = sys.stdout is not None
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return told


def as_json(value: Any, indent: int | None = None) -> str:
    """For standard output: escaped where that is not UTF-8, which readers of JSON take it for."""
    is_utf8 = codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    return json.dumps(value, indent=indent, ensure_ascii=not is_utf8)


def _fill_closed() -> None:
    """Else the next file that is opened, a database perhaps, takes the number of a closed stream, and libraries write
    their complaints into it."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")
