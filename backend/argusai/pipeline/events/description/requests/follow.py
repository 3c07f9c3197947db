"""What comes after an answer: a grave claim is looked at again, and too few words are offered to the next describer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from argusai.kit.db import Session
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.roster import Roster
from argusai.pipeline.events.description.providers.contract import Answer, Usage
from argusai.pipeline.events.description.requests.contract import StoredEvent
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow
from argusai.pipeline.events.description.requests.repository import RequestRepository

FollowReason = Literal["second", "vague"]


@dataclass(frozen=True, slots=True)
class Follow:
    """`passed_over`: who spoke before. `again`: nobody else may be asked, so he himself is, with other frames."""

    reason: FollowReason
    passed_over: tuple[UUID, ...]
    again: UUID | None = None


def follow_up(
    request: DescriptionRequestRow, marks: Sequence[str], spoke: UUID, order: Sequence[Describer]
) -> Follow | None:
    """`spoke`: who answered `request`. None: its words stand as they are. A second look is never looked at again, and
    whoever was chosen by a person has his say, however short; of many past events each is asked about once."""
    if request.reason == "second":
        return None
    passed_over = (*(UUID(each) for each in request.passed_over or ()), spoke)
    if "grave" in marks:
        return Follow("second", (spoke,), None if order else spoke)
    if "vague" not in marks or request.reason in {"asked", "batch"}:
        return None
    left = [each for each in order if each.id not in passed_over]
    return Follow("vague", passed_over) if left else None


def order_for(request: DescriptionRequestRow, order: Sequence[Describer]) -> Sequence[Describer]:
    """Another one sees with other eyes, so whoever made a grave claim is asked last."""
    spoke = set(request.passed_over or ())
    others = [each for each in order if str(each.id) not in spoke]
    if request.reason != "second":
        return others
    return [*others, *(each for each in order if str(each.id) in spoke)]


def as_asked(request: DescriptionRequestRow, roster: Roster) -> Roster:
    """With as many pictures as the person wants who asked."""
    return roster if request.pictures is None else replace(roster, house=replace(roster.house, frames=request.pictures))


def shown_to(
    event: StoredEvent, request: DescriptionRequestRow, describer: Describer, seen: Sequence[str]
) -> StoredEvent:
    """With the pictures that may be shown to `describer`: none that he made his claim from, for he would repeat it."""
    if request.reason != "second" or str(describer.id) not in (request.passed_over or ()):
        return event
    moments = {each.taken_at for each in event.pictures if str(each.id) in seen}
    return replace(event, pictures=tuple(each for each in event.pictures if each.taken_at not in moments))


async def frames_of(session: Session, request_id: UUID | None) -> list[str]:
    """From which pictures the version of that request was made."""
    version = None if request_id is None else await RequestRepository(session).version_of(request_id)
    return [] if version is None else version.frames


def answer_of(plain: Mapping[str, Any]) -> Answer:
    """As the model gave it, from what is stored of a call."""
    attention, confidence = plain.get("claimed") or (plain["attention"], plain["confidence"])
    return Answer(
        text=plain["text"],
        confidence=confidence,
        objects=tuple(plain["objects"]),
        carrier=plain["carrier"],
        attention=Attention(attention),
        attention_reason=plain["attention_reason"],
        danger=plain.get("danger", ""),
        usage=Usage(0, 0),
        model=plain["model"],
        seconds=plain["seconds"],
    )
