"""Who is at home: told by people and programs, and what follows from it."""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from argusai.kit.actor import ACTOR
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.person_names import look_alike, name_key, tidy_name
from argusai.pipeline.notifications.modes.service import ModesService
from argusai.pipeline.notifications.presence.follow import UNKNOWN, mode_after
from argusai.pipeline.notifications.presence.models import ResidentRow
from argusai.pipeline.notifications.presence.repository import PresenceRepository
from argusai.pipeline.notifications.presence.schemas import (
    MOST_RESIDENTS,
    PresenceOut,
    ResidentIn,
    ResidentOut,
    State,
    StateIn,
)

_log = get_log("notifications.presence")
# Clocks differ a little. A moment further ahead would make everything true that comes before it look old.
_CLOCKS_DIFFER = timedelta(minutes=5)


class PresenceService:
    def __init__(self, database: Database, announce: Announce, modes: ModesService, clock: Clock) -> None:
        self._database = database
        self._announce = announce
        self._modes = modes
        self._clock = clock

    async def read(self) -> PresenceOut:
        async with self._database.read() as session:
            return await _read_in(session)

    async def set_follows(self, follows: bool) -> PresenceOut:
        """Nothing changes at once: the next one who comes or goes is the first who counts."""
        async with self._database.write() as session:
            await PresenceRepository(session).keep_follows(follows)
            return await self._told(session)

    async def add(self, given: ResidentIn) -> PresenceOut:
        """Raises BadInput for a name that cannot be seen, Conflict (slugs `too-many-residents`,
        `resident-name-taken`)."""
        name = tidy_name(given.name)
        async with self._database.write() as session:
            repository = PresenceRepository(session)
            residents = await repository.residents()
            if len(residents) >= MOST_RESIDENTS:
                raise Conflict(f"At most {MOST_RESIDENTS} people can be listed.", slug="too-many-residents")
            if any(look_alike(name, each.name) for each in residents):  # phones are told apart by it
                taken = f"{name} is listed already. Choose another name."
                raise Conflict(taken, slug="resident-name-taken", fields={"name": "is taken"})
            await repository.add(
                ResidentRow(id=new_id(), name=name, name_key=name_key(name), state=UNKNOWN, told_by="")
            )
            return await self._told(session)

    async def remove(self, resident_id: UUID) -> PresenceOut:
        """Changes no mode. Raises NotFound."""
        async with self._database.write() as session:
            await PresenceRepository(session).remove(await _required(session, resident_id))
            return await self._told(session)

    async def tell(self, resident_id: UUID, told: StateIn) -> ResidentOut:
        """The same again changes nothing. Raises NotFound, BadInput for a moment that is still to come, Conflict (slug
        `told-late`) for one before what is known."""
        async with self._database.write() as session:
            return await self._tell(session, await _required(session, resident_id), told)

    async def tell_of(self, who: str, told: StateIn) -> ResidentOut:
        """As `tell`; `who`: a name as it is listed, or an id."""
        async with self._database.write() as session:
            row = await PresenceRepository(session).named(name_key(who))
            return await self._tell(session, row or await _required(session, _id(who)), told)

    async def _tell(self, session: Session, row: ResidentRow, told: StateIn) -> ResidentOut:
        at = self._moment(told)
        # What is told without a moment is true now, also when the clock of this machine was set back.
        if told.at is not None and row.told_at is not None and at < row.told_at:
            newer = f"Something newer is known of {row.name} already. It was told too late."
            raise Conflict(newer, slug="told-late")
        residents = await PresenceRepository(session).residents()
        before = [each.state for each in residents]
        changed = row.state != told.state
        row.told_at = at
        if changed:
            row.state, row.since, row.told_by = told.state, at, ACTOR.get()
            await session.flush()
            await self._follow(session, row.name, before, [each.state for each in residents])
            await self._told(session)
            _log.info("told who is at home", resident_id=str(row.id), state=told.state, by=row.told_by)
        return _out(row)

    def _moment(self, told: StateIn) -> datetime:
        now = self._clock.now()
        if told.at is not None and told.at > now + _CLOCKS_DIFFER:
            raise BadInput("This moment is still to come. Is the clock right?", fields={"at": "Lies in the future"})
        return min(told.at or now, now)

    async def _follow(self, session: Session, name: str, before: list[str], after: list[str]) -> None:
        if not await PresenceRepository(session).follows():
            return
        current = await self._modes.current_in(session)
        mode = mode_after(before, after, current.mode, by_hand=current.how == "hand")
        if mode is not None:
            await self._modes.follow_in(session, mode, name)

    async def _told(self, session: Session) -> PresenceOut:
        await self._announce(session, "presence.changed", {})
        return await _read_in(session)


async def _read_in(session: Session) -> PresenceOut:
    repository = PresenceRepository(session)
    residents = [_out(row) for row in await repository.residents()]
    return PresenceOut(follows=await repository.follows(), residents=residents)


def _out(row: ResidentRow) -> ResidentOut:
    state = cast(State, row.state) if row.state != UNKNOWN else None
    return ResidentOut(id=row.id, name=row.name, state=state, since=row.since, told_by=row.told_by)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def _required(session: Session, resident_id: UUID | None) -> ResidentRow:
    row = None if resident_id is None else await PresenceRepository(session).resident(resident_id)
    if row is None:
        raise NotFound("Nobody of that name or id is listed on the page Modes.", slug="resident-not-found")
    return row
