"""A rule reads as one plain sentence, in each language (N2)."""

import string
from uuid import UUID

import pytest
from hypothesis import given

from argusai.pipeline.events.description.messages import messages
from argusai.pipeline.notifications.rules.say import CATALOGUES, Names, Speaker
from argusai.pipeline.notifications.rules.tree import Node
from tests.support.ruling import a_rule, node
from tests.unit.notifications.test_evaluate import TREES

pytestmark = pytest.mark.covers("N2")
ANNA, DOOR, OUTSIDE, PHONE, MAIL = (UUID(int=number) for number in range(1, 6))
NAMES = Names(
    {ANNA: "Anna"}, {DOOR: "Front door"}, {OUTSIDE: "Outside"}, {"away": "Away"}, {PHONE: "Phone", MAIL: "Mail"}
)


def _say(language: str, tree: Node, **changed: object) -> str:
    return Speaker(messages(language), NAMES).rule(a_rule(tree, **changed))


AT_NIGHT = node(
    "all",
    of=[
        node("labels", any_of=["person", "car"]),
        node("cameras", any_of=[str(DOOR)]),
        node("hours", days=["mon", "tue", "wed", "thu", "fri"], begins="22:00", ends="06:00"),
        node("not", of=node("mode", any_of=["away"])),
    ],
)


def test_in_english() -> None:
    assert _say("en", AT_NIGHT) == (
        "When a person or a car is seen, it happens at Front door and it is Monday to Friday between 22:00 and 06:00, "
        "unless the mode is Away: tell everybody."
    )
    stays = node("any", of=[node("stayed", seconds=30), node("count", events=3, minutes=10)])
    assert _say("en", stays, people=[str(ANNA)], urgent=True) == (
        "When either somebody or something stays for 30 seconds or longer or 3 events or more begin there within "
        "10 minutes: tell Anna at once, as urgent."
    )
    assert _say("en", node("all", of=[])) == "When anything happens: tell everybody."
    assert _say("en", node("cameras", any_of=[str(ANNA)])).startswith("When it happens at a camera that is gone")


def test_in_german() -> None:
    assert _say("de", AT_NIGHT) == (
        "Wenn eine Person oder ein Auto zu sehen ist, es bei Front door geschieht und es Montag bis Freitag zwischen "
        "22:00 und 06:00 Uhr ist, außer wenn der Modus Away ist: allen Bescheid geben."
    )


ALL = {
    "channels": [str(PHONE), str(MAIL)],
    "cooldown_seconds": 600,
    "even_disarmed": True,
    "urgent": True,
    "enabled": False,
}


def test_it_says_all_that_decides_on_what_people_hear() -> None:
    anything = node("all", of=[])
    assert _say("en", anything, **ALL) == (
        "When anything happens: tell everybody at once, as urgent, by “Phone” and “Mail”, then nothing more of the "
        "same for 10 minutes, also in a mode that keeps rules silent. It is switched off."
    )
    assert _say("de", anything, **ALL) == (
        "Wenn irgendetwas geschieht: allen sofort Bescheid geben, als dringend, über „Phone“ und „Mail“, danach nichts "
        "mehr vom Gleichen, 10 Minuten lang, auch in einem Modus, der Regeln schweigen lässt. Sie ist ausgeschaltet."
    )
    assert "of the same for 24 hours." in _say("en", anything, cooldown_seconds=86_400)
    assert "Gleichen, 2 Stunden lang." in _say("de", anything, cooldown_seconds=7200)
    assert "of the same for 90 minutes." in _say("en", anything, cooldown_seconds=5400)
    gone = _say("en", anything, channels=[str(PHONE), str(ANNA), str(DOOR)])
    assert gone == "When anything happens: tell everybody, by “Phone” and a channel that is gone."


def test_all_languages_say_the_same_things_with_the_same_words() -> None:
    def used(language: str) -> dict[str, set[str]]:
        formatter = string.Formatter()
        return {
            key: {name for _, name, _, _ in formatter.parse(form) if name} for key, form in CATALOGUES[language].items()
        }

    assert sorted(CATALOGUES) == ["de", "en"]
    assert used("de") == used("en")


@given(TREES)
def test_every_tree_can_be_said(tree: Node) -> None:
    for language in CATALOGUES:
        said = _say(language, tree)
        assert "{" not in said
        assert said.endswith(".")
        assert said.count("(") == said.count(")")


def test_all_vehicles_and_all_animals_are_not_listed() -> None:
    every = ["person", "bicycle", "car", "motorcycle", "bus", "truck", "bird", "cat", "dog", "horse"]
    everything = node("labels", any_of=every)
    assert _say("en", everything) == "When a person, a vehicle or an animal is seen: tell everybody."
    assert _say("en", node("labels", any_of=["car", "dog"])) == "When a car or a dog is seen: tell everybody."
