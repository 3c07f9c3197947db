"""When an event is worth another description, and what comes first (D2)."""

from typing import Any
from uuid import UUID

import pytest

from argusai.pipeline.events.description.requests.when import about, changed, priority
from tests.support.events import some_facts

pytestmark = pytest.mark.covers("D2")
BEFORE: dict[str, Any] = {"counts": {"person": 1}, "places": ["Door"], "parcels": [], "seconds": 10.0}


@pytest.mark.parametrize(
    ("now", "news"),
    [
        ({}, False),
        ({"seconds": 55.0}, False),
        ({"seconds": 61.0}, True),
        ({"counts": {"person": 2}}, True),
        ({"counts": {"person": 1, "dog": 1}}, True),
        ({"counts": {}}, False),
        ({"parcels": ["left"]}, True),
        ({"places": ["Door", "Gate"]}, True),
        ({"places": []}, False),
    ],
)
def test_only_what_the_words_do_not_tell_is_news(now: dict[str, Any], news: bool) -> None:
    assert changed(BEFORE, BEFORE | now) is news


def test_words_of_which_nothing_is_known_are_left_alone() -> None:
    assert not changed({}, BEFORE)


def test_urgent_ones_come_first_then_people() -> None:
    person = some_facts(UUID(int=1))
    car = some_facts(UUID(int=1), most_at_once={"car": 1})
    ranks = [priority(2, car), priority(1, person), priority(1, car), priority(0, person), priority(0, car)]
    assert ranks == sorted(ranks, reverse=True)
    assert about(person)["counts"] == {"person": 1}
