"""What people ask of stored decisions."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotFound
from argusai.kit.pages import Page, read_moment_cursor, write_moment_cursor
from argusai.pipeline.events.decisions.models import DecisionRow
from argusai.pipeline.events.decisions.ports import LanguageNow, Words, WordsFor
from argusai.pipeline.events.decisions.repository import DecisionRepository
from argusai.pipeline.events.decisions.say import language_of, say
from argusai.pipeline.events.decisions.schemas import DecisionOut, Reason, ShareBoxOut
from argusai.pipeline.events.decisions.wanted import Asked, Key, Wanted, wanted

# A later version of the program, from which somebody went back, may know others.
_REASONS = frozenset(get_args(Reason))


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A JPEG. `etag`: quoted; another for another content, because a better picture may replace the first."""

    content: bytes
    etag: str


class DecisionsService:
    def __init__(self, database: Database, language: LanguageNow, words: WordsFor, clock: Clock) -> None:
        self._database = database
        self._language = language
        self._words = words
        self._clock = clock

    async def page(self, camera_id: UUID, asked: Asked, limit: int, cursor: str | None) -> Page[DecisionOut]:
        """Newest first. Raises NotFound (slug `camera-not-found`), BadInput (slug `bad-cursor`, or for the times)."""
        chosen = wanted(camera_id, asked, self._clock.now())
        after = read_moment_cursor(cursor) if cursor is not None else None
        async with self._database.read() as session:
            repository = DecisionRepository(session)
            if camera_id not in await repository.cameras():
                raise NotFound("There is no such camera. It may have been deleted.", slug="camera-not-found")
            rows = await repository.page(chosen, after, limit + 1)
            words = self._words(await self._language(session))
        last = rows[limit - 1] if len(rows) > limit else None
        marker = write_moment_cursor(last.began_at, last.id) if last else None
        return Page(tuple(_show(row, words) for row in rows[:limit] if row.reason in _REASONS), marker)

    async def in_order(self, session: Session, chosen: Wanted, after: Key | None, most: int) -> list[DecisionOut]:
        """Oldest first: those that come after `after`."""
        rows = await DecisionRepository(session).in_order(chosen, after, most)
        words = self._words(await self._language(session))
        return [_show(row, words) for row in rows if row.reason in _REASONS]

    async def tally(self, session: Session, chosen: Wanted) -> Sequence[tuple[str, str, int]]:
        """Of each reason and label, how many."""
        return await DecisionRepository(session).tally(chosen)

    async def picture(self, decision_id: UUID) -> StoredPicture:
        """Raises NotFound."""
        async with self._database.read() as session:
            content = await DecisionRepository(session).picture(decision_id)
        if not content:
            raise NotFound("There is no such picture, or it is no longer kept.")
        return StoredPicture(content, f'"{hashlib.sha256(content).hexdigest()[:20]}"')


def _show(row: DecisionRow, words: Words) -> DecisionOut:
    left, top, right, bottom = row.box
    return DecisionOut(
        id=row.id,
        camera_id=row.camera_id,
        reason=cast(Reason, row.reason),
        label=row.label,
        score=round(row.score, 3),
        box=ShareBoxOut(left=left, top=top, right=right, bottom=bottom),
        began_at=row.began_at,
        ended_at=row.ended_at,
        times=int(row.numbers.get("times", 1)),
        numbers={name: value for name, value in row.numbers.items() if name != "times"},
        sentence=say(row.reason, row.label, row.numbers, words),
        language=language_of(words),
        picture=f"/api/v1/decisions/{row.id}/picture" if row.picture_bytes else None,
    )
