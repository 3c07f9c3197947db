"""Writes the facts of an event and the words for them."""

from typing import Any

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Session
from argusai.kit.ids import new_id
from argusai.pipeline.events.assembly.contract import EventFacts, MediaFile
from argusai.pipeline.events.description.contract import Description
from argusai.pipeline.events.history.facts import boxes_to_row, facts_to_row, places_of
from argusai.pipeline.events.history.models import EventRow
from argusai.pipeline.events.history.ports import Describe, NoteFacts, WordingNow
from argusai.pipeline.events.history.repository import EventRepository
from argusai.pipeline.events.history.show import Shown, show_event


def words_to_row(said: Description) -> dict[str, Any]:
    """What a describer that goes by facts alone said, as columns of the event."""
    return {
        "text": said.text,
        "language": said.language,
        "describer": said.describer,
        "provisional": said.provisional,
        "attention": int(said.attention),
        "attention_reason": said.attention_reason[:200],
    }


class Scribe:
    """Works in transactions of the caller's."""

    def __init__(self, describe: Describe, wording: WordingNow, announce: Announce, clock: Clock) -> None:
        self._describe = describe
        self._wording = wording
        self._announce = announce
        self._clock = clock
        self._note: NoteFacts | None = None

    def on_facts(self, note: NoteFacts) -> None:
        """From now on `note` hears of the facts of each event, in the transaction that stores them."""
        self._note = note

    async def write(self, session: Session, facts: EventFacts, camera_name: str) -> None:
        repository = EventRepository(session)
        continues_id = facts.continues_id
        if continues_id is not None and await repository.find(continues_id) is None:
            continues_id = None  # deleted meanwhile
        wording = await self._wording(session)
        provisional = facts.ended_at is None
        zone = wording.zone if await repository.tells_time(facts.camera_id) else None
        said = self._describe(facts, camera_name, wording.language, zone, provisional)
        labels = facts.labels
        values: dict[str, Any] = {
            "camera_id": facts.camera_id,
            "state": "open" if provisional else "closed",
            "trigger": facts.trigger,
            "started_at": facts.started_at,
            "last_activity_at": facts.last_activity_at,
            "ended_at": facts.ended_at,
            "reported_at": self._clock.now(),
            "continues_id": continues_id,
            "labels": labels,
            "facts": facts_to_row(facts),
            **words_to_row(said),
        }
        _keep_words(values, await repository.find(facts.event_id))
        await repository.save(facts.event_id, values)
        await repository.set_labels(facts.event_id, values, labels)
        await repository.set_places(facts.event_id, values, places_of(facts))
        if self._note is not None:
            await self._note(session, facts, values["attention"])

    async def tell(self, session: Session, kind: str, facts: EventFacts, camera_name: str) -> None:
        repository = EventRepository(session)
        row = await repository.find(facts.event_id)
        if row is None:
            return
        media = await repository.media(facts.event_id)
        thumbnail = next((one for one in media if one.kind == "thumbnail"), None)
        event = show_event(Shown(row, camera_name, thumbnail, seen=False, feedback=None))
        await self._announce(session, kind, {"event": event.model_dump(mode="json")})


def _keep_words(values: dict[str, Any], row: EventRow | None) -> None:
    """Words of a provider stay, and so does the attention that they raised."""
    if row is None or row.description_id is None:
        return
    for name in ("text", "language", "describer", "provisional"):
        values[name] = getattr(row, name)
    if row.attention > values["attention"]:
        values |= {"attention": row.attention, "attention_reason": row.attention_reason}


def media_values(facts: EventFacts, file: MediaFile) -> dict[str, Any]:
    """The columns of a new media row."""
    return {
        "id": new_id(),
        "event_id": facts.event_id,
        "kind": file.kind,
        "path": file.path,
        "content_type": file.content_type,
        "bytes": file.bytes,
        "width": file.width,
        "height": file.height,
        "taken_at": file.taken_at,
        "duration_seconds": file.duration_seconds,
        "boxes": boxes_to_row(file.boxes),
    }
