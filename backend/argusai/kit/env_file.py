"""`.env`: settings for what the environment leaves out."""

import io
from collections.abc import Container
from pathlib import Path

from dotenv.parser import parse_stream

from argusai.kit.environment import Faults
from argusai.kit.errors import StartError


def read_env_file(file: Path | None, known: Container[str], faults: Faults) -> dict[str, str]:
    """What `file` sets; nothing when it is not there. A line that sets nothing goes to `faults`, by its number: its
    text may be a secret. `known`: names that are ours, which must have a value. Raises StartError when it cannot be
    read."""
    if file is None or not file.exists():
        return {}
    try:
        if not file.is_file():  # one that is mounted where there is none becomes a folder, and would say nothing
            raise IsADirectoryError
        lines = list(parse_stream(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeError) as error:
        raise StartError(f"The file {file} cannot be read. It is a text of lines NAME=value.") from error
    for each in lines:
        if each.error or (each.key in known and each.value is None):
            faults.add(f"{file}, line {each.original.line}", "must be NAME=value.")
    return {each.key: each.value for each in lines if each.key is not None and each.value is not None}
