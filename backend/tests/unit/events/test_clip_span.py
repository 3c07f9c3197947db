"""Which part of a clip is meant (C10)."""

from datetime import UTC, datetime

import pytest

from argusai.kit.errors import BadInput
from argusai.pipeline.events.history.clips.span import read_span

pytestmark = pytest.mark.covers("C10")
BEGAN = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, (0.0, None)),
        ("2.5", None, (2.5, None)),
        (None, "7", (0.0, 7.0)),
        ("2026-01-01T12:00:02Z", "2026-01-01T13:00:04.5+01:00", (2.0, 4.5)),
        ("-3", "99", (0.0, None)),
        ("2026-01-01T11:59:00Z", "1e1", (0.0, None)),
    ],
)
def test_seconds_and_moments(since: str | None, until: str | None, expected: tuple[float, float | None]) -> None:
    assert read_span(since, until, BEGAN, 10.0) == expected


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        ("10", None, "from"),
        ("5", "5", "to"),
        ("5", "2", "to"),
        ("nan", None, "from"),
        ("0", "inf", "to"),
        ("", None, "from"),
        ("soon", None, "from"),
        ("2026-01-01T12:00:02", None, "from"),
        (None, "0001-01-01T00:00:00+23:59", "to"),
        (None, "9" * 40, ""),
    ],
)
def test_nonsense_is_refused_in_words(since: str | None, until: str | None, field: str) -> None:
    if not field:
        assert read_span(since, until, BEGAN, 10.0) == (0.0, None)
        return
    with pytest.raises(BadInput) as refusal:
        read_span(since, until, BEGAN, 10.0)
    assert list(refusal.value.fields) == [field]
