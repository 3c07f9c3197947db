"""docs/reference/ci.md lists each row with the right line and a test that exists (F28)."""

import re
from pathlib import Path

import pytest

from tests.support.source import BACKEND, ROOT
from tests.support.workflows import CI

pytestmark = pytest.mark.covers("F28")
PAGE = ROOT / "docs" / "reference" / "ci.md"
TESTS = BACKEND / "tests" / "architecture"
_ROW = re.compile(
    r"^\| (?P<id>F\d+) \| [^|]+ \| (?P<line>\d+) \| `(?P<text>[^`]+)` \| `(?P<test>[^`]+)` \|$", re.MULTILINE
)


def _rows() -> list[re.Match[str]]:
    return list(_ROW.finditer(PAGE.read_text()))


def test_the_table_covers_every_requirement_of_the_file() -> None:
    assert {row["id"] for row in _rows()} == {"F20", "F21", "F22", "F24", "F25", "F26", "F28"}
    assert len(_rows()) >= 40


def test_every_line_says_what_the_table_says() -> None:
    lines = [line.strip() for line in CI.read_text().splitlines()]
    wrong = [
        f"{row['id']} line {row['line']}: {row['text']}"
        for row in _rows()
        if lines[int(row["line"]) - 1] != row["text"]
    ]
    assert wrong == []


def test_every_test_exists() -> None:
    missing = [row["test"] for row in _rows() if not _exists(*row["test"].split("::"))]
    assert missing == []


def _exists(file: str, *names: str) -> bool:
    path: Path = TESTS / file
    text = path.read_text() if path.is_file() else ""
    return all(re.search(rf"^\s*(?:def|class) {name}\b", text, re.MULTILINE) for name in names) and bool(text)


def test_every_step_that_runs_something_is_in_the_table() -> None:
    runs = set(re.findall(r"^ +run: (?!\|)(.+)$", CI.read_text(), re.MULTILINE))
    named = {row["text"].removeprefix("run: ") for row in _rows()}
    assert runs - named == set()
