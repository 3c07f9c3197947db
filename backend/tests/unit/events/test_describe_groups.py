"""What is said of several holds for nearly all of them; else it is said of some, or not at all."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from argusai.pipeline.events.assembly.contract import TrackFacts
from argusai.pipeline.events.description.describe import describe
from tests.support.events import T0, a_track
from tests.unit.events.test_describe import ACROSS, CLOSER, NOWHERE, facts, in_turn, say

pytestmark = pytest.mark.covers("F11")
HALF = ACROSS[:2]
BACK = ACROSS[::-1]


def people(*tracks: TrackFacts) -> tuple[TrackFacts, ...]:
    return tuple(a_track(number=n, path=one.path, still_seconds=one.still_seconds) for n, one in enumerate(tracks))


def walks(path: tuple[tuple[float, float], ...], still: float = 0.0) -> TrackFacts:
    return a_track(path=path, still_seconds=still)


@pytest.mark.parametrize(
    ("tracks", "english", "german"),
    [
        (
            people(*[walks(ACROSS)] * 2),
            "Two people walked from the left to the right at “Driveway” in the morning, in 9 seconds.",
            "Zwei Personen gingen am Vormittag bei „Driveway“ von links nach rechts, in 9 Sekunden.",
        ),
        (
            people(walks(ACROSS), walks(HALF)),
            "Two people walked to the right at “Driveway” in the morning, in 9 seconds.",
            "Zwei Personen gingen am Vormittag bei „Driveway“ nach rechts, in 9 Sekunden.",
        ),
        (
            people(walks(ACROSS), walks(BACK), walks(CLOSER)),
            "Three people walked in different directions at “Driveway” in the morning for 9 seconds.",
            "Drei Personen gingen am Vormittag 9 Sekunden lang bei „Driveway“ in verschiedene Richtungen.",
        ),
        (
            people(walks(ACROSS), walks(BACK), walks(NOWHERE, 8.0)),
            "Three people were at “Driveway” in the morning for 9 seconds. One of them stood still for 8 seconds.",
            "Drei Personen waren am Vormittag 9 Sekunden lang bei „Driveway“. "
            "Eine von ihnen blieb 8 Sekunden lang stehen.",
        ),
        (
            people(walks(ACROSS, 5.0), walks(ACROSS, 7.0), walks(ACROSS)),
            "Three people walked from the left to the right at “Driveway” in the morning, in 9 seconds. "
            "Two of them stood still for up to 7 seconds.",
            "Drei Personen gingen am Vormittag bei „Driveway“ von links nach rechts, in 9 Sekunden. "
            "Zwei von ihnen blieben bis zu 7 Sekunden lang stehen.",
        ),
        (
            people(*[walks(ACROSS, 6.0)] * 2),
            "Two people walked from the left to the right at “Driveway” in the morning and stood still for 6 seconds, "
            "9 seconds in all.",
            "Zwei Personen gingen am Vormittag bei „Driveway“ von links nach rechts und blieben 6 Sekunden lang "
            "stehen, insgesamt 9 Sekunden.",
        ),
        (
            people(*[walks(NOWHERE, 9.0)] * 2),
            "Two people stood still at “Driveway” in the morning for 9 seconds.",
            "Zwei Personen standen am Vormittag 9 Sekunden lang bei „Driveway“.",
        ),
    ],
)  # fmt: skip
def test_claims_about_a_group(tracks: tuple[TrackFacts, ...], english: str, german: str) -> None:
    given = facts(*tracks)
    assert (say(given).text, say(given, "de").text) == (english, german)


def test_more_came_and_went_than_were_there_at_once() -> None:
    tracks = people(*[walks(ACROSS)] * 4, walks(NOWHERE, 9.0), walks(NOWHERE, 8.0))
    given = facts(*tracks, most_at_once={"person": 3})
    assert say(given).text == (
        "Up to three people at a time were at “Driveway” in the morning for 9 seconds. "
        "Some of them stood still for up to 9 seconds."
    )
    assert say(given, "de").text == (
        "Bis zu drei Personen gleichzeitig waren am Vormittag 9 Sekunden lang bei „Driveway“. "
        "Einige von ihnen blieben bis zu 9 Sekunden lang stehen."
    )


@pytest.mark.parametrize(
    ("path", "pause"), [(ACROSS, 2), (BACK, 11)], ids=["at once, but elsewhere", "there, but much later"]
)
def test_one_after_the_other_is_not_one_who_walked_on(path: tuple[tuple[float, float], ...], pause: float) -> None:
    there = a_track(number=1, path=ACROSS, colours=("red",))
    back = a_track(number=2, path=path, first_seen_at=there.last_seen_at + timedelta(seconds=pause))
    given = in_turn(there, back)
    assert say(given).text == "A person was at “Driveway” around noon for 30 seconds, never several at once."
    assert say(given, "de").text == "Eine Person war mittags 30 Sekunden lang bei „Driveway“, nie mehrere gleichzeitig."


def test_short_and_weak_tracks_shape_nothing() -> None:
    good = a_track(number=1, path=ACROSS)
    weak = a_track(number=2, path=BACK, score=0.4)
    given = facts(good, weak)
    assert say(given).text.startswith("A person walked from the left to the right")
    short = a_track("dog", number=3, path=BACK, last_seen_at=T0 + timedelta(seconds=0.6))
    given = in_turn(good, most=1)
    assert "dog" not in say(replace(given, tracks=(*given.tracks, short))).text


def test_when_all_are_weak_they_are_what_there_is() -> None:
    assert say(facts(a_track(path=ACROSS, score=0.3))).text.startswith("A person walked from the left")


def test_colours_are_never_said_of_several() -> None:
    given = facts(*(a_track(number=n, path=ACROSS, colours=("red",)) for n in range(2)))
    assert "red" not in say(given).text


def test_the_present_is_about_who_is_there_now() -> None:
    gone = a_track(number=1, path=BACK)
    here = a_track(number=2, path=ACROSS, first_seen_at=T0 + timedelta(seconds=20))
    given = in_turn(gone, here, most=1, seconds=29)
    assert say(given, provisional=True).text == "A person is coming from the left at “Driveway”."
    both = facts(a_track(number=1, path=ACROSS), a_track(number=2, path=BACK))
    assert say(both, provisional=True).text == "Two people are at “Driveway” now."


def test_without_a_zone_no_time_of_day_is_said() -> None:
    given = facts(a_track(path=ACROSS), hour=2)
    said = describe(given, "clip", "en", None, False)
    assert said.text == "A person walked from the left to the right at “clip”, in 9 seconds."
    assert said.attention == 0
    german = describe(given, "clip", "de", None, False).text
    assert german == "Eine Person ging bei „clip“ von links nach rechts, in 9 Sekunden."
    assert describe(given, "clip", "en", None, True).text == "A person is coming from the left at “clip”."
    assert describe(given, "clip", "en", UTC, False).attention == 1
