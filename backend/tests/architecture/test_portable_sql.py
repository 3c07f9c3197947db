"""What reads and writes rows says the same to SQLite and to PostgreSQL (D1)."""

import re

import pytest

from tests.support.source import modules

pytestmark = pytest.mark.covers("D1")

_INSTEAD = {
    r"dialects\.(sqlite|postgresql)": "argusai.kit.sql.insert",
    r"func\.sum\(": "argusai.kit.sql.total, which is a whole number on both",
    r"func\.(max|min)\([^()]*,": "argusai.kit.sql.later",
    r"sa\.cast\([^()]*, sa\.Integer\)": "sa.case: PostgreSQL makes no number of a Boolean",
    r"func\.(json_extract|json_each|strftime|julianday|datetime|group_concat|ifnull)\(": "Python, or both dialects",
    r"sqlite_where=(?!(?:[^\n]*\n?[^\n]*)postgresql_where=)": "postgresql_where as well",
    r"INSERT OR |\bPRAGMA\b|\browid\b": "what both understand",
}


def _sources() -> dict[str, str]:
    found = modules()
    kept = [name for name in found if name.endswith((".repository", ".models"))]
    kept += [name for name in found if name.startswith("argusai.migrations.versions.")]
    return {name: found[name].path.read_text() for name in kept}


def _wrong(source: str) -> list[str]:
    return [instead for pattern, instead in _INSTEAD.items() if re.search(pattern, source)]


def test_rows_are_read_and_written_alike_on_both_databases() -> None:
    wrong = {name: found for name, source in _sources().items() if (found := _wrong(source))}
    assert wrong == {}


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy.dialects.sqlite import insert",
        "sa.func.sum(row.bytes)",
        "sa.func.max(row.at, row.excluded.at)",
        "sa.cast(row.urgent, sa.Integer)",
        'sa.Index("a", sqlite_where=sa.text("b"))',
    ],
)
def test_what_only_one_of_them_understands_is_found(source: str) -> None:
    assert len(_wrong(source)) == 1
