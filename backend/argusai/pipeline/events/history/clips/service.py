"""The files of events: pictures, clips, and parts of clips, under names that say which camera and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from argusai.kit.db import Database
from argusai.kit.errors import NotFound
from argusai.pipeline.capture.streams.contract import ClipPart
from argusai.pipeline.events.history.clips.cuts import ClipCuts, Gone
from argusai.pipeline.events.history.clips.span import read_span
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.models import MediaRow
from argusai.pipeline.events.history.ports import WordingNow
from argusai.pipeline.events.history.repository import EventRepository


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`name`: for people who download it. `etag`: quoted; files never change, so their id is enough."""

    place: Path
    bytes: int
    content_type: str
    name: str
    etag: str


@dataclass(frozen=True, slots=True)
class WantedPart:
    """Times as `read_span` takes them."""

    since: str | None
    until: str | None
    h264: bool


class EventFiles:
    def __init__(self, database: Database, folder: MediaFolder, wording: WordingNow, cuts: ClipCuts) -> None:
        self._database = database
        self._folder = folder
        self._wording = wording
        self._cuts = cuts
        folder.on_removed(cuts.removed)

    async def media(self, media_id: UUID) -> StoredFile:
        """Raises NotFound (slug `media-gone` when the row is there and the file is not)."""
        async with self._database.read() as session:
            repository = EventRepository(session)
            row = await repository.one_media(media_id)
            if row is None:
                raise NotFound("There is no such picture or clip, or it was deleted.")
            camera = await self._camera(repository, row.event_id)
            taken_at = row.taken_at.astimezone((await self._wording(session)).zone)
        await self._require(row)
        place = self._folder.place(row.path)
        name = _name(camera, taken_at, row.kind, place.suffix)
        return StoredFile(place, await self._size(place), row.content_type, name, f'"{row.id}"')

    async def clip(self, event_id: UUID, wanted: WantedPart, gone: Gone) -> StoredFile:
        """A part of the event's clip, from the keyframe before its beginning on, or all of it. Raises BadInput,
        NotFound (slug `no-clip`, `media-gone`, `clip-unreadable`), Unavailable (slug `disk-full`)."""
        async with self._database.read() as session:
            repository = EventRepository(session)
            camera = await self._camera(repository, event_id)
            row = next((each for each in await repository.media(event_id) if each.kind == "clip"), None)
            zone = (await self._wording(session)).zone
        if row is None:
            raise NotFound("There is no clip of this event, or not yet.", slug="no-clip")
        begin, end = read_span(wanted.since, wanted.until, row.taken_at, row.duration_seconds or 0.0)
        if (begin, end, wanted.h264) == (0.0, None, False):
            return await self.media(row.id)
        await self._require(row)
        part = ClipPart(begin, end, wanted.h264)
        place = await self._cuts.get(self._folder.place(row.path), part, gone)
        name = _name(camera, (row.taken_at + timedelta(seconds=begin)).astimezone(zone), "clip", place.suffix)
        etag = f'"{row.id}-{begin:g}-{"" if end is None else f"{end:g}"}{"-h264" * wanted.h264}"'
        return StoredFile(place, await self._size(place), row.content_type, name, etag)

    async def _camera(self, repository: EventRepository, event_id: UUID) -> str:
        event = await repository.find(event_id)
        if event is None:
            raise NotFound("There is no such event, or it was deleted.")
        return await repository.camera_name(event.camera_id) or "camera"

    async def _require(self, row: MediaRow) -> None:
        if await self._folder.missing([row.path]):
            raise gone_from_disk()

    async def _size(self, place: Path) -> int:
        try:
            return await self._folder.run(lambda: place.stat().st_size)
        except FileNotFoundError as error:  # it was deleted a moment ago
            raise gone_from_disk() from error


def gone_from_disk() -> NotFound:
    return NotFound("The file of this picture or clip is gone from the disk.", slug="media-gone")


def _name(camera: str, at: datetime, kind: str, suffix: str) -> str:
    """At the clock of the house, and good on any system."""
    safe = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in camera).strip() or "camera"
    return f"{safe} {at:%Y-%m-%d %H-%M-%S} {kind}{suffix}"
