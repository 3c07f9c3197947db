"""Versions of descriptions: all are kept, one is shown."""

from typing import Any
from uuid import UUID

from argusai.kit.db import Session
from argusai.kit.ids import new_id
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.requests.asking import Asking
from argusai.pipeline.events.description.requests.contract import StoredEvent, Version
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow, DescriptionRow
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.repository import RequestRepository


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
            await self._write(session, request, call, event)
            await CallRepository(session).remove_reserved(f"{request_id}:")
            now = self._parts.clock.now()
            await repository.change(
                request.id, state="done", ended_at=now, about=call.answer["about"], outcome="", tries=request.tries + 1
            )
            await self._asking.note(session, event.facts, int(event.attention))
        return "done"

    async def _write(
        self, session: Session, request: DescriptionRequestRow, call: DescriptionCallRow, event: StoredEvent
    ) -> None:
        version_id = new_id()
        await RequestRepository(session).add_version(
            {**_values(call, event), "id": version_id, "event_id": request.event_id, "request_id": request.id}
        )
        row = await RequestRepository(session).version(version_id)
        if row is not None:
            await self._parts.events.show(session, request.event_id, shown(row))


def shown(row: DescriptionRow) -> Version:
    return Version(row.id, row.text, row.language, row.describer, Attention(row.attention), row.attention_reason)


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
    }
