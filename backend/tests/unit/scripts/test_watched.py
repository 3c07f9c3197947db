"""What a step of the set-up does is seen while it does it (F2)."""

import io
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.scripts import load

pytestmark = pytest.mark.covers("F2")
PROGRAM = """
import sys, time
print("Collecting argus", flush=True)
time.sleep(0.5)
sys.exit("bad")
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def watched() -> Any:
    return load("watched")


def run(watched: Any, out: io.StringIO, folder: Path) -> Any:
    return watched.run_watched([sys.executable, "-c", PROGRAM], folder, dict(os.environ), out)


def test_the_code_and_all_that_was_said_come_back(watched: Any, tmp_path: Path) -> None:
    code, said = run(watched, io.StringIO(), tmp_path)
    assert (code, said.splitlines()) == (1, ["Collecting argus", "bad"])


def test_a_terminal_shows_time_and_last_line_and_is_left_clean(watched: Any, tmp_path: Path) -> None:
    out = Terminal()
    run(watched, out, tmp_path)
    assert re.search(r" \d+ s  Collecting argus", out.getvalue())
    assert out.getvalue().endswith("\r\033[K")


def test_without_a_terminal_there_is_a_line_now_and_then(
    watched: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "_TOLD_SECONDS", 0.1)
    out = io.StringIO()
    run(watched, out, tmp_path)
    assert re.search(r" \d+ s: Collecting argus\n", out.getvalue())
    assert "\r" not in out.getvalue()


def test_a_silent_program_is_told_to_be_at_it(watched: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched, "_TOLD_SECONDS", 0.1)
    out = io.StringIO()
    watched.run_watched([sys.executable, "-c", "import time; time.sleep(0.5)"], tmp_path, dict(os.environ), out)
    assert re.search(r" \d+ s: still at it\n", out.getvalue())


def test_what_tells_a_person_nothing_is_passed_over_and_words_stay_whole(watched: Any) -> None:
    said = ["Installing collected packages: flatbuffers, numpy\n", "npm notice\n", "━━━ 61/61 MB eta 0:00\n", "\n"]
    assert watched.last_word(said) == "Installing collected packages: flatbuffers, numpy"
    assert watched.last_word([]) == ""
    assert watched.shorten("Installing collected packages", 20) == "Installing…"
    assert watched.shorten("abcdefgh", 5) == "abcd…"
    assert watched.shorten("short", 5) == "short"
