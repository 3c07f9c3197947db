"""The clock of the machine is set by an hour, forth and back, while a camera is watched: nobody is missed, nothing is
dated where it was not (C20)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.watched import House

pytestmark = pytest.mark.covers("C20")
TEN = datetime(2026, 6, 1, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
_NEAR = timedelta(seconds=2)


@pytest.mark.parametrize("step", [HOUR, -HOUR])
@pytest.mark.parametrize("empty_seconds", [0, 12])
def test_who_walks_before_and_after_it_is_told_at_the_right_time(
    tmp_path: Path, step: timedelta, empty_seconds: float
) -> None:
    """Twelve seconds of nobody before it: between two events. None: in the middle of one."""
    house = House(tmp_path, TEN)
    house.walk(TEN + timedelta(seconds=4))
    house.be_empty(before := TEN + timedelta(seconds=4 + empty_seconds))
    house.at = after = before + step
    house.walk(after + timedelta(seconds=4))
    house.be_empty(after + timedelta(seconds=16))
    assert house.stages == ["opened", "closed", "opened", "closed"]
    first, second = (report.facts for report in house.reports if report.stage == "closed")
    assert TEN <= first.started_at <= TEN + _NEAR
    assert first.ended_at is not None
    assert first.started_at < first.ended_at <= before
    assert after - _NEAR <= second.started_at <= after + _NEAR
    assert second.ended_at is not None
    assert after + _NEAR <= second.ended_at <= after + timedelta(seconds=10)
