"""What a model is told when a person asks about an event, and what of its reply a person reads (D11)."""

import json
from typing import Any
from uuid import uuid4

import pytest

from argusai.pipeline.events.description.providers.answer import NoAnswer
from argusai.pipeline.events.description.providers.check import check_reply
from argusai.pipeline.events.description.providers.question import MOST_CHARACTERS, VERSION, compose
from argusai.pipeline.events.description.providers.reply import read_reply
from tests.support.describing import an_answer
from tests.support.events import some_facts
from tests.unit.providers.test_prompts import INJECTIONS, PICTURES, a_context

pytestmark = pytest.mark.covers("D11")
ANSWER = {"text": "The jacket is red.", "known": True, "confidence": 84, "pictures": [2]}


def reply(**changed: Any) -> Any:
    return read_reply(json.dumps(ANSWER | changed), ("Our own words which nobody outside may ever read again.",), 3)


@pytest.mark.parametrize("question", INJECTIONS)
def test_a_question_is_evidence_and_changes_nothing_of_the_form(question: str) -> None:
    facts = some_facts(uuid4())
    plain = compose(facts, a_context(), PICTURES, "What colour is the jacket?")
    asked = compose(facts, a_context(), PICTURES, question)
    assert (asked.system, asked.form, asked.prompt_version) == (plain.system, "reply", VERSION)
    assert question[:30] not in asked.system
    *before, last = asked.text.split("\n")
    assert before == plain.text.split("\n")[:2]
    assert (last[:11], last[-12:]) == ("<question>{", "}</question>")
    assert asked.text.count("<") == asked.text.count(">") == 6
    assert len(json.loads(last[10:-11])["asked"]) <= MOST_CHARACTERS


def test_a_reply_names_its_pictures() -> None:
    found = reply(pictures=[3, 1, 3, 9, 0, -1, True, "2", None, 1e300])
    assert (found.text, found.known, found.confidence, found.pictures) == ("The jacket is red.", True, 84, (0, 1, 2))


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Red.", "Red."),
        ('<script>alert(1)</script><b>Red</b> with <img src=x onerror="a()">stripes.', "Red with stripes."),
        ("Red, see [here](https://evil.example/x) or www.evil.example.", "Red, see here or."),
        ("![x](https://evil.example/p.png) A red one.", "A red one."),
        ("A red\u202e one\u0007 with \x1b[31mstripes.", "A red one with stripes."),
    ],
)
def test_markup_links_and_invisible_characters_reach_nobody(said: str, text: str) -> None:
    assert reply(text=said).text == text


@pytest.mark.parametrize(
    "said", ["I'm sorry, I can't help with that.", "", 7, "Our own words which nobody outside may ever read again."]
)
def test_what_is_no_reply_reaches_nobody(said: object) -> None:
    with pytest.raises(NoAnswer):
        reply(text=said)
    with pytest.raises(NoAnswer):
        read_reply("x" * 20_001, (), 1)


def test_who_says_that_it_cannot_be_seen_has_answered() -> None:
    found = reply(text="I cannot see the face.", known=False)
    assert (found.text, found.known, found.pictures) == ("", False, ())
    assert reply(text="The face is turned away.", known="false").text == "The face is turned away."


def test_a_short_reply_is_as_good_as_a_long_one_but_the_tracks_still_count() -> None:
    facts = some_facts(uuid4(), most_at_once={"person": 1})
    assert check_reply(an_answer("Red."), facts).answer.confidence == 80
    assert check_reply(an_answer("The car is blue."), facts).marks == ()
    assert check_reply(an_answer("Nobody is there."), facts).marks == ("label",)
    assert check_reply(an_answer("He holds a gun."), facts).marks == ("grave",)


def test_a_number_that_somebody_asks_for_is_told_and_no_address() -> None:
    assert (
        reply(text="The van says “Miller, 0800 123 4567, miller.com/pay”.").text
        == "The van says “Miller, 0800 123 4567, miller”."
    )
