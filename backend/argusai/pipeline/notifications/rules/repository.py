"""Rules, their looks and their firings in the database."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session, UtcDateTime
from argusai.kit.sql import insert, total
from argusai.pipeline.notifications.rules.models import FiringRow, LookRow, RuleVersionRow
from argusai.pipeline.notifications.rules.ways import Way

# Tables of other domains: only what a look needs of them.
_USERS = sa.table("users", sa.column("id", sa.Uuid), sa.column("name", sa.String), sa.column("name_key", sa.String))


_CHANNELS = sa.table(
    "channels", sa.column("id", sa.Uuid), sa.column("name", sa.String), sa.column("enabled", sa.Boolean)
)


_PLACES = ("zones", "lines")


class Fired(NamedTuple):
    last_at: datetime | None
    lately: int


class Newest(NamedTuple):
    """The last version of a rule; `there`: it was not deleted."""

    version: int
    there: bool


class RuleRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def revision(self) -> int:
        """The newest one; 0 before there was a rule."""
        query = sa.select(sa.func.max(RuleVersionRow.from_revision), sa.func.max(RuleVersionRow.to_revision))
        began, ended = (await self._session.execute(query)).one()
        return max(began or 0, ended or 0)

    async def at_revision(self, revision: int) -> Sequence[RuleVersionRow]:
        """All rules as they were then, oldest first."""
        row = RuleVersionRow
        query = sa.select(row).where(
            row.from_revision <= revision, sa.or_(row.to_revision.is_(None), row.to_revision > revision)
        )
        return (await self._session.scalars(query.order_by(row.rule_id))).all()

    async def current(self) -> Sequence[RuleVersionRow]:
        query = sa.select(RuleVersionRow).where(RuleVersionRow.to_revision.is_(None))
        return (await self._session.scalars(query.order_by(RuleVersionRow.rule_id))).all()

    async def count(self) -> int:
        query = sa.select(sa.func.count()).select_from(RuleVersionRow).where(RuleVersionRow.to_revision.is_(None))
        return await self._session.scalar(query) or 0

    async def find(self, rule_id: UUID) -> RuleVersionRow | None:
        query = sa.select(RuleVersionRow).where(RuleVersionRow.rule_id == rule_id)
        return await self._session.scalar(query.where(RuleVersionRow.to_revision.is_(None)))

    async def versions(self, rule_id: UUID) -> Sequence[RuleVersionRow]:
        """Newest first."""
        query = sa.select(RuleVersionRow).where(RuleVersionRow.rule_id == rule_id)
        return (await self._session.scalars(query.order_by(RuleVersionRow.version.desc()).limit(100))).all()

    async def people_of(self, rule_id: UUID, version: int) -> Collection[str] | None:
        """Whom that version told. None: everybody."""
        row = RuleVersionRow
        content = await self._session.scalar(
            sa.select(row.content).where(row.rule_id == rule_id, row.version == version)
        )
        people: Collection[str] | None = (content or {}).get("people")
        return people

    async def newest(self, rule_ids: Collection[UUID]) -> dict[UUID, Newest]:
        """Of those that ever were."""
        row = RuleVersionRow
        there = sa.func.max(sa.case((row.to_revision.is_(None), 1), else_=0))
        query = sa.select(row.rule_id, sa.func.max(row.version), there).where(row.rule_id.in_(rule_ids))
        found = await self._session.execute(query.group_by(row.rule_id))
        return {rule_id: Newest(version, bool(is_there)) for rule_id, version, is_there in found}

    async def add(self, *rows: RuleVersionRow) -> None:
        self._session.add_all(rows)
        await self._session.flush()

    async def end_all(self, rule_ids: Collection[UUID], revision: int) -> None:
        row = RuleVersionRow
        ended = sa.update(row).where(row.rule_id.in_(rule_ids), row.to_revision.is_(None)).values(to_revision=revision)
        await self._session.execute(ended)

    async def people(self) -> dict[UUID, str]:
        """Their names, in the order of these."""
        found = await self._session.execute(sa.select(_USERS.c.id, _USERS.c.name).order_by(_USERS.c.name_key))
        return {row.id: row.name for row in found}

    async def ways(self) -> dict[UUID, Way]:
        """Everybody's channels."""
        return {row.id: Way(row.name, row.enabled) for row in await self._session.execute(sa.select(_CHANNELS))}

    async def between(self, first: int, last: int) -> Sequence[RuleVersionRow]:
        """All that counted at some revision from `first` to `last`, oldest rule first."""
        row = RuleVersionRow
        query = sa.select(row).where(
            row.from_revision <= last, sa.or_(row.to_revision.is_(None), row.to_revision > first)
        )
        return (await self._session.scalars(query.order_by(row.rule_id, row.version))).all()

    async def firings_of(self, event_id: UUID) -> Sequence[FiringRow]:
        return (await self._session.scalars(sa.select(FiringRow).where(FiringRow.event_id == event_id))).all()

    async def fired_looks(self, event_ids: Iterable[UUID]) -> list[tuple[FiringRow, LookRow]]:
        """What fired first for those events, with the looks at which it did."""
        firing, look = FiringRow, LookRow
        same = sa.and_(look.event_id == firing.event_id, look.stage == firing.stage, look.looked_at == firing.fired_at)
        query = sa.select(firing, look).join(look, same).where(firing.event_id.in_(tuple(event_ids)))
        return [(row[0], row[1]) for row in await self._session.execute(query.order_by(firing.fired_at))]

    async def note_firing(self, **values: Any) -> bool:
        """False when this rule fired for this event before."""
        row = insert(FiringRow).values(**values).on_conflict_do_nothing().returning(FiringRow.rule_id)
        return (await self._session.execute(row)).first() is not None

    async def fired(self, since: datetime) -> dict[UUID, Fired]:
        """For each rule when it last fired, and how often since `since`."""
        lately = total(sa.case((FiringRow.fired_at >= since, 1), else_=0))
        query = sa.select(FiringRow.rule_id, sa.func.max(FiringRow.fired_at), lately).group_by(FiringRow.rule_id)
        return {rule_id: Fired(last_at, count) for rule_id, last_at, count in await self._session.execute(query)}

    async def remove_versions(self, before: datetime) -> None:
        """Those that no look that is kept can ask for: they ended before the oldest one."""
        oldest = await self._session.scalar(sa.select(sa.func.min(LookRow.revision)))
        row = RuleVersionRow
        ended = sa.and_(row.to_revision.is_not(None), row.at < before)
        newest = sa.select(sa.func.max(row.to_revision)).scalar_subquery()  # tells the revision after a deletion
        gone = sa.delete(row).where(ended, row.to_revision <= (oldest if oldest is not None else 0))
        await self._session.execute(gone.where(row.to_revision < newest))


class LookRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, values: dict[str, Any]) -> bool:
        """False when it is there already."""
        row = insert(LookRow).values(**values).on_conflict_do_nothing().returning(LookRow.number)
        return (await self._session.execute(row)).first() is not None

    async def of_event(self, event_id: UUID) -> Sequence[LookRow]:
        """In the order in which they were noted."""
        query = sa.select(LookRow).where(LookRow.event_id == event_id)
        return (await self._session.scalars(query.order_by(LookRow.at, LookRow.number))).all()

    async def of_events(self, event_ids: Iterable[UUID]) -> Sequence[LookRow]:
        """Without those at which an event only grew, in the order in which they were noted."""
        query = sa.select(LookRow).where(LookRow.event_id.in_(tuple(event_ids)), LookRow.stage != "grown")
        return (await self._session.scalars(query.order_by(LookRow.at, LookRow.number))).all()

    async def waiting(self, most: int, but_not: Collection[UUID] = ()) -> Sequence[LookRow]:
        """Oldest first, without those of these events."""
        query = sa.select(LookRow).where(LookRow.revision.is_(None), LookRow.event_id.not_in(tuple(but_not)))
        return (await self._session.scalars(query.order_by(LookRow.at, LookRow.number).limit(most))).all()

    async def first_revision(self, event_id: UUID) -> int | None:
        """Of the rules that looked at the event first; None: none has."""
        query = sa.select(LookRow.revision).where(LookRow.event_id == event_id, LookRow.revision.is_not(None))
        revision: int | None = await self._session.scalar(query.order_by(LookRow.revision).limit(1))
        return revision

    async def find(self, event_id: UUID, stage: str, number: int) -> LookRow | None:
        return await self._session.get(LookRow, (event_id, stage, number), populate_existing=True)

    async def since(self, since: datetime, most: int) -> Sequence[LookRow]:
        """What was looked at since, newest first."""
        query = sa.select(LookRow).where(LookRow.at >= since, LookRow.revision.is_not(None))
        return (await self._session.scalars(query.order_by(LookRow.at.desc()).limit(most))).all()

    async def remove_before(self, before: datetime, most: int) -> int:
        """The oldest `most` of those that were noted before `before`. Returns how many went."""
        return await self._remove(sa.select(LookRow).where(LookRow.at < before), most)

    async def count(self) -> int:
        return await self._session.scalar(sa.select(sa.func.count(LookRow.at))) or 0

    async def remove_oldest(self, most: int) -> int:
        return await self._remove(sa.select(LookRow), most)

    async def _remove(self, chosen: sa.Select[LookRow], most: int) -> int:
        looked = chosen.where(LookRow.revision.is_not(None)).order_by(LookRow.at).limit(most)
        key = sa.tuple_(LookRow.event_id, LookRow.stage, LookRow.number)
        oldest = looked.with_only_columns(LookRow.event_id, LookRow.stage, LookRow.number)
        gone = sa.delete(LookRow).where(key.in_(oldest)).returning(LookRow.number)
        return len((await self._session.execute(gone)).all())


class SurroundingsRepository:
    """What a look needs of the tables of other domains."""

    _EVENTS = sa.table(
        "events",
        *(sa.column("id", sa.Uuid), sa.column("camera_id", sa.Uuid), sa.column("facts", sa.JSON)),
        *(sa.column("state", sa.String), sa.column("text", sa.Text), sa.column("describer", sa.String)),
        *(sa.column("attention", sa.Integer), sa.column("started_at", UtcDateTime)),
        sa.column("description_id", sa.Uuid),
    )
    _DESCRIPTIONS = sa.table("descriptions", sa.column("id", sa.Uuid), sa.column("carrier", sa.String))
    _MEMBERS = sa.table("camera_group_members", sa.column("group_id", sa.Uuid), sa.column("camera_id", sa.Uuid))
    _CAMERAS = sa.table("cameras", sa.column("id", sa.Uuid), sa.column("name", sa.String), sa.column("rules", sa.JSON))
    _GROUPS = sa.table("camera_groups", sa.column("id", sa.Uuid), sa.column("name", sa.String))

    def __init__(self, session: Session) -> None:
        self._session = session

    async def event(self, event_id: UUID) -> Any | None:
        """Its state, facts, text, describer and attention."""
        query = sa.select(self._EVENTS).where(self._EVENTS.c.id == event_id)
        return (await self._session.execute(query)).first()

    async def carrier(self, description_id: UUID | None) -> str:
        """Of a parcel, as the words that stand name it; empty where they do not."""
        if description_id is None:
            return ""
        found = self._DESCRIPTIONS
        name = await self._session.scalar(sa.select(found.c.carrier).where(found.c.id == description_id))
        return name or ""

    async def groups_of(self, camera_id: UUID) -> list[UUID]:
        members = self._MEMBERS
        query = sa.select(members.c.group_id).where(members.c.camera_id == camera_id).order_by(members.c.group_id)
        return list(await self._session.scalars(query))

    async def starts(self, camera_id: UUID, since: datetime, until: datetime, most: int) -> list[datetime]:
        """When events of that camera began, the newest first, with both limits."""
        events = self._EVENTS
        query = sa.select(events.c.started_at).where(
            events.c.camera_id == camera_id, events.c.started_at >= since, events.c.started_at <= until
        )
        return list(await self._session.scalars(query.order_by(events.c.started_at.desc()).limit(most)))

    async def camera_names(self) -> dict[UUID, str]:
        cameras = self._CAMERAS
        return {row.id: row.name for row in await self._session.execute(sa.select(cameras.c.id, cameras.c.name))}

    async def place_names(self) -> tuple[set[str], set[str]]:
        """Of the zones, and of the lines, of all cameras."""
        watched = list(await self._session.scalars(sa.select(self._CAMERAS.c.rules)))
        zones, lines = ({each["name"] for rules in watched for each in rules.get(kind, ())} for kind in _PLACES)
        return zones, lines

    async def group_names(self) -> dict[UUID, str]:
        return {row.id: row.name for row in await self._session.execute(sa.select(self._GROUPS))}

    async def texts(self, event_ids: Iterable[UUID]) -> dict[UUID, str]:
        events = self._EVENTS
        query = sa.select(events.c.id, events.c.text).where(events.c.id.in_(tuple(event_ids)))
        return {row.id: row.text for row in await self._session.execute(query)}
