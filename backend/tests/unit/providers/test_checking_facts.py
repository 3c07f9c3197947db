"""Answers are held against what the tracks prove (D8)."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from argusai.pipeline.events.assembly.contract import EventFacts, ZoneStay
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.providers.check import Scene, check, second_look
from argusai.pipeline.events.description.providers.contract import Answer, Danger, Usage
from tests.support.events import T0, a_track, some_facts

pytestmark = pytest.mark.covers("D8")
SCENE = Scene(("Door", "Street"), ZoneInfo("Europe/Berlin"))


def said(
    text: str, attention: Attention = Attention.ROUTINE, objects: tuple[str, ...] = (), danger: Danger = ""
) -> Answer:
    return Answer(text, 90, objects, None, attention, "", Usage(1, 1), "m", 1.0, danger=danger)


def one_person() -> EventFacts:
    """At noon, for nine seconds, in the zone Door."""
    return some_facts(uuid4(), a_track(zones=("Door",), stays=(ZoneStay("Door", 5),)))


def a_car() -> EventFacts:
    return some_facts(uuid4(), a_track("car"))


@pytest.mark.parametrize(
    "text",
    [
        "A man in a red coat walks past the two parked cars towards the “Door” and waits there.",
        "One person walks along the path at 12:00 and stays beside the door for about five seconds.",
        "Eine Frau in Rot geht mittags am Haus vorbei und bleibt kurz an der Tür stehen.",
        "A courier brings a parcel to the door, rings the bell and walks back to the street at once.",
        "A woman with a small bag passes the fire hydrant and the gate, without a knife or any weapon.",
    ],
)
def test_what_fits_the_facts_passes(text: str) -> None:
    checked = check(said(text), one_person(), SCENE)
    assert (checked.marks, checked.answer.confidence, checked.needs_second_look) == ((), 90, False)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Three people walk along the path towards the door and then go away again.", "count"),
        ("Vier Personen gehen langsam den Weg entlang zur Tür und dann wieder fort.", "count"),
        ("There are 5 young men who stand on the path beside the door and talk.", "count"),
        ("A large dog runs over the lawn and disappears behind the house on the left.", "label"),
        ("The driveway is quiet and nobody is there except for the bins beside the wall.", "label"),
        ("A man in a red coat walks slowly along the “Street” and looks at the cars.", "zone"),
        ("A man in a red coat waits beside the door for ten minutes and then leaves.", "time"),
        ("A man in a red coat waits beside the door for ten mİnuteſ and then leaves it.", "time"),
        ("A man in a red coat walks past the door at night and then goes to the left.", "time"),
        ("At 03:15 a man in a red coat walks past the door and goes to the left.", "time"),
        ("A man in a red coat walks past the door in the evening and goes to the left.", "time"),
        ("A man holds a long knife in his right hand and walks quickly towards the door.", "grave"),
        ("A man without a coat holds a gun and walks quickly towards the door of it.", "grave"),
        ("Smoke and flames come out of the window while a man runs towards the street.", "grave"),
        ("A man forces the door open with a tool and looks around before he goes in.", "grave"),
        ("Ein Einbrecher hebelt die Tür auf und geht dann mit einer Lampe in das Haus.", "grave"),
        ("A man in black attacks a woman beside the door and then runs away to the left.", "grave"),
        ("A person walks.", "vague"),
        ("Motion was detected in the area in front of the camera near the path and wall.", "vague"),
        ("There is some activity in the front yard of the house during the recording here.", "vague"),
    ],
)
def test_contradictions_are_marked_and_cost_confidence(text: str, mark: str) -> None:
    checked = check(said(text), one_person(), SCENE)
    assert checked.marks == (mark,)
    assert checked.answer.confidence < 90
    assert (checked.vague, checked.needs_second_look) == (mark == "vague", mark == "grave")


def test_a_person_whom_no_track_knows_is_marked() -> None:
    text = "A white car drives past slowly while a man with a dog waits at the corner."
    assert check(said(text), a_car(), SCENE).marks == ("label",)


def test_more_vehicles_may_stand_there_than_moved() -> None:
    text = "A white car drives past the three parked cars and leaves to the right at once."
    assert check(said(text), a_car(), SCENE).marks == ()


def test_where_nobody_looked_nothing_is_contradicted() -> None:
    facts = replace(one_person(), looked=False, tracks=(), most_at_once={})
    assert check(said("Three dogs and two cats play on the lawn in front of the wooden house."), facts).marks == ()


def test_a_grave_claim_raises_nothing_before_the_second_look() -> None:
    claim = said("A man holds a gun in his hand and walks towards the door of the house.", Attention.URGENT)
    checked = check(claim, one_person(), SCENE)
    assert (checked.needs_second_look, checked.answer.attention) == (True, Attention.ROUTINE)


FRENCH = "Un homme en noir tient une arme à la main et marche vers la porte de la maison."


@pytest.mark.parametrize("danger", ["weapon", "unsaid"])
def test_a_danger_that_is_named_in_no_language_of_ours_waits_for_a_second_look(danger: Danger) -> None:
    checked = check(said(FRENCH, Attention.URGENT, danger=danger), one_person(), SCENE)
    assert (checked.needs_second_look, checked.answer.attention) == (True, Attention.ROUTINE)


@pytest.mark.parametrize("again", ["weapon", "unsaid"])
def test_whoever_names_the_same_danger_in_another_language_lets_it_rise(again: Danger) -> None:
    first = said("A man holds a gun in his hand and walks towards the door of the house.", Attention.URGENT)
    looked = second_look(first, said(FRENCH, Attention.URGENT, danger=again), one_person(), SCENE)
    assert (looked.answer.attention, looked.answer.text) == (Attention.URGENT, first.text)


@pytest.mark.parametrize("again", ["", "other", "fire"])
def test_whoever_names_another_danger_or_none_lets_nothing_rise(again: Danger) -> None:
    first = said(FRENCH, Attention.URGENT, danger="weapon")
    looked = second_look(first, said(FRENCH, Attention.URGENT, danger=again), one_person(), SCENE)
    assert looked.answer.danger == again, "the second is taken"


def test_what_the_facts_give_stays() -> None:
    night = T0 + timedelta(hours=12)
    facts = some_facts(uuid4(), a_track(start=night), start=night)
    claim = said("A man holds a gun in his hand and walks towards the door of the house.", Attention.URGENT)
    assert check(claim, facts, SCENE).answer.attention == Attention.NOTABLE


def test_a_second_look_that_says_the_same_lets_it_rise() -> None:
    first = said("A man holds a gun in his hand and walks towards the door of the house.", Attention.URGENT)
    second = said("Somebody in black carries a pistol along the path and stops before the door.", Attention.URGENT)
    looked = second_look(first, second, one_person(), SCENE)
    assert (looked.answer.attention, looked.marks, looked.needs_second_look) == (Attention.URGENT, (), False)
    assert looked.answer.text == first.text


def test_a_second_look_that_sees_no_danger_replaces_the_first() -> None:
    first = said("A man holds a gun in his hand and walks towards the door of the house.", Attention.URGENT)
    second = said("A man carries a cordless drill along the path and stops before the door.", Attention.ROUTINE)
    looked = second_look(first, second, one_person(), SCENE)
    assert (looked.answer.text, looked.answer.attention) == (second.text, Attention.ROUTINE)


def test_another_danger_is_no_second_look_at_the_first() -> None:
    first = said("A man holds a gun in his hand and walks towards the door of the house.", Attention.URGENT)
    second = said("Flames come out of the bin beside the door while a man runs away from it.", Attention.URGENT)
    looked = second_look(first, second, one_person(), SCENE)
    assert (looked.answer.attention, looked.needs_second_look) == (Attention.ROUTINE, False)
