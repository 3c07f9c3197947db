"""When events open, grow, close and continue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.events.assembly.assemble import Assembler, Change
from argusai.pipeline.events.assembly.settings import AssemblySettings
from tests.support.events import T0

pytestmark = pytest.mark.covers("F9")
CAMERA = UUID(int=7)
SIZE = (1000, 500)


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def a_point(x: float = 100, number: int = 1, label: str = "person", **changed: Any) -> TrackPoint:
    point = TrackPoint(
        track_id=number,
        label=label,
        score=0.8,
        median_score=0.7,
        box=Box(x, 100, x + 100, 300),
        confirmed=True,
        detected=True,
        moving=True,
        first_seen_at=T0,
    )
    return replace(point, **changed)


class Play:
    """Feeds an assembler and keeps what it said."""

    def __init__(self, **settings: float) -> None:
        self.assembler = Assembler(CAMERA, AssemblySettings(**settings))
        self.changes: list[Change] = []

    def see(self, seconds: float, *points: TrackPoint, size: tuple[int, int] = SIZE) -> list[str]:
        return self._add(self.assembler.see(at(seconds), size, points))

    def walk(self, start: float, end: float, *points: TrackPoint, rate: float = 5) -> None:
        for step in range(round((end - start) * rate) + 1):
            self.see(start + step / rate, *points)

    def idle(self, seconds: float) -> list[str]:
        return self._add(self.assembler.idle(at(seconds)))

    def close(self, seconds: float) -> list[str]:
        return self._add(self.assembler.close(at(seconds)))

    def stages(self) -> list[str]:
        return [change.stage for change in self.changes]

    def _add(self, changes: Sequence[Change]) -> list[str]:
        self.changes += changes
        return [change.stage for change in changes]


def test_an_event_opens_when_a_confirmed_track_moves() -> None:
    play = Play()
    assert play.see(0.0, a_point(confirmed=False)) == []
    assert play.see(0.2, a_point(moving=False, confirmed=False)) == []
    assert play.see(0.4, a_point()) == ["opened"]
    facts = play.changes[0].facts
    assert (facts.started_at, facts.last_activity_at, facts.ended_at) == (T0, at(0.4), None)
    assert (facts.camera_id, facts.most_at_once, facts.width) == (CAMERA, {"person": 1}, 1000)


@pytest.mark.parametrize("changed", [{"confirmed": False}, {"moving": False}, {"detected": False}])
def test_nothing_opens_without_confirmation_motion_and_detection(changed: dict[str, Any]) -> None:
    play = Play()
    play.walk(0, 5, a_point(**changed))
    assert play.changes == []


def test_eight_quiet_seconds_close_it_at_its_last_activity() -> None:
    play = Play()
    play.walk(0, 2, a_point())
    assert play.idle(9.9) == []
    assert play.idle(10) == ["closed"]
    facts = play.changes[-1].facts
    assert facts.ended_at == facts.last_activity_at == at(2)
    assert play.idle(30) == []


def test_a_gap_shorter_than_that_stays_one_event() -> None:
    play = Play()
    play.walk(0, 2, a_point())
    play.walk(9, 11, a_point())
    play.close(12)
    assert play.stages().count("opened") == play.stages().count("closed") == 1


def test_a_frame_after_a_long_gap_first_closes_then_opens_anew() -> None:
    play = Play()
    play.walk(0, 1, a_point())
    assert play.see(60, a_point(number=2, first_seen_at=at(60))) == ["closed", "opened"]
    assert play.changes[-1].facts.started_at == at(60)
    assert play.changes[-1].facts.continues_id is None


def test_after_five_minutes_a_continuation_follows_without_a_gap() -> None:
    play = Play()
    play.walk(0, 301, a_point())
    play.close(301)
    before, after = [change.facts for change in play.changes if change.stage == "closed"]
    assert after.started_at == before.ended_at == at(300)
    assert after.continues_id == before.event_id
    assert after.tracks[0].first_seen_at == at(300)


def test_no_continuation_when_activity_ended_with_the_five_minutes() -> None:
    play = Play()
    play.walk(0, 299, a_point())
    play.idle(320)
    assert play.stages().count("opened") == 1


def test_a_person_who_stands_still_for_a_minute_stays_one_event() -> None:
    play = Play()
    play.walk(0, 2, a_point())
    play.walk(2.2, 58, a_point(moving=False))
    play.walk(58.2, 60, a_point())
    play.close(60)
    assert play.stages().count("closed") == 1
    assert play.changes[-1].facts.tracks[0].still_seconds == pytest.approx(60, abs=1)


def test_a_parked_car_does_not_hold_an_event_open() -> None:
    play = Play()
    play.walk(0, 5, a_point(label="car"))
    play.walk(5.2, 120, a_point(label="car", moving=False))
    closed = [change.facts for change in play.changes if change.stage == "closed"]
    assert [facts.ended_at for facts in closed] == [at(65)]
    assert play.stages().count("opened") == 1


def test_a_car_that_was_parked_for_long_opens_anew_when_it_drives_off() -> None:
    play = Play()
    play.walk(0, 5, a_point(label="car"))
    play.walk(5.2, 100, a_point(label="car", moving=False))
    assert play.see(100.2, a_point(x=120, label="car")) == ["opened"]
    facts = play.changes[-1].facts
    assert facts.started_at == facts.tracks[0].first_seen_at == at(100.2)
    assert facts.tracks[0].box.left == pytest.approx(0.12)


def test_what_stands_there_all_along_is_no_part_of_the_event() -> None:
    play = Play()
    car = a_point(500, number=9, label="car", moving=False)
    play.walk(0, 30, car)
    play.walk(30.2, 33, car, a_point(first_seen_at=at(30)))
    play.close(33)
    assert play.changes[-1].facts.most_at_once == {"person": 1}


def test_significant_changes_are_reported_at_most_once_a_second() -> None:
    play = Play()
    play.see(0, a_point())
    assert play.see(0.2, a_point(), a_point(300, 2)) == []
    assert play.see(1, a_point(), a_point(300, 2)) == ["grown"]
    assert play.changes[-1].facts.most_at_once == {"person": 2}
    assert play.see(2.5, a_point(), a_point(300, 2)) == []


def test_an_open_event_is_reported_every_ten_seconds() -> None:
    play = Play()
    play.walk(0, 30.5, a_point(), rate=2)
    grown = [change.facts.last_activity_at for change in play.changes if change.stage == "grown"]
    assert grown == [at(10), at(20), at(30)]


def test_what_the_facts_do_not_show_is_worth_a_report() -> None:
    play = Play()
    play.see(0, a_point())
    play.assembler.worth_a_report()
    assert play.see(1, a_point()) == ["grown"]


def test_identity_switches_invent_nobody() -> None:
    play = Play()
    play.walk(0, 2, a_point(number=1))
    play.walk(2.2, 4, a_point(number=2, first_seen_at=at(2)))
    play.close(5)
    facts = play.changes[-1].facts
    assert len(facts.tracks) == 2
    assert facts.most_at_once == {"person": 1}


def test_the_label_is_put_to_the_vote() -> None:
    play = Play()
    play.see(0, a_point(label="truck"))
    play.walk(0.2, 2, a_point(label="car"))
    play.close(2)
    facts = play.changes[-1].facts
    assert facts.tracks[0].label == "car"
    assert facts.most_at_once == {"car": 1}


def test_fragments_of_tracks_are_not_listed_at_the_end() -> None:
    play = Play()
    car, weak = a_point(500, number=9, label="car"), a_point(700, number=4, label="dog", median_score=0.4)
    play.walk(0, 2, car, weak)
    play.walk(2.2, 2.6, car, a_point(number=2, first_seen_at=at(2.2)))
    play.walk(2.8, 4, car)
    [grown] = [change.facts for change in play.changes if change.stage == "grown"][-1:]
    assert set(grown.most_at_once) == {"car", "dog", "person"}
    play.close(4)
    facts = play.changes[-1].facts
    assert [track.track_id for track in facts.tracks] == [9]
    assert facts.most_at_once == {"car": 1}


def test_when_there_are_only_fragments_they_are_listed() -> None:
    play = Play()
    play.walk(0, 0.6, a_point(), a_point(300, number=2, median_score=0.3))
    play.close(1)
    assert len(play.changes[-1].facts.tracks) == 2
