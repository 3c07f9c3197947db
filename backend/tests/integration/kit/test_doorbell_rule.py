"""Houses of before get a rule that tells of a ring, unless somebody has or had one (N2)."""

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from argusai.kit.db import read_url
from argusai.kit.migrate import migrate

pytestmark = pytest.mark.covers("N2", "F5")
RING = {"kind": "trigger", "any_of": ["doorbell"]}
OTHER = {"kind": "trigger", "any_of": ["api", "manual"]}


def _names(path: Path, tree: dict[str, Any] | None, ended: int | None = None) -> list[str]:
    """Of the rules after the step, of a house that had one of this tree."""
    url = read_url(f"sqlite:///{path}")
    migrate(url, "0033")
    if tree is not None:
        with contextlib.closing(sqlite3.connect(path)) as connection, connection:
            row = ("0190" * 8, 1, json.dumps({"name": "Own", "tree": tree}), 2, ended, "2026-01-01", "Anna")
            connection.execute("INSERT INTO rule_versions VALUES (?,?,?,?,?,?,?)", row)
    migrate(url)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT content FROM rule_versions WHERE to_revision IS NULL ORDER BY from_revision")
        return [json.loads(content)["name"] for (content,) in found]


FIRST = "Somebody or something came"


@pytest.mark.parametrize(
    ("tree", "ended", "names"),
    [
        (None, None, [FIRST, "Somebody rang"]),
        (OTHER, None, [FIRST, "Own", "Somebody rang"]),
        (OTHER, 9, [FIRST, "Somebody rang"]),
        ({"kind": "all", "of": [{"kind": "not", "of": RING}]}, None, [FIRST, "Own"]),
        (RING, 9, [FIRST]),  # it was deleted
    ],
)
def test_a_rule_for_the_doorbell_is_made_where_none_was(
    tmp_path: Path, tree: dict[str, Any] | None, ended: int | None, names: list[str]
) -> None:
    assert _names(tmp_path / "argusai.db", tree, ended) == names
