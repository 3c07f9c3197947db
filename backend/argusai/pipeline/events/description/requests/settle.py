"""Which version is shown after an answer, and how: what one describer alone claims of danger is not taken for true."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from argusai.kit.db import Session
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.messages import messages
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.providers.check import Scene, same_claim, second_look
from argusai.pipeline.events.description.requests.contract import StoredEvent, Version
from argusai.pipeline.events.description.requests.follow import answer_of
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow, DescriptionRow
from argusai.pipeline.events.description.requests.repository import RequestRepository

# From then on nobody is told of what a person has described anew: it is no news.
_OLD = timedelta(hours=1)
# A grave claim that nobody confirmed yet; one that whoever looked again did not see.
_UNCONFIRMED = frozenset({"grave", "denied"})


async def best_after(
    session: Session, request: DescriptionRequestRow, call: DescriptionCallRow, event: StoredEvent
) -> DescriptionRow | None:
    """The version to show, now that the one of `request` is stored; None: what is shown stays."""
    best = version = await RequestRepository(session).version_of(request.id)
    if version is not None and request.follows is not None:
        if request.reason == "second":
            best = await _settled(session, request.follows, (version, call), event)
        elif "vague" in version.marks and event.shown_id is not None:
            best = None
    return None if _is_late(request, event) else best


def _is_late(request: DescriptionRequestRow, event: StoredEvent) -> bool:
    """A person chose other words, or another describer whose words are there, while this one was asked."""
    return request.overruled or (request.state == "given-up" and event.shown_id is not None)


async def _settled(
    session: Session, first_id: UUID, second: tuple[DescriptionRow, DescriptionCallRow], event: StoredEvent
) -> DescriptionRow | None:
    """The first, confirmed, with its attention; else the second, unless a person chose another one meanwhile."""
    repository = RequestRepository(session)
    version, call = second
    first = await repository.version_of(first_id)
    first_call = await CallRepository(session).answered(f"{first_id}:")
    if first is None or first_call is None:
        return version
    said, said_again = answer_of(first_call.answer or {}), answer_of(call.answer or {})
    if not same_claim(said, said_again):
        await repository.change_version(first.id, marks=_instead(first.marks, "denied"))
        return version if event.shown_id in {first.id, None} else None
    looked = second_look(said, said_again, event.facts, Scene(places=event.places, zone=event.zone))
    values = {"confidence": looked.answer.confidence, "attention": int(looked.answer.attention)}
    await repository.change_version(first.id, marks=[*looked.marks, "confirmed"], **values)
    await repository.change_version(version.id, marks=_instead(version.marks, "confirmed"))
    return await repository.version(first.id)


def _instead(marks: Sequence[str], mark: str) -> list[str]:
    return [mark if each == "grave" else each for each in marks]


def shown(row: DescriptionRow) -> Version:
    """A claim that nobody confirmed says so wherever it is read."""
    text = row.text
    if _UNCONFIRMED & set(row.marks):
        text = messages(row.language).text("claims", "unconfirmed", text=text)
    return Version(row.id, text, row.language, row.describer, Attention(row.attention), row.attention_reason)


def is_old(event: StoredEvent, now: datetime) -> bool:
    return event.facts.ended_at is not None and now - event.facts.ended_at > _OLD
