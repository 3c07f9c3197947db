"""What people ask of parcels."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.faulty_inputs import faulty
from argusai.kit.pages import Page, read_moment_cursor, write_moment_cursor
from argusai.pipeline.events.history.parcels.models import ParcelRow
from argusai.pipeline.events.history.parcels.repository import ParcelRepository
from argusai.pipeline.events.history.parcels.schemas import ParcelOut
from argusai.pipeline.events.history.ports import ParcelWords, WordingNow
from argusai.pipeline.events.history.repository import EventRepository

_LEAST_YEAR, _MOST_YEAR = 2000, 9000  # beyond, a day has no end that can be computed


class ParcelsService:
    """`words`: says one parcel in the language of the house."""

    def __init__(self, database: Database, wording: WordingNow, words: ParcelWords, clock: Clock) -> None:
        self._database = database
        self._wording = wording
        self._words = words
        self._clock = clock

    async def page(self, on: date | None, cameras: Sequence[UUID], limit: int, cursor: str | None) -> Page[ParcelOut]:
        """Left or taken on that day where the house is; None: today. Newest left first. Raises BadInput."""
        after = read_moment_cursor(cursor) if cursor is not None else None
        async with self._database.read() as session:
            wording = await self._wording(session)
            day = _day(on or self._clock.now().astimezone(wording.zone).date(), wording.zone)
            rows = await ParcelRepository(session).page(day, cameras, after, limit + 1)
            names = await EventRepository(session).camera_names({row.camera_id for row in rows})
        last = rows[limit - 1] if len(rows) > limit else None
        marker = write_moment_cursor(last.left_at, last.id) if last else None
        shown = tuple(self._show(row, names, wording.language, wording.zone) for row in rows[:limit])
        return Page(shown, marker)

    def _show(self, row: ParcelRow, names: Mapping[UUID, str], language: str, zone: tzinfo) -> ParcelOut:
        name = names.get(row.camera_id, "")
        taken = row.taken_at.astimezone(zone) if row.taken_at else None
        sentence, language = self._words(name, row.left_at.astimezone(zone), taken, language)
        return ParcelOut(
            id=row.id,
            camera_id=row.camera_id,
            camera_name=name,
            state="there" if row.taken_at is None else "taken",
            left_at=row.left_at,
            left_event_id=row.left_event_id,
            taken_at=row.taken_at,
            taken_event_id=row.taken_event_id,
            probability=row.probability,
            sentence=sentence,
            language=language,
        )


def _day(on: date, zone: tzinfo) -> tuple[datetime, datetime]:
    if not _LEAST_YEAR <= on.year <= _MOST_YEAR:
        raise faulty({"on": f"A year between {_LEAST_YEAR} and {_MOST_YEAR}"})
    begins, ends = (datetime.combine(each, time(), zone) for each in (on, on + timedelta(days=1)))
    return begins.astimezone(UTC), ends.astimezone(UTC)
