"""Modes: which one counts, who chose it, and when it changes by itself."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta, tzinfo
from typing import cast

from argusai.kit.actor import ACTOR
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, Conflict, NotFound, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.pages import Page, read_moment_cursor, write_moment_cursor
from argusai.kit.person_names import look_alike, refuse_mixed
from argusai.pipeline.notifications.modes.models import ModeChangeRow, ModeRow, ModeScheduleRow
from argusai.pipeline.notifications.modes.repository import ModeRepository, is_aside
from argusai.pipeline.notifications.modes.schedule import due
from argusai.pipeline.notifications.modes.schemas import (
    MOST_MODES,
    CurrentModeOut,
    How,
    ModeChangeOut,
    ModeEntry,
    ModeIn,
    ModeOut,
    ModePatch,
    ModesOut,
)

_log = get_log("notifications.modes")
_LOOK_SECONDS = 5.0
_FIXED = frozenset({"home", "away", "night", "disarmed"})
_KEPT = timedelta(days=365)


class ModesService:
    def __init__(
        self, database: Database, announce: Announce, zone: Callable[[Session], Awaitable[tzinfo]], clock: Clock
    ) -> None:
        self._database = database
        self._announce = announce
        self._zone = zone
        self._clock = clock

    async def read(self) -> ModesOut:
        async with self._database.read() as session:
            return await self._read_in(session)

    async def choose(self, mode_id: str) -> ModesOut:
        """By hand or by a program: it counts at once, until somebody or the schedule chooses another. The same one
        again changes nothing. Raises NotFound."""
        async with self._database.write() as session:
            await _required(session, mode_id)
            if (await ModeRepository(session).current()).id != mode_id:
                await self._change(session, mode_id, "hand")
            return await self._read_in(session)

    async def current_in(self, session: Session) -> CurrentModeOut:
        return (await self._read_in(session)).current

    async def follow_in(self, session: Session, mode_id: str, who: str) -> None:
        """`who` came or went, and this is the mode that follows from it."""
        await self._change(session, mode_id, "presence", who)

    async def create(self, given: ModeIn) -> ModesOut:
        """Raises BadInput, Conflict (slugs `too-many-modes`, `mode-name-taken`)."""
        async with self._database.write() as session:
            repository = ModeRepository(session)
            if (count := len(await repository.all())) >= MOST_MODES:
                raise Conflict(f"There may be at most {MOST_MODES} modes.", slug="too-many-modes")
            row = ModeRow(id=str(new_id()), silent=given.silent, position=count)
            await rename(repository, row, given.name)
            await repository.add(row)
            return await self._told(session)

    async def edit(self, mode_id: str, patch: ModePatch) -> ModesOut:
        """Raises NotFound, BadInput, Conflict."""
        async with self._database.write() as session:
            row = await _required(session, mode_id)
            if patch.name is not None:
                await rename(ModeRepository(session), row, patch.name)
            if patch.silent is not None:
                row.silent = patch.silent
            return await self._told(session)

    async def delete(self, mode_id: str) -> ModesOut:
        """Raises NotFound, Conflict (slugs `mode-fixed`, `mode-in-use`)."""
        async with self._database.write() as session:
            repository, row = ModeRepository(session), await _required(session, mode_id)
            if mode_id in _FIXED:
                raise Conflict("This mode belongs to ArgusAI. Rename it instead.", slug="mode-fixed")
            if (await repository.current()).id == mode_id:
                raise Conflict("This mode counts at the moment. Choose another one first.", slug="mode-in-use")
            if any(entry.mode == mode_id for entry in _entries(await repository.schedule())):
                raise Conflict("The schedule chooses this mode. Take it out there first.", slug="mode-in-use")
            await repository.remove(row)
            return await self._told(session)

    async def set_schedule(self, entries: list[ModeEntry]) -> ModesOut:
        """What would have been due before now is not made up for. Raises BadInput."""
        async with self._database.write() as session:
            repository = ModeRepository(session)
            known = {row.id for row in await repository.all()}
            for place, entry in enumerate(entries):
                if entry.mode not in known:
                    at = f"entries.{place}.mode"
                    raise BadInput("There is no such mode. It may have been deleted.", fields={at: "is not there"})
            plain = [entry.model_dump() for entry in entries]
            await repository.keep_schedule(ModeScheduleRow(id=1, entries=plain, looked_at=self._clock.now()))
            return await self._told(session)

    async def changes(self, limit: int, cursor: str | None) -> Page[ModeChangeOut]:
        """Who chose which mode when, newest first. Raises BadInput (slug `bad-cursor`)."""
        after = read_moment_cursor(cursor) if cursor is not None else None
        async with self._database.read() as session:
            repository = ModeRepository(session)
            rows = await repository.changes(after, limit + 1)
            names = {row.id: row.name for row in await repository.all()}
        last = rows[limit - 1] if len(rows) > limit else None
        items = [
            ModeChangeOut(
                mode=row.mode, name=names.get(row.mode, row.mode), at=row.at, who=row.who, how=cast(How, row.how)
            )
            for row in rows[:limit]
        ]
        return Page(tuple(items), write_moment_cursor(last.at, last.id) if last else None)

    async def run(self) -> None:
        """Until cancelled: obey the schedule, also for what came while the program did not run."""
        while True:
            try:
                await self.obey_schedule()
            except Unavailable as error:
                _log.warning("the schedule of modes cannot be obeyed for now", reason=error.detail)
            await asyncio.sleep(_LOOK_SECONDS)

    async def obey_schedule(self) -> None:
        async with self._database.read() as session:
            row, now = await ModeRepository(session).schedule(), self._clock.now()
            if row is None:
                return
            if row.looked_at <= now and due(_entries(row), row.looked_at, now, await self._zone(session)) is None:
                return
        async with self._database.write() as session:
            repository = ModeRepository(session)
            row = await repository.schedule()
            if row is not None and row.looked_at > now:  # the clock was set back: what comes from here on counts
                row.looked_at = now
            entry = due(_entries(row), row.looked_at, now, await self._zone(session)) if row is not None else None
            if row is None or entry is None:
                return
            row.looked_at = now
            if (await repository.current()).id != entry.mode and await repository.get(entry.mode) is not None:
                await self._change(session, entry.mode, "schedule")

    async def tidy(self) -> int:
        """Every hour: changes of a year ago are let go of."""
        async with self._database.write() as session:
            await ModeRepository(session).remove_changes(self._clock.now() - _KEPT)
        return 0

    async def _change(self, session: Session, mode_id: str, how: How, who: str = "") -> None:
        repository, at = ModeRepository(session), self._clock.now()
        # The newest one counts, also when the clock of this machine was set back since the last.
        if (last := await repository.newest_change()) is not None and last.at >= at:
            at = last.at + timedelta(microseconds=1)
        await repository.note_change(ModeChangeRow(id=new_id(), mode=mode_id, at=at, who=who or ACTOR.get(), how=how))
        await self._told(session)

    async def _told(self, session: Session) -> ModesOut:
        await self._announce(session, "modes.changed", {})
        return await self._read_in(session)

    async def _read_in(self, session: Session) -> ModesOut:
        repository = ModeRepository(session)
        current, change = await repository.current(), await repository.newest_change()
        if change is not None and change.mode != current.id:
            change = None
        return ModesOut(
            modes=[
                ModeOut(id=row.id, name=row.name, silent=row.silent, fixed=row.id in _FIXED)
                for row in await repository.all()
            ],
            current=CurrentModeOut(
                mode=current.id,
                since=change.at if change else None,
                who=change.who if change else "",
                how=cast(How, change.how) if change else "",
            ),
            schedule=_entries(await repository.schedule()),
        )


def _entries(row: ModeScheduleRow | None) -> list[ModeEntry]:
    return [ModeEntry.model_validate(each) for each in row.entries] if row is not None else []


async def _required(session: Session, mode_id: str) -> ModeRow:
    row = await ModeRepository(session).get(mode_id)
    if row is None:
        raise NotFound("There is no such mode. It may have been deleted.", slug="mode-not-found")
    return row


async def rename(repository: ModeRepository, row: ModeRow, name: str) -> None:
    """Raises BadInput for a name of mixed letters, Conflict (slug `mode-name-taken`) also for one that people would
    take for another's: who chooses “Аway” by mistake is told of nothing."""
    if row.name == name:
        return
    refuse_mixed(name)
    key = name.casefold()
    other = await repository.named(key)
    if other is not None and other.id != row.id:
        raise Conflict(
            f"There is already a mode named “{other.name}”. Choose another name.",
            slug="mode-name-taken",
            fields={"name": "is taken"},
        )
    for each in await repository.all():
        if each.id != row.id and not is_aside(each) and look_alike(each.name, name):
            sentence = f"This name looks like that of the mode “{each.name}”, with other letters. Choose another name."
            raise Conflict(sentence, slug="mode-name-taken", fields={"name": "looks like another"})
    row.name, row.name_key = name, key
