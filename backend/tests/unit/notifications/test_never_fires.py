"""A rule says so when what it asks for is gone (N2)."""

from uuid import UUID

import pytest

from argusai.pipeline.events.description.messages import messages
from argusai.pipeline.notifications.rules.never import never_fires
from argusai.pipeline.notifications.rules.say import Names, Speaker
from argusai.pipeline.notifications.rules.tree import Node
from tests.support.ruling import node

pytestmark = pytest.mark.covers("N2")
DOOR, GONE = str(UUID(int=2)), str(UUID(int=9))
OUTSIDE = UUID(int=3)
NAMES = Names({}, {UUID(DOOR): "Door"}, {OUTSIDE: "Outside"}, {"away": "Away"}, {}, {"Porch"}, {"Gate"})
IN_GONE = node("cameras", any_of=[GONE])
AT_DOOR = node("cameras", any_of=[DOOR])
ANYBODY = node("labels", any_of=["person"])


def _said(tree: Node, names: Names = NAMES, language: str = "en") -> str:
    return never_fires(tree, Speaker(messages(language), names))


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (IN_GONE, "the camera that it asks for is gone"),
        (node("cameras", any_of=[GONE, str(UUID(int=8))]), "the cameras that it asks for are gone"),
        (node("groups", any_of=[GONE]), "the group of cameras"),
        (node("mode", any_of=["party"]), "the mode that it asks for is gone"),
        (node("zones", any_of=["Garden"]), "no camera has a zone called “Garden” any more"),
        (node("zones", any_of=["Garden", "porch"]), "a zone called “Garden” or “porch”"),
        (node("lines", any_of=["Fence"]), "no camera has a line called “Fence”"),
        (node("all", of=[ANYBODY, IN_GONE]), "the camera that it asks for is gone"),
        (node("all", of=[ANYBODY, node("any", of=[IN_GONE, node("zones", any_of=["Garden"])])]), "the camera"),
    ],
)
def test_what_is_gone_is_said(tree: Node, said: str) -> None:
    assert _said(tree).startswith("It never fires: ")
    assert said in _said(tree)
    assert _said(tree, language="de").startswith("Sie meldet nichts mehr: ")


@pytest.mark.parametrize(
    "tree",
    [
        ANYBODY,
        node("all", of=[]),
        node("cameras", any_of=[GONE, DOOR]),
        node("zones", any_of=["Garden", "Porch"]),
        node("lines", any_of=["Gate"]),
        node("groups", any_of=[str(OUTSIDE)]),
        node("mode", any_of=["away"]),
        node("not", of=IN_GONE),
        node("any", of=[IN_GONE, AT_DOOR]),
        node("any", of=[IN_GONE, ANYBODY]),
    ],
)
def test_a_rule_that_may_fire_says_nothing(tree: Node) -> None:
    assert _said(tree) == ""


def test_zones_that_nobody_knows_of_are_not_missed() -> None:
    assert _said(node("zones", any_of=["Garden"]), Names()) == ""
