"""The start-up check: rows and files agree again, whatever was killed in between."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.log import get_log
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.keeping.repository import KeepingRepository
from argusai.pipeline.events.history.keeping.sweep import (
    EventFiles,
    event_folders,
    is_empty,
    remove_empty_days,
)

_log = get_log("events.history")
_ROWS_AT_ONCE = 500
_FOLDERS_AT_ONCE = 50
# A file gets its row within moments of being written; what is younger may still be getting it.
GRACE = timedelta(hours=1)
# A kill leaves a few rows or files behind. More than half of all is a disk that is not mounted, or another one's.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`rows`: removed because their file is missing. `files`: removed because no row holds them."""

    rows: int
    files: int


class CleanupService:
    def __init__(self, database: Database, folder: MediaFolder, clock: Clock) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock

    async def reconcile(self, grace: timedelta = GRACE) -> Reconciled:
        """Once, at start, after abandoned events were closed; safe beside running cameras, and when cut off. `grace`:
        a file without a row is left alone until it is older."""
        rows = 0
        if await self._folder.run(is_empty, self._folder.root):
            async with self._database.read() as session:
                some = await KeepingRepository(session).media_after(None, 1)
            if some:
                # More likely a disk that is not mounted than every single file deleted: forget nothing.
                _log.warning("the media folder is empty; the stored pictures and clips are not there")
        else:
            rows = await self._remove_rows_without_file(await self._lost())
        files = await self._remove_files_without_row(grace)
        await self._folder.run(remove_empty_days, self._folder.root, self._clock.now())
        if rows or files:
            _log.info("rows and files agree again", rows_removed=rows, files_removed=files)
        return Reconciled(rows, files)

    async def _lost(self) -> list[UUID]:
        """Rows whose file is missing; none while that is so of most of them, for then the files are elsewhere."""
        lost, total = list[UUID](), 0
        last: UUID | None = None
        while True:
            async with self._database.read() as session:
                rows = await KeepingRepository(session).media_after(last, _ROWS_AT_ONCE)
            if not rows:
                break
            missing = set(await self._folder.missing(path for _, path in rows))
            lost += [media_id for media_id, path in rows if path in missing]
            total += len(rows)
            last = rows[-1][0]
        if len(lost) > _FEW and 2 * len(lost) > total:
            _log.warning(
                "most stored pictures and clips are not in the media folder: nothing is forgotten; is its disk there?",
                missing=len(lost), of=total, folder=str(self._folder.root),
            )  # fmt: skip
            return []
        return lost

    async def _remove_rows_without_file(self, lost: list[UUID]) -> int:
        for begin in range(0, len(lost), _ROWS_AT_ONCE):
            async with self._database.write() as session:
                await KeepingRepository(session).remove_media(lost[begin : begin + _ROWS_AT_ONCE])
        return len(lost)

    async def _remove_files_without_row(self, grace: timedelta) -> int:
        removed = 0
        folders = event_folders(self._folder.root)
        while True:
            some = await self._folder.run(lambda: list(islice(folders, _FOLDERS_AT_ONCE)))
            if not some:
                return removed
            stray = await self._stray(some, grace)
            await self._folder.remove(stray)
            removed += len(stray)

    async def _stray(self, folders: list[EventFiles], grace: timedelta) -> list[str]:
        """Files old enough to have a row, without one, and not of an open event, whose clip is still being written."""
        latest = self._clock.now() - grace
        async with self._database.read() as session:
            repository = KeepingRepository(session)
            open_events = await repository.open_events()
            stray = []
            for folder in folders:
                if folder.event_id not in open_events:
                    old = [path for path, written_at in folder.written_at.items() if written_at < latest]
                    held = await repository.held(old)
                    stray += [path for path in old if path not in held]
        return stray
