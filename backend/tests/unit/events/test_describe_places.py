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


@pytest.mark.covers("N6")
def test_the_first_sentence_too_says_in_which_zone() -> None:
    given = facts(a_track(zones=("Driveway", "Door")))
    assert say(given, provisional=True).endswith("“Yard”. Seen in “Driveway” and “Door”.")


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


def staying(*seconds: float, label: str = "person", first: int = 1, zone: str = "Lawn") -> list[TrackFacts]:
    return [a_track(label, number=n, stays=(ZoneStay(zone, each),)) for n, each in enumerate(seconds, first)]


def test_stays_are_said_once_for_each_zone() -> None:
    most = {"person": 5}
    many = facts(*staying(8, 26, 10, 13, 8), a_track(number=9), most_at_once=most)
    assert say(many).endswith(" Five people stayed in “Lawn”, for 8 to 26 seconds.")
    assert say(many, "de").endswith(" Fünf Personen blieben in „Lawn“ (8 bis 26 Sekunden).")
    assert (say(many).count("stayed"), say(many, "de").count("blieb")) == (1, 1)
    one = facts(*staying(8), a_track(number=9), most_at_once=most)
    assert say(one).endswith(" A person stayed in “Lawn” for 8 seconds.")
    assert say(one, "de").endswith(" Eine Person blieb in „Lawn“ (8 Sekunden).")
    same = facts(*staying(8, 8), a_track(number=9), most_at_once=most)
    assert say(same).endswith(" Two people stayed in “Lawn” for 8 seconds.")
    long = facts(*staying(50, 200), *staying(9, first=3, zone="Drive"), most_at_once=most)
    lawn = "Two people stayed in “Lawn”, for 50 seconds to 3 minutes 20 seconds."
    assert say(long).endswith(f" {lawn} A person stayed in “Drive” for 9 seconds.")


def test_one_at_a_time_stayed_up_to_the_longest() -> None:
    given = facts(*staying(8, 26), most_at_once={"person": 1})
    assert say(given).endswith(" A person stayed in “Lawn” for up to 26 seconds.")
    assert say(given, "de").endswith(" Eine Person blieb in „Lawn“ (bis zu 26 Sekunden).")


def test_different_ones_are_joined() -> None:
    tracks = (*staying(8, 12), a_track(number=8), *staying(30, label="dog", first=9))
    given = facts(*tracks, most_at_once={"person": 3, "dog": 1})
    assert say(given).endswith(" Two people and a dog stayed in “Lawn”, for 8 to 30 seconds.")
    assert say(given, "de").endswith(" Zwei Personen und ein Hund blieben in „Lawn“ (8 bis 30 Sekunden).")


def test_ways_over_a_line_are_said_once() -> None:
    both = (crossed("Drive"), crossed("Drive", "street", 5))
    ways = [(crossed("Drive"),), (crossed("Drive"),), both, ()]
    tracks = [a_track(number=n, crossings=way) for n, way in enumerate(ways, 1)]
    given = facts(*tracks, most_at_once={"person": 4})
    towards = "Three people crossed “Drive” towards “house”. A person crossed “Drive” towards “street”."
    assert say(given).endswith(f" {towards}")
    german = "Drei Personen überquerten „Drive“ in Richtung „house“."
    assert german in say(given, "de")
    alone = facts(a_track(number=1, crossings=both), a_track(number=2), most_at_once={"person": 2})
    assert say(alone).endswith(" A person crossed “Drive” towards “house” and “Drive” towards “street”.")


def test_zones_are_named_once() -> None:
    given = facts(a_track(zones=("Drive", "Lawn")), a_track("car", number=2, zones=("Drive",)))
    assert say(given).endswith("Seen in “Drive” and “Lawn”.")
    assert "Seen" not in say(facts(a_track()))
