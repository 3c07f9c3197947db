"""Versions of descriptions: all are kept, one is shown."""

from typing import Any
from uuid import UUID

from argusai.kit.db import Session
from argusai.kit.ids import new_id
from argusai.pipeline.events.description.describers.roster import read_roster
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.requests.asking import Asking
from argusai.pipeline.events.description.requests.contract import StoredEvent
from argusai.pipeline.events.description.requests.follow import follow_up
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow, DescriptionRow
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.repository import RequestRepository
from argusai.pipeline.events.description.requests.settle import best_after, is_old, shown


class VersionWriter:
    def __init__(self, parts: Parts, asking: Asking) -> None:
        self._parts = parts
        self._asking = asking

    async def store(self, request_id: str, key: str) -> str:
        """The one result of the request, once: shown, handed on, and the request done, in one transaction."""
        async with self._parts.database.write() as session:
            repository = RequestRepository(session)
            request = await repository.find(UUID(request_id))
            call = await CallRepository(session).find(key)
            if request is None or request.state == "done" or call is None or call.answer is None:
                return "over"
            event = await self._parts.events.read(session, request.event_id)
            if event is None:
                return "over"
            version_id = new_id()
            named = {"id": version_id, "event_id": request.event_id, "request_id": request.id}
            await repository.add_version(DescriptionRow(**_values(call, event), **named))
            best = await best_after(session, request, call, event)
            if best is not None:
                quietly = request.batch_id is not None or await self._wanted_of_old(repository, request, event)
                await self._parts.events.show(session, request.event_id, shown(best), quietly=quietly)
            else:
                await self._parts.changed(session, request.event_id)
            await CallRepository(session).remove_reserved(f"{request_id}:")
            await self._end(session, request, call, event)
        return "done"

    async def _wanted_of_old(
        self, repository: RequestRepository, request: DescriptionRequestRow, event: StoredEvent
    ) -> bool:
        """Whether a person wants other words for what is long over, also where these are looked at a second time."""
        first = None if request.follows is None else await repository.find(request.follows)
        asked = "asked" in {request.reason, "" if first is None else first.reason}
        return asked and is_old(event, self._parts.clock.now())

    async def _end(
        self, session: Session, request: DescriptionRequestRow, call: DescriptionCallRow, event: StoredEvent
    ) -> None:
        """Done, and followed by another request where its words call for one."""
        repository, answer = RequestRepository(session), call.answer or {}
        # After a second look the words may be those of the first, so a change since then still counts as one.
        about = request.about if request.reason == "second" else answer["about"]
        ended = {"ended_at": self._parts.clock.now(), "outcome": "", "tries": request.tries + 1}
        cancelled = request.state == "given-up" or request.overruled  # while it was asked: nothing more is
        await repository.change(request.id, state="done", about=about, **ended)
        done = await repository.find(request.id)
        roster = await read_roster(session, self._parts.vault, request.camera_id)
        follow = None if done is None else follow_up(done, answer["marks"], call.describer_id, roster.order)
        if done is not None and follow is not None and not cancelled:
            await self._asking.follow(session, event.facts, done, follow)
        if request.batch_id is not None:
            await self._parts.batch_changed(session)
        await self._asking.note(session, event.facts, int(event.attention))


def _values(call: DescriptionCallRow, event: StoredEvent) -> dict[str, Any]:
    answer: dict[str, Any] = call.answer or {}
    return {
        "at": call.ended_at or call.at,
        "text": answer["text"],
        "language": event.language,
        "describer": call.describer,
        "model": answer["model"] or call.model,
        "confidence": answer["confidence"],
        "marks": answer.get("marks", []),
        "objects": answer["objects"],
        "carrier": answer["carrier"],
        "attention": answer["attention"],
        "attention_reason": answer["attention_reason"][:200],
        "frames": answer["frames"],
        "seconds": answer["seconds"],
        "cost_micros": call.counts if call.price_known else None,
        "prompt_version": answer["prompt_version"],
        "reused_from": None,
        "scene": answer.get("scene"),
        "told": answer.get("told"),
    }
