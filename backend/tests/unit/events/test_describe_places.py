"""What is said of zones and lines."""

from datetime import UTC, timedelta
from typing import Any
from uuid import UUID

import pytest

from argusai.pipeline.events.assembly.contract import EventFacts, LineCrossing, TrackFacts, ZoneStay
from argusai.pipeline.events.description.describe import describe
from tests.support.events import T0, a_track, some_facts

pytestmark = pytest.mark.covers("C5")


def crossed(line: str = "Gate", side: str = "house", after: float = 3) -> LineCrossing:
    return LineCrossing(line, "right", side, T0 + timedelta(seconds=after))


def facts(*tracks: TrackFacts, **changed: Any) -> EventFacts:
    ended = T0 + timedelta(seconds=9)
    return some_facts(UUID(int=7), *tracks, last_activity_at=ended, ended_at=ended, **changed)


def say(given: EventFacts, language: str = "en", *, provisional: bool = False) -> str:
    return describe(given, "Yard", language, UTC, provisional).text


def test_a_crossing_is_the_sentence() -> None:
    given = facts(a_track(crossings=(crossed(),)))
    assert say(given) == "A person crossed “Gate” towards “house” at “Yard” around noon, 9 seconds in all."
    german = "Eine Person überquerte „Gate“ in Richtung „house“ mittags bei „Yard“, insgesamt 9 Sekunden."
    assert say(given, "de") == german
    assert say(given, provisional=True) == "A person crossed “Gate” towards “house” at “Yard”."
    assert say(facts(a_track(crossings=(crossed(side=""),)))).startswith("A person crossed “Gate” at “Yard”")


def test_there_and_back_names_both_sides() -> None:
    given = facts(a_track(crossings=(crossed(), crossed(side="street", after=5), crossed(after=7))))
    assert "crossed “Gate” towards “house” and “Gate” towards “street”" in say(given)


def test_loitering_says_where_and_for_how_long() -> None:
    given = facts(a_track(stays=(ZoneStay("Door", 42.0),), zones=("Door", "Drive")))
    assert say(given) == (
        "A person stayed in “Door” for 42 seconds at “Yard” around noon, 9 seconds in all. Seen in “Drive”."
    )
    assert "blieb in „Door“ (42 Sekunden)" in say(given, "de")


def test_what_only_some_did_is_said_of_so_many() -> None:
    given = facts(a_track(number=1, crossings=(crossed(),)), a_track(number=2), most_at_once={"person": 2})
    assert say(given).endswith("A person crossed “Gate” towards “house”.")
    assert say(given).startswith("Two people walked")
    both = facts(*(a_track(number=n, crossings=(crossed(),)) for n in (1, 2)), most_at_once={"person": 2})
    assert say(both).startswith("Two people crossed “Gate” towards “house” at “Yard”")


def test_zones_are_named_once() -> None:
    given = facts(a_track(zones=("Drive", "Lawn")), a_track("car", number=2, zones=("Drive",)))
    assert say(given).endswith("Seen in “Drive” and “Lawn”.")
    assert "Seen" not in say(facts(a_track()))
