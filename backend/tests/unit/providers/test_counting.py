"""Numbers of people, how long and at what hour, said in whatever way, are held against the tracks (D8)."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.providers.check import check
from tests.support.describing import an_answer
from tests.support.events import T0, a_track, some_facts
from tests.unit.providers.test_checking_facts import SCENE, one_person

pytestmark = pytest.mark.covers("D8")
AND_SO_ON = "on the path that leads to the front door of the house."
UND_SO = "auf dem Weg, der zur Haustür und dann zum Garten führt."


def people(number: int, at_once: int | None = None) -> EventFacts:
    facts = some_facts(uuid4(), *(a_track(number=each) for each in range(1, number + 1)))
    return replace(facts, most_at_once={"person": at_once or number})


def lasting(seconds: float) -> EventFacts:
    return replace(one_person(), last_activity_at=T0 + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("A dozen people stand", 12),
        ("Half a dozen people stand", 6),
        ("A couple walks", 2),
        ("An elderly couple is walking", 2),
        ("A couple of men stand", 2),
        ("A pair of women stand", 2),
        ("A group of three walks", 3),
        ("A group of four people stands", 4),
        ("A man and a woman walk", 2),
        ("A man and woman walk", 2),
        ("A man in a red coat and a woman in blue walk", 2),
        ("A man, a woman and a child walk", 3),
        ("A man with a woman walks", 2),
        ("A man, then another man walks", 2),
        ("A man walks, and later another person waits", 2),
        ("A man passes. A second man follows", 2),
        ("Two men and a woman walk", 3),
        ("Ein Dutzend Leute steht", 12),
        ("Ein halbes Dutzend Leute steht", 6),
        ("Ein Paar geht", 2),
        ("Ein älteres Ehepaar geht", 2),
        ("Eine Gruppe von drei geht", 3),
        ("Eine Gruppe von vier Personen geht", 4),
        ("Ein Mann und eine Frau gehen", 2),
        ("Ein Mann, eine Frau und ein Kind gehen", 3),
        ("Ein Mann und dann ein weiterer Mann gehen", 2),
        ("Zwei Männer und eine Frau gehen", 3),
    ],
)
def test_a_number_is_read_in_whatever_way_it_is_said(said: str, number: int) -> None:
    text = f"{said} {UND_SO if said.startswith(('Ein', 'Zwei')) else AND_SO_ON}"
    marks = [check(an_answer(text), people(seen), SCENE).marks for seen in (1, number)]
    assert marks == [("count",), ()]


@pytest.mark.parametrize(
    "said",
    [
        "A man and his dog walk",
        "A man with a dog and a bag walks",
        "A man in a woman's coat walks",
        "A man or a woman walks",
        "A man walks past a picture of a woman",
        "A man, a courier in yellow, walks",
        "A man walks past. Later a person in dark clothes stands",
        "A person, probably a man, walks",
        "A man carries a couple of boxes",
        "A man with a pair of gloves walks",
        "A man carries a group of three bins",
        "A man walks a second time and waits a second",
        "A man walks from one side to another",
        "The man and the dog walk",
        "A man with a dozen roses waits",
        "A young man with two bags walks",
        "Ein Mann und sein Hund gehen",
        "Ein Mann mit ein paar Kisten geht",
        "Ein Mann mit einem Paar Schuhe geht",
        "Ein Mann oder eine Frau geht",
        "Ein Mann, ein Bote in Gelb, geht",
    ],
)
def test_what_is_one_person_stays_one(said: str) -> None:
    text = f"{said} {UND_SO if said.startswith('Ein') else AND_SO_ON}"
    assert check(an_answer(text), one_person(), SCENE).marks == ()


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("Two men and a woman walk", people(3)),
        ("Three people, two men and a woman, walk", people(3)),
        ("Two men with a child walk", people(3)),
        ("A couple with a child walks", people(3)),
        ("A couple of people walk", people(3)),
        ("A dozen people stand", people(10)),
        ("About a dozen people stand", people(14)),
        ("A man and a woman walk", people(3)),
        ("Two men and several children walk", people(6)),
        ("A man passes, then another man passes", people(2, at_once=1)),
    ],
)
def test_what_may_be_right_is_no_contradiction(said: str, facts: EventFacts) -> None:
    assert check(an_answer(f"{said} {AND_SO_ON}"), facts, SCENE).marks == ()


@pytest.mark.parametrize("said", ["Two men walk", "Two people, a man and a woman, walk"])
def test_too_few_are_marked_as_before(said: str) -> None:
    assert check(an_answer(f"{said} {AND_SO_ON}"), people(3), SCENE).marks == ("count",)


@pytest.mark.parametrize(
    "said",
    [
        "for an hour", "for half an hour", "for a minute", "for half a minute", "for an hour and a half",
        "for a quarter of an hour", "for 1.5 hours", "for a couple of minutes", "at 11 pm", "at 11pm", "at 3 a.m.",
        "around 9 o'clock", "eine halbe Stunde lang", "eine Viertelstunde lang", "eine Minute lang", "um 23 Uhr",
        "gegen 9 Uhr",
    ],
)  # fmt: skip
def test_an_hour_or_a_length_is_read_in_whatever_way_it_is_said(said: str) -> None:
    text = f"A man in a red coat waits beside the front door {said} and then he leaves."
    assert check(an_answer(text), one_person(), SCENE).marks == ("time",)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("at 12 pm", 9), ("at 12 o'clock", 9), ("um 12 Uhr", 9), ("about 12 pm", 1500), ("for a second", 9),
        ("for half a minute", 25), ("for an hour", 3000), ("for half an hour", 1500), ("for a quarter of an hour", 700),
        ("at 30 km an hour", 9), ("near house 11 am Weg", 9),
    ],
)  # fmt: skip
def test_an_hour_or_a_length_that_fits_passes(said: str, seconds: float) -> None:
    text = f"A man in a red coat waits beside the front door {said} and then he leaves."
    assert check(an_answer(text), lasting(seconds), SCENE).marks == ()
