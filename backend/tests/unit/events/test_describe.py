"""Sentences say what the tracks prove."""

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from argusai.pipeline.events.assembly.contract import EventFacts, ParcelFact, TrackFacts
from argusai.pipeline.events.description.contract import Attention, Description
from argusai.pipeline.events.description.describe import describe
from tests.support.events import BOX, T0, a_track, some_facts

pytestmark = pytest.mark.covers("F11")
ACROSS = ((0.1, 0.6), (0.5, 0.6), (0.9, 0.6))
CLOSER = ((0.5, 0.3), (0.5, 0.6), (0.5, 0.9))
NOWHERE = ((0.5, 0.6), (0.51, 0.6))
# Never two at once, and too far from each other to be known as one.
APART = (a_track(number=1, path=ACROSS), a_track(number=2, path=ACROSS))
LEFT = ParcelFact(UUID(int=9), "left", T0, BOX, 0.7)


def facts(*tracks: TrackFacts, seconds: float = 9, hour: int = 9, **changed: Any) -> EventFacts:
    start = T0.replace(hour=hour)
    moved = tuple(
        replace(track, first_seen_at=start, last_seen_at=start + timedelta(seconds=seconds)) for track in tracks
    )
    ended = start + timedelta(seconds=seconds)
    return some_facts(UUID(int=7), *moved, start=start, last_activity_at=ended, ended_at=ended, **changed)


def in_turn(*tracks: TrackFacts, most: int = 1, seconds: float = 30) -> EventFacts:
    """Each with its own times."""
    end = T0 + timedelta(seconds=seconds)
    moved = [replace(track, last_seen_at=track.first_seen_at + timedelta(seconds=9)) for track in tracks]
    label = tracks[0].label
    return some_facts(UUID(int=7), *moved, last_activity_at=end, ended_at=end, most_at_once={label: most})


def say(given: EventFacts, language: str = "en", provisional: bool = False) -> Description:
    return describe(given, "Driveway", language, UTC, provisional)


@pytest.mark.parametrize(
    ("tracks", "seconds", "english", "german"),
    [
        (
            [a_track(path=ACROSS, colours=("red", "black"))], 9,
            "A person in red and black walked from the left to the right at “Driveway” in the morning, in 9 seconds.",
            "Eine Person in Rot und Schwarz ging am Vormittag bei „Driveway“ von links nach rechts, in 9 Sekunden.",
        ),
        (
            [a_track(path=ACROSS[::-1], still_seconds=20.0)], 45,
            "A person walked from the right to the left at “Driveway” in the morning and stood still for 20 seconds, "
            "45 seconds in all.",
            "Eine Person ging am Vormittag bei „Driveway“ von rechts nach links und blieb 20 Sekunden lang stehen, "
            "insgesamt 45 Sekunden.",
        ),
        (
            [a_track(number=n, path=CLOSER) for n in (1, 2)], 1,
            "Two people walked towards the camera at “Driveway” in the morning, in 1 second.",
            "Zwei Personen gingen am Vormittag bei „Driveway“ auf die Kamera zu, in 1 Sekunde.",
        ),
        (
            [a_track("car", path=CLOSER[::-1], colours=("blue",))], 100,
            "A blue car drove away from the camera at “Driveway” in the morning, in 100 seconds.",
            "Ein blaues Auto fuhr am Vormittag bei „Driveway“ von der Kamera weg, in 100 Sekunden.",
        ),
        (
            [a_track("truck", path=NOWHERE, still_seconds=30.0, colours=("orange",))], 30,
            "An orange truck stood still at “Driveway” in the morning for 30 seconds.",
            "Ein orangefarbener Lastwagen stand am Vormittag 30 Sekunden lang bei „Driveway“.",
        ),
        (
            [a_track("cat", path=NOWHERE)], 4,
            "A cat was at “Driveway” in the morning for 4 seconds.",
            "Eine Katze war am Vormittag 4 Sekunden lang bei „Driveway“.",
        ),
        (
            [a_track("dog", 1, path=ACROSS), a_track("car", 2, path=ACROSS), a_track("car", 3), a_track(number=4)], 9,
            "A person walked from the left to the right at “Driveway” in the morning, in 9 seconds. "
            "Also in the picture: two cars and a dog.",
            "Eine Person ging am Vormittag bei „Driveway“ von links nach rechts, in 9 Sekunden. "
            "Außerdem im Bild: zwei Autos und ein Hund.",
        ),
    ],
)  # fmt: skip
def test_final_sentences(tracks: list[TrackFacts], seconds: float, english: str, german: str) -> None:
    given = facts(*tracks, seconds=seconds)
    assert say(given).text == english
    assert say(given, "de").text == german


@pytest.mark.parametrize(
    ("path", "english", "german"),
    [
        (ACROSS, "A person is coming from the left at “Driveway”.", "Eine Person kommt bei „Driveway“ von links."),
        (CLOSER, "A person is coming towards the camera at “Driveway”.",
         "Eine Person kommt bei „Driveway“ auf die Kamera zu."),
        (NOWHERE, "A person is at “Driveway” now.", "Eine Person ist gerade bei „Driveway“."),
    ],
)  # fmt: skip
def test_provisional_sentences(path: tuple[tuple[float, float], ...], english: str, german: str) -> None:
    given = facts(a_track(path=path))
    assert (say(given, provisional=True).text, say(given, "de", provisional=True).text) == (english, german)
    assert say(given, provisional=True).provisional


def test_several_take_the_plural() -> None:
    given = facts(*(a_track(number=n, path=NOWHERE) for n in range(3)))
    assert say(given, provisional=True).text == "Three people are at “Driveway” now."
    assert say(given, "de", provisional=True).text == "Drei Personen sind gerade bei „Driveway“."


def test_an_identity_switch_is_one_person_who_walked_on() -> None:
    early = a_track(number=1, path=((0.1, 0.6), (0.4, 0.6)), still_seconds=4.0)
    late = a_track(number=2, path=((0.5, 0.6), (0.9, 0.6)), still_seconds=4.0, first_seen_at=T0 + timedelta(seconds=11))
    given = in_turn(early, late)
    assert say(given).text.startswith("A person walked from the left to the right")
    assert "8 seconds" in say(given).text


@pytest.mark.parametrize(
    ("hour", "part"), [(3, "at night"), (6, "in the morning"), (12, "around noon"), (15, "in the afternoon"),
                       (20, "in the evening"), (22, "at night")]
)  # fmt: skip
def test_the_part_of_the_day(hour: int, part: str) -> None:
    assert part in say(facts(a_track(), hour=hour)).text


def test_german_has_a_word_of_its_own_for_the_early_morning() -> None:
    assert [("am Morgen" in say(facts(a_track(), hour=hour), "de").text) for hour in (5, 6, 8, 9)] == [
        *(False, True, True, False)
    ]


def test_the_day_is_that_of_the_camera() -> None:
    given = facts(a_track(), hour=23)
    assert "in the morning" in describe(given, "Yard", "en", ZoneInfo("Asia/Tokyo"), False).text


def test_a_continuation_says_so() -> None:
    assert say(facts(a_track(), continues_id=uuid4())).text.startswith("Continued: A person")


@pytest.mark.parametrize("label", ["skateboard", "{count}", "", "Ωmega"])
def test_an_unknown_label_is_tolerated(label: str) -> None:
    one, two = facts(a_track(label)), facts(a_track(label, 1), a_track(label, 2))
    assert say(one).text.startswith(f"Something ({label})")
    assert say(two).text.startswith(f"Two things ({label})")


@pytest.mark.parametrize("name", ["{subject}", "%s", "“”", "x" * 80, "Tür\n1"])
def test_a_camera_keeps_its_name(name: str) -> None:
    assert name in describe(facts(a_track()), name, "de", UTC, False).text


def test_an_unknown_language_is_english() -> None:
    assert say(facts(a_track()), "tlh").language == "en"


def test_no_tracks_at_all_still_gives_a_sentence() -> None:
    assert say(facts(a_track(), tracks=(), most_at_once={})).text == "Something moved at “Driveway”."


def test_an_unknown_colour_is_left_out() -> None:
    assert say(facts(a_track(colours=("mauve",)))).text.startswith("A person walked")


@pytest.mark.parametrize(
    ("given", "level", "reason"),
    [
        (facts(a_track()), 0, "A short visit by day."),
        (facts(a_track("car", still_seconds=200.0), seconds=300, hour=2), 0, "No person was seen."),
        (facts(a_track(), hour=23), 1, "A person at night."),
        (facts(a_track(), seconds=30), 1, "A person stayed for 30 seconds."),
        (facts(a_track(still_seconds=15.0), seconds=16), 1, "A person stayed for 16 seconds."),
        (facts(*(a_track(number=n) for n in range(3))), 1, "Up to three people at the same time."),
        (facts(a_track(), seconds=60, hour=2), 2, "A person stayed for 60 seconds at night."),
        (facts(*APART, seconds=60, most_at_once={"person": 1}), 1, "Somebody was there for 60 seconds."),
        (
            facts(*APART, seconds=60, hour=2, most_at_once={"person": 1}),
            2,
            "Somebody was there for 60 seconds at night.",
        ),
        (facts(a_track(), parcels=(LEFT,)), 1, "A parcel was probably left."),
        (facts(a_track(), parcels=(LEFT, LEFT)), 1, "Parcels were probably left."),
        (facts(a_track(), parcels=(LEFT, LEFT, replace(LEFT, change="taken"))), 1, "A parcel was probably taken."),
        (facts(trigger="manual", tracks=(), most_at_once={}, looked=False), 0, "Nobody was looked for in it."),
    ],
)
def test_attention_follows_the_facts(given: EventFacts, level: int, reason: str) -> None:
    said = say(given)
    assert (said.attention, said.attention_reason) == (Attention(level), reason)
    assert say(given, "de").attention == level
    assert say(given, "de").attention_reason != reason
