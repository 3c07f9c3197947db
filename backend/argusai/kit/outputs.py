"""What a command prints: also where the terminal knows few characters, and where a stream is closed. And the files that
it is told to write."""

import codecs
import io
import json
import os
import sys
from collections.abc import Iterable
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


def fault_of_output(output: Path, inputs: Iterable[Path]) -> str:
    """Why the file cannot be written there, before hours are spent on what goes into it; empty: it can. `inputs`: are
    not to be lost."""
    if not output.absolute().parent.is_dir():
        return f"there is no folder {output.parent}"
    there = output.exists()
    if there and any(each.exists() and output.samefile(each) for each in inputs):
        return "this is what is to be looked at, and would be lost; name another file"
    try:
        output.open("a").close()
        if not there:
            output.resolve().unlink()  # of a link only what it leads to
    except OSError as error:
        return f"{output} cannot be written: {error.strerror}"
    return ""


def _fill_closed() -> None:
    """Else the next file that is opened, a database perhaps, takes the number of a closed stream, and libraries write
    their complaints into it."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")
