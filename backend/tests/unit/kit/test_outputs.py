"""What is printed arrives whatever the stream is: few characters, or closed (F13)."""

import io
import json
import subprocess
import sys

import pytest

from argusai.kit.outputs import as_json

pytestmark = pytest.mark.covers("F13")


def _run(script: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """By a shell, which closes streams. `$0` is Python."""
    return subprocess.run(["sh", "-c", script, sys.executable, *arguments], capture_output=True, check=False)


def test_characters_that_the_terminal_does_not_know_are_escaped() -> None:
    done = _run('PYTHONIOENCODING=latin-1 "$0" -m argusai --help')
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"usage: argusai COMMAND \\u2026")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_line_of_json_is_json_in_every_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    written = io.BytesIO()
    said = {"description": "Jürgen – läuft 🚲"}
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding, errors="backslashreplace"))
    print(as_json(said), flush=True)
    assert json.loads(written.getvalue()) == said
    assert ("ü".encode() in written.getvalue()) is (encoding == "utf-8")


def test_what_would_be_lost_is_refused() -> None:
    done = _run('exec "$0" -m argusai models list >&-')
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"argusai: standard output is closed, so what it finds would be lost\n"


def test_without_standard_error_it_runs_and_no_file_takes_its_number() -> None:
    script = """
import os
from argusai.kit.outputs import ready_outputs
ready_outputs()
from argusai.kit.log import get_log, set_up_log
set_up_log()
get_log("test").warning("heard by nobody")
print(os.open(os.devnull, os.O_RDONLY) > 2)
"""
    done = _run('exec "$0" -c "$1" 2>&-', script)
    assert (done.returncode, done.stdout) == (0, b"True\n")
