"""Stored events as describing reads and words them. Implements `description.requests.ports.StoredEvents`."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Session
from argusai.pipeline.events.description.contract import Attention, Description
from argusai.pipeline.events.description.requests.contract import (
    PastEvent,
    PastEvents,
    StoredEvent,
    StoredPicture,
    Version,
)
from argusai.pipeline.events.history.facts import boxes_from_row, facts_from_row
from argusai.pipeline.events.history.feedback.repository import FeedbackRepository
from argusai.pipeline.events.history.feedback.service import told
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.models import EventRow, MediaRow
from argusai.pipeline.events.history.ports import Describe, WordingNow
from argusai.pipeline.events.history.repository import EventRepository
from argusai.pipeline.events.history.scribe import words_to_row
from argusai.pipeline.events.history.show import Shown, show_event

_PICTURES = frozenset({"snapshot", "frame"})
_RECENT = timedelta(hours=1)


class WordedEvents:
    def __init__(
        self, folder: MediaFolder, describe: Describe, wording: WordingNow, announce: Announce, clock: Clock
    ) -> None:
        self._folder = folder
        self._describe = describe
        self._wording = wording
        self._announce = announce
        self._clock = clock

    async def read(self, session: Session, event_id: UUID) -> StoredEvent | None:
        """None: it was deleted."""
        repository = EventRepository(session)
        row = await repository.find(event_id)
        name = None if row is None else await repository.camera_name(row.camera_id)
        if row is None or name is None:
            return None
        wording = await self._wording(session)
        media = [each for each in await repository.media(event_id) if each.kind in _PICTURES]
        return StoredEvent(
            facts=facts_from_row(row.facts),
            camera_name=name,
            attention=Attention(row.attention),
            text=row.text,
            language=wording.language,
            zone=wording.zone if await repository.tells_time(row.camera_id) else None,
            places=await repository.place_names(row.camera_id),
            pictures=tuple(_picture(each) for each in media),
            corrections=await told(session, row.camera_id),
            shown_id=row.description_id,
        )

    async def show(self, session: Session, event_id: UUID, version: Version, *, quietly: bool = False) -> None:
        """From now on these are its words. Attention never falls: what the facts prove stays proven."""
        repository = EventRepository(session)
        row = await repository.find(event_id)
        if row is None:
            return
        raised = int(version.attention) > row.attention
        values = {
            "text": version.text,
            "language": version.language,
            "describer": version.describer,
            "provisional": False,
            "description_id": version.id,
        }
        if raised:
            values |= {"attention": int(version.attention), "attention_reason": version.attention_reason[:200]}
        await repository.word(event_id, values)
        await self._tell(session, event_id, "event.reworded" if quietly else "event.updated")

    async def show_built_in(self, session: Session, event_id: UUID, *, quietly: bool = False) -> None:
        """From now on its words are those of the built-in describer, and its attention what the facts prove."""
        said = await self._built_in(session, event_id)
        if said is None:
            return
        values = {**words_to_row(said), "description_id": None}
        await EventRepository(session).word(event_id, values)
        await self._tell(session, event_id, "event.reworded" if quietly else "event.updated")

    async def built_in(self, session: Session, event_id: UUID) -> str:
        """The words of the built-in describer, whatever is shown. Empty: the event was deleted."""
        said = await self._built_in(session, event_id)
        return "" if said is None else said.text

    async def _built_in(self, session: Session, event_id: UUID) -> Description | None:
        event = await self.read(session, event_id)
        if event is None:
            return None
        provisional = event.facts.ended_at is None
        return self._describe(event.facts, event.camera_name, event.language, event.zone, provisional)

    async def doubted(self, session: Session, told: Mapping[UUID, Sequence[UUID]]) -> frozenset[UUID]:
        """Of versions, each with the events that are told by it, those of which somebody said that they are wrong."""
        wrong = await FeedbackRepository(session).wrong({event_id for events in told.values() for event_id in events})
        return frozenset(version for version, events in told.items() if wrong & set(events))

    async def load(self, path: str) -> bytes | None:
        """The file; None when it is gone."""
        place = self._folder.place(path)
        try:
            return await self._folder.run(place.read_bytes)
        except OSError:
            return None

    async def without_request(self, session: Session, since: datetime, most: int) -> Sequence[UUID]:
        """Recent events, not from before `since`, for which nobody was asked yet, newest first."""
        return await EventRepository(session).without_request(max(since, self._clock.now() - _RECENT), most)

    async def past(self, session: Session, wanted: PastEvents, most: int) -> Sequence[PastEvent]:
        """Ended ones with a picture, for which nobody is being asked; newest first."""
        return [PastEvent(*each) for each in await EventRepository(session).past(wanted, most)]

    async def _tell(self, session: Session, event_id: UUID, kind: str) -> None:
        repository = EventRepository(session)
        row: EventRow | None = await repository.find(event_id)
        if row is None:
            return
        name = await repository.camera_name(row.camera_id) or ""
        media = await repository.media(event_id)
        thumbnail = next((one for one in media if one.kind == "thumbnail"), None)
        event = show_event(Shown(row, name, thumbnail, seen=False, feedback=None))
        await self._announce(session, kind, {"event": event.model_dump(mode="json")})


def _picture(row: MediaRow) -> StoredPicture:
    return StoredPicture(row.id, row.kind, row.path, row.taken_at, row.width, row.height, boxes_from_row(row.boxes))
