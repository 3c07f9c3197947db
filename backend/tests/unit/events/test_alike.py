"""Which events may take over words for another one, and which words (D10)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from argusai.kit.ids import new_id
from argusai.pipeline.events.assembly.contract import EventFacts, LineCrossing, ParcelFact, RelativeBox
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.providers.check import Scene
from argusai.pipeline.events.description.providers.likeness import Look, Subject, all_alike
from argusai.pipeline.events.description.requests.alike import scene_of, unfit, words_hold
from tests.support.describing import an_answer
from tests.support.events import BOX, T0, a_track, some_facts

pytestmark = pytest.mark.covers("D10")
CAMERA = UUID(int=7)
CAT = "A grey cat sits on the wall beside the bins and looks around."
STILL = ((0.5, 0.6), (0.5, 0.61))


def a_car(**changed: Any) -> Any:
    return a_track("car", **({"colours": ("red",)} | changed))


def of(*tracks: Any, start: datetime = T0, **changed: Any) -> EventFacts:
    return some_facts(CAMERA, *tracks, start=start, **changed)


def a_parcel() -> ParcelFact:
    return ParcelFact(new_id(), "left", T0, BOX, 0.9)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (of(a_car()), None),
        (of(a_track("cat")), None),
        (of(a_track()), "people"),
        (of(a_car(), most_at_once={"car": 1, "person": 1}), "people"),
        (of(a_car(), a_track(number=2), most_at_once={"car": 1}), "people"),
        (of(a_car(), parcels=(a_parcel(),)), "parcels"),
        (of(a_car(colours=())), "colours"),
        (of(a_car(), a_car(track_id=2, colours=())), "colours"),
        (of(a_car(), trigger="manual"), "trigger"),
        (of(a_car(), trigger="doorbell"), "trigger"),
        (of(a_car(), looked=False), "trigger"),
        (replace(of(a_car()), tracks=()), "trigger"),
        (of(a_car(), start=T0.replace(hour=23)), "night"),
        (of(a_car(), start=T0.replace(hour=5)), "night"),
    ],
)
def test_nothing_is_taken_over_where_it_could_hide_something(facts: EventFacts, why: str | None) -> None:
    assert unfit(facts, Attention.ROUTINE, UTC) == why


def test_what_matters_is_always_looked_at_and_night_is_that_of_the_house() -> None:
    assert unfit(of(a_car()), Attention.NOTABLE, UTC) == "attention"
    assert unfit(of(a_car()), Attention.ROUTINE, timezone(timedelta(hours=-8))) == "night"
    assert unfit(of(a_car(), start=T0.replace(hour=23)), Attention.ROUTINE, None) is None, "a file has no night"


def test_a_scene_is_the_same_whenever_it_happens() -> None:
    later = T0 + timedelta(hours=1)
    assert scene_of(of(a_car())) == scene_of(of(a_car(start=later, number=9), start=later))


@pytest.mark.parametrize(
    "other",
    [
        of(a_car(colours=("blue",))),
        of(a_car(), a_car(track_id=2, first_seen_at=T0 + timedelta(seconds=5))),
        of(a_track("truck", colours=("red",))),
        of(a_car(path=((0.9, 0.6), (0.1, 0.6)))),
        of(a_car(zones=("Drive",))),
        of(a_car(crossings=(LineCrossing("Gate", "left", "", T0),))),
        replace(of(a_car()), camera_id=UUID(int=8)),
        of(a_car(), a_track("cat", number=2)),
    ],
    ids=["colour", "count", "label", "way", "zone", "line", "camera", "more"],
)
def test_another_label_count_colour_way_place_or_camera_is_another_scene(other: EventFacts) -> None:
    assert scene_of(other) != scene_of(of(a_car()))


@pytest.mark.parametrize(
    "text",
    [
        "A red car drives past the house from left to right and leaves the picture quietly.",
        "Ein rotes Auto fährt von links nach rechts am Haus vorbei und verlässt die Straße.",
    ],
)
def test_words_that_tracks_bear_out_hold(text: str) -> None:
    assert words_hold(an_answer(text, objects=("car",)), of(a_car()), Scene(zone=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "A red car drives past the house at 10:42 and leaves to the right.",
        "Two red cars drive past the house from left to right and leave quietly.",
        "A red car drives past the house and a man gets out beside the gate.",
        "A red car drives past the house with a parcel on its roof and leaves.",
        "A red car drives past the house, stops for five minutes and leaves quietly.",
        "The red car drives past the house again from left to right and leaves.",
        "A red car drives past the house in the evening, from left to right, and leaves.",
        "A red car with the plate KA 4711 drives past the house from left to right.",
        "Ein rotes Auto fährt heute am Haus vorbei und verlässt die Straße nach rechts.",
        "Somebody breaks into the red car beside the house and leaves to the right.",
        "A red car drives past.",
        "A red car drives past the house and its passengers look over to the door.",
    ],
)
def test_words_that_need_not_be_true_now_do_not(text: str) -> None:
    assert not words_hold(an_answer(text, objects=("car",)), of(a_car()), Scene(zone=UTC))


@pytest.mark.parametrize(
    "changed",
    [{"attention": Attention.NOTABLE}, {"carrier": "DHL"}, {"confidence": 49}, {"objects": ("car", "person")}],
)
def test_what_a_model_says_beside_its_sentence_counts_too(changed: dict[str, Any]) -> None:
    said = an_answer(CAT, **({"objects": ("cat",)} | changed))
    assert not words_hold(said, of(a_track("cat")), Scene(zone=UTC))


def test_a_direction_that_no_track_proves_is_not_taken_over() -> None:
    still = of(a_track("cat", path=STILL))
    assert words_hold(an_answer(CAT, objects=("cat",)), still, Scene(zone=UTC))
    away = an_answer("A grey cat jumps from the wall beside the bins and walks away.", objects=("cat",))
    assert not words_hold(away, still, Scene(zone=UTC))


def test_a_part_of_the_day_needs_a_clock() -> None:
    said = an_answer("In the morning a grey cat sits on the wall beside the bins.", objects=("cat",))
    assert words_hold(said, of(a_track("cat", path=STILL)), Scene(zone=UTC))
    assert not words_hold(said, of(a_track("cat", path=STILL)), Scene(zone=None))


def look(shade: float = 0.5, *, left: float = 0.4, colour: float = 0.3, label: str = "cat", size: float = 0.1) -> Look:
    box = RelativeBox(left, 0.4, left + size, 0.4 + size)
    return Look(10, (shade,) * 100, (Subject(label, box, (colour,) * 12),))


def test_small_differences_of_light_and_place_are_none() -> None:
    assert all_alike([look(), look(0.52)], [look(0.53, left=0.42, colour=0.33)])


@pytest.mark.parametrize(
    "other",
    [
        look(0.6), look(left=0.6), look(colour=0.6), look(label="dog"), look(size=0.2), replace(look(), subjects=()),
        replace(look(), subjects=look().subjects * 2), replace(look(), view=(0.5,) * 99 + (0.9,)),
    ],
    ids=["light", "moved", "colour", "label", "nearer", "gone", "two", "somebody in a corner"],
)  # fmt: skip
def test_what_can_be_seen_to_differ_is_no_equal(other: Look) -> None:
    assert not all_alike([look()], [other])


def test_what_stands_in_the_box_is_judged_by_its_colours_alone() -> None:
    """Else a black cat on a white wall would never be like itself a little further on."""
    view = [0.5] * 100
    view[44] = 0.9
    assert all_alike([look()], [replace(look(), view=tuple(view))])


def test_the_same_backwards_or_with_more_to_it_is_no_equal() -> None:
    there, back = [look(left=0.1), look(left=0.5)], [look(left=0.5), look(left=0.1)]
    assert not all_alike(there, back)
    assert not all_alike(there, [there[0], look(left=0.8), there[1]])
    assert not all_alike([there[0], look(left=0.8), there[1]], there)
    assert not all_alike([], [])
