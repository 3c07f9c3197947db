"""The chain from frames to reports, with the hours and the choice of what is kept in it (C7, C8)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from argusai.pipeline.capture.cameras.contract import Hours, Keep, WeeklyRange
from tests.support.watched import YARD, House

TEN = datetime(2026, 6, 1, 10, tzinfo=UTC)
ELEVEN = TEN + timedelta(hours=1)
MORNING = Hours((WeeklyRange(frozenset(range(7)), 600, 660),))


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


@pytest.mark.covers("C8")
def test_the_first_picture_of_the_hours_is_told_and_nothing_of_before(tmp_path: Path) -> None:
    house = House(tmp_path, TEN - seconds(4), replace(YARD, hours=MORNING))
    house.walk(TEN)
    assert house.reports == []
    house.walk(TEN + seconds(0.2))
    assert house.stages == ["opened"]
    assert TEN <= house.reports[0].facts.started_at <= TEN + seconds(0.1)


@pytest.mark.covers("C8")
def test_what_is_open_ends_in_order_with_the_hours(tmp_path: Path) -> None:
    house = House(tmp_path, ELEVEN - seconds(4), replace(YARD, hours=MORNING))
    house.walk(ELEVEN)
    assert house.stages == ["opened"]
    house.walk(ELEVEN + seconds(0.1))
    assert house.stages == ["opened", "closed"]
    ended_at = house.reports[-1].facts.ended_at
    assert ended_at is not None
    assert ELEVEN - seconds(1) <= ended_at <= ELEVEN
    assert house.tape.calls[-1] == "finish"
    house.walk(ELEVEN + seconds(3))
    assert house.stages == ["opened", "closed"]
    assert "schedule" not in house.reasons()  # he was told of


@pytest.mark.covers("C8")
def test_who_comes_outside_the_hours_leaves_one_decision(tmp_path: Path) -> None:
    house = House(tmp_path, ELEVEN, replace(YARD, hours=MORNING))
    house.walk(ELEVEN + seconds(4))
    assert house.reports == []
    assert "schedule" in house.reasons()
    (told,) = [each for each in house.decisions if each.reason == "schedule"]
    assert (told.label, bool(told.picture)) == ("person", True)


@pytest.mark.covers("C8")
def test_a_pause_ends_what_is_open_at_once_and_going_on_tells_at_once(tmp_path: Path) -> None:
    house = House(tmp_path, TEN)
    house.walk(TEN + seconds(3))
    house.obey(hours=Hours(paused=True, paused_until=TEN + seconds(6)))
    house.walk(TEN + seconds(3.1))
    assert house.stages == ["opened", "closed"]
    house.walk(TEN + seconds(6))
    assert house.stages == ["opened", "closed"]
    house.walk(TEN + seconds(6.2))
    assert house.stages == ["opened", "closed", "opened"]
    assert house.reports[-1].facts.started_at >= TEN + seconds(6)


@pytest.mark.covers("C8")
def test_the_hours_end_without_a_picture_too(tmp_path: Path) -> None:
    house = House(tmp_path, ELEVEN - seconds(3), replace(YARD, hours=MORNING))
    house.walk(ELEVEN)
    house.watch.idle(ELEVEN + seconds(0.5))
    assert house.stages == ["opened", "closed"]


@pytest.mark.covers("C7")
@pytest.mark.parametrize(
    ("keep", "kinds", "records"), [("words", set(), False), ("snapshot", {"thumbnail", "snapshot", "frame"}, False)]
)
def test_only_what_is_wanted_is_kept(tmp_path: Path, keep: Keep, kinds: set[str], records: bool) -> None:
    house = House(tmp_path, TEN, replace(YARD, keep=keep))
    house.walk(TEN + seconds(4))
    house.watch.close()
    assert house.stages == ["opened", "closed"]
    assert house.reports[-1].facts.tracks[0].colours  # the sentence loses nothing
    assert {file.kind for report in house.reports for file in report.media} == kinds
    assert {name.rstrip("-0123456789.jpg") for name in house.files()} == kinds
    assert bool(house.tape.calls) is records


@pytest.mark.covers("C7")
def test_a_change_holds_from_the_next_event_on(tmp_path: Path) -> None:
    house = House(tmp_path, TEN)
    house.walk(TEN + seconds(3))
    house.obey(keep="words")
    house.obey(hours=Hours(paused=True, paused_until=TEN + seconds(4)))
    house.walk(TEN + seconds(4))
    assert house.tape.calls[-1] == "finish"
    before, calls = house.files(), len(house.tape.calls)
    assert before
    house.walk(TEN + seconds(7))
    house.watch.close()
    assert house.stages == ["opened", "closed", "opened", "closed"]
    assert house.files() == before
    assert len(house.tape.calls) == calls


@pytest.mark.covers("C7")
def test_words_only_means_no_picture_of_what_was_not_told_either(tmp_path: Path) -> None:
    house = House(tmp_path, ELEVEN, replace(YARD, hours=MORNING, keep="words"))
    house.walk(ELEVEN + seconds(3))
    assert "schedule" in house.reasons()
    assert [decision for decision in house.decisions if decision.picture] == []
