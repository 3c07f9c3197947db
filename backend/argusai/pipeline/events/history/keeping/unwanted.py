"""Lets go of pictures and clips that a camera's owner wants to be rid of, such as those from before a privacy mask. The
events and their sentences stay."""

from argusai.kit.db import Database
from argusai.kit.log import get_log
from argusai.pipeline.events.history.facts import facts_from_row
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.keeping.repository import KeepingRepository
from argusai.pipeline.events.history.repository import EventRepository
from argusai.pipeline.events.history.scribe import Scribe

_log = get_log("events.history")
# As in `retention`: somebody who stores an event in between waits for one of them at most.
_PORTION = 50


class UnwantedMedia:
    """Killed at any moment it goes on the next time."""

    def __init__(self, database: Database, folder: MediaFolder, scribe: Scribe) -> None:
        self._database = database
        self._folder = folder
        self._scribe = scribe

    async def run(self) -> int:
        """When somebody asked for it, at start and every hour. Returns how many went."""
        gone = 0
        while some := await self._remove_some():
            gone += some
        if gone:
            _log.info("unwanted pictures and clips were removed", files=gone)
        return gone

    async def _remove_some(self) -> int:
        async with self._database.write() as session:
            repository, events = KeepingRepository(session), EventRepository(session)
            unwanted = await repository.unwanted_media(_PORTION)
            await repository.remove_media(media_id for media_id, *_ in unwanted)
            for event_id in {event_id for *_, event_id in unwanted}:
                row = await events.find(event_id)
                name = await events.camera_name(row.camera_id) if row is not None else None
                if row is not None and name is not None:
                    kind = "event.closed" if row.state == "closed" else "event.grown"
                    await self._scribe.tell(session, kind, facts_from_row(row.facts), name)
        await self._folder.remove(path for _, path, _ in unwanted)
        return len(unwanted)
