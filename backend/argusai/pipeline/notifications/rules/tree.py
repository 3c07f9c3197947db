"""The conditions of a rule: a typed tree. What it does not know it refuses, so that a misspelt condition is no
condition that always holds."""

from collections.abc import Iterator
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from argusai.kit.errors import BadInput
from argusai.kit.schemas import Strict

DEEPEST = 6
MOST_PARTS = 100
_MOST_CHOICES = 50
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Word = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Words = Annotated[tuple[Word, ...], Field(min_length=1, max_length=_MOST_CHOICES)]
Ids = Annotated[tuple[UUID, ...], Field(min_length=1, max_length=_MOST_CHOICES)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
_EVERY_DAY: tuple[Day, ...] = get_args(Day)
Trigger = Literal["track", "manual", "api", "doorbell"]


class Part(Strict):
    """What all parts have in common."""

    model_config = ConfigDict(frozen=True)


class Every(Part):
    """All of these hold. Empty: any event will do."""

    kind: Literal["all"]
    of: Annotated[tuple["Node", ...], Field(max_length=_MOST_CHOICES)]


class Some(Part):
    """At least one of these holds."""

    kind: Literal["any"]
    of: Annotated[tuple["Node", ...], Field(min_length=1, max_length=_MOST_CHOICES)]


class Unless(Part):
    """This does not hold."""

    kind: Literal["not"]
    of: "Node"


class Labels(Part):
    """One of these was seen, or said by the sender."""

    kind: Literal["labels"]
    any_of: Words


class Parcel(Part):
    """A parcel was probably left or taken."""

    kind: Literal["parcel"]
    change: Literal["left", "taken", "either"] = "either"


class AttentionAtLeast(Part):
    """0 routine, 1 notable, 2 urgent."""

    kind: Literal["attention"]
    at_least: Annotated[int, Field(ge=1, le=2, strict=True)]


class WordsContain(Part):
    """The description contains one of these, in capitals or not."""

    kind: Literal["words"]
    any_of: Words


class Carrier(Part):
    """A describer read the name of one of these on the parcel, the clothes or the van."""

    kind: Literal["carrier"]
    any_of: Words


class Cameras(Part):
    kind: Literal["cameras"]
    any_of: Ids


class Groups(Part):
    """The camera is in one of these groups."""

    kind: Literal["groups"]
    any_of: Ids


class Zones(Part):
    """Somebody or something stood in a zone so named."""

    kind: Literal["zones"]
    any_of: Words


class Lines(Part):
    """Somebody or something crossed a line so named."""

    kind: Literal["lines"]
    any_of: Words


class HoursPart(Part):
    """It began on one of `days` between `begins` and `ends` on the clock of the house. An end that is not later than
    the beginning is on the next day; equal ones make a whole day."""

    kind: Literal["hours"]
    days: Annotated[tuple[Day, ...], Field(min_length=1, max_length=7)] = _EVERY_DAY
    begins: ClockTime = "00:00"
    ends: ClockTime = "00:00"


class Sun(Part):
    """`dark`: it began between sunset and sunrise at the place of the house."""

    kind: Literal["sun"]
    it_is: Literal["dark", "light"]


class ModeIs(Part):
    kind: Literal["mode"]
    any_of: Words


class Stayed(Part):
    """One of those seen was there for so long."""

    kind: Literal["stayed"]
    seconds: Annotated[int, Field(ge=1, le=3600, strict=True)]


class Count(Part):
    """With this one, so many events of this camera began within so many minutes."""

    kind: Literal["count"]
    events: Annotated[int, Field(ge=2, le=50, strict=True)]
    minutes: Annotated[int, Field(ge=1, le=60, strict=True)]


class Score(Part):
    """One of those seen was recognised with at least this certainty, 0–1."""

    kind: Literal["score"]
    at_least: Annotated[float, Field(strict=True, ge=0, le=1)]


class TriggerIs(Part):
    """What opened it: the camera saw it, a person asked, a program sent it, somebody rang."""

    kind: Literal["trigger"]
    any_of: Annotated[tuple[Trigger, ...], Field(min_length=1, max_length=len(get_args(Trigger)))]


Leaf = (
    Labels | Parcel | AttentionAtLeast | WordsContain | Carrier | Cameras | Groups | Zones | Lines | HoursPart | Sun
    | ModeIs | Stayed | Count | Score | TriggerIs
)  # fmt: skip
Node = Annotated[Every | Some | Unless | Leaf, Field(discriminator="kind")]
Every.model_rebuild()
Some.model_rebuild()
Unless.model_rebuild()


def children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Every | Some):
        return node.of
    return (node.of,) if isinstance(node, Unless) else ()


def walk(node: Node, depth: int = 1) -> Iterator[tuple[Node, int]]:
    """The node and all below it, each with its depth."""
    yield node, depth
    for child in children(node):
        yield from walk(child, depth + 1)


def check_size(tree: Node, field: str) -> None:
    """Raises BadInput (slug `rule-too-large`)."""
    parts = list(walk(tree))
    if len(parts) > MOST_PARTS or max(depth for _, depth in parts) > DEEPEST:
        raise BadInput(
            f"A rule has at most {MOST_PARTS} conditions, nested at most {DEEPEST} deep. Make two rules of it.",
            slug="rule-too-large",
            fields={field: "is too large"},
        )
