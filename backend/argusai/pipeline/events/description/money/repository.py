"""The calls, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.kit.sql import total
from argusai.pipeline.events.description.money.caps import Spent
from argusai.pipeline.events.description.money.models import DescriptionCallRow

By = Literal["day", "camera", "provider"]
_MOST_SUMS = 400
_UNDER_WAY = ("reserved", "calling")
# What is older was cut off, and whoever asked has not come back to say so.
_LONGEST_CALL = timedelta(minutes=15)
# Another stage's table; only whether an event is there.
_EVENTS = sa.table("events", sa.column("id", sa.Uuid))


@dataclass(frozen=True, slots=True)
class Sums:
    """Money in millionths of a dollar. `unsure`: of it, what may not have been spent. `unpriced`: calls whose model
    has no known price. `assumed`: what these count. `reused`: calls that were not made; `saved`: their cost."""

    names: tuple[str, ...]
    calls: int
    counts: int
    unsure: int
    input_tokens: int
    output_tokens: int
    unpriced: int
    assumed: int
    failed: int
    reused: int
    saved: int


class CallRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def find(self, key: str) -> DescriptionCallRow | None:
        query = sa.select(DescriptionCallRow).where(DescriptionCallRow.key == key)
        found: DescriptionCallRow | None = await self._session.scalar(query.execution_options(populate_existing=True))
        return found

    async def answered(self, keys_like: str) -> DescriptionCallRow | None:
        """The call of a request that brought its answer."""
        row = DescriptionCallRow
        query = sa.select(row).where(row.key.like(f"{keys_like}%"), row.answer.is_not(None)).limit(1)
        found: DescriptionCallRow | None = await self._session.scalar(query)
        return found

    async def begun_since(self, since: datetime) -> Sequence[tuple[UUID, datetime]]:
        """Of each call that was sent, or was about to be: whom it asked, and when."""
        row = DescriptionCallRow
        query = sa.select(row.describer_id, row.at).where(row.at >= since, row.state.not_in(("reserved", "reused")))
        return [(describer_id, at) for describer_id, at in await self._session.execute(query)]

    async def add(self, row: DescriptionCallRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def change(self, key: str, **values: Any) -> None:
        await self._session.execute(sa.update(DescriptionCallRow).where(DescriptionCallRow.key == key).values(**values))

    async def remove(self, key: str) -> None:
        await self._session.execute(sa.delete(DescriptionCallRow).where(DescriptionCallRow.key == key))

    async def remove_reserved(self, keys_like: str) -> None:
        """Reservations of a request that ended without using them."""
        gone = sa.delete(DescriptionCallRow).where(
            DescriptionCallRow.key.like(f"{keys_like}%"), DescriptionCallRow.state == "reserved"
        )
        await self._session.execute(gone)

    async def settle_before(self, at: datetime, now: datetime) -> None:
        """Whoever reserved or asked before `at` and has not said what became of it is gone."""
        row = DescriptionCallRow
        old = row.at < at
        await self._session.execute(sa.delete(row).where(row.state == "reserved", old))
        sent = sa.update(row).where(row.state == "calling", old)
        await self._session.execute(sent.values(state="unsure", ended_at=now, failure="lost"))

    async def cut_off(self, keys_like: str, at: datetime) -> None:
        """Whoever made the calls of a request is gone: nobody knows what became of those that were sent."""
        await self.remove_reserved(keys_like)
        row = DescriptionCallRow
        sent = sa.update(row).where(row.key.like(f"{keys_like}%"), row.state == "calling")
        await self._session.execute(sent.values(state="unsure", ended_at=at, failure="lost"))

    async def forget_answers(self, event_id: UUID, keys_like: str) -> None:
        """What was said to a question that is deleted; what it cost stays."""
        row = DescriptionCallRow
        gone = sa.update(row).where(row.event_id == event_id, row.key.like(f"{keys_like}%"))
        await self._session.execute(gone.values(answer=None))

    async def forget_lost_answers(self) -> None:
        """What was said of events that are there no more."""
        row = DescriptionCallRow
        there = sa.select(_EVENTS.c.id).where(_EVENTS.c.id == row.event_id)
        gone = sa.update(row).where(row.answer.is_not(None), ~there.exists())
        await self._session.execute(gone.values(answer=None).execution_options(synchronize_session=False))

    async def spent_on(self, keys_like: str) -> tuple[int, bool]:
        """What all calls of a request count together, and whether all their prices are known."""
        row = DescriptionCallRow
        unpriced = sa.func.count().filter(_assumed())
        query = sa.select(total(row.counts), unpriced).where(row.key.like(f"{keys_like}%"), row.state != "reserved")
        counts, unknown = (await self._session.execute(query)).one()
        return int(counts or 0), not unknown

    async def spent(
        self, day: str, camera_id: UUID | None, *, settled_at: datetime | None = None, reserved: bool = True
    ) -> Spent:
        """On `day` and in its month, all that counts; `settled_at`: without what is still being asked then; `reserved`
        False: without what is yet to be asked."""
        row = DescriptionCallRow
        over: sa.ColumnElement[bool] = sa.true() if reserved else row.state != "reserved"
        if settled_at is not None:
            over = sa.or_(row.state.not_in(_UNDER_WAY), row.at < settled_at - _LONGEST_CALL)
        spent = sa.select(total(row.counts)).where(over)
        month = await self._session.scalar(spent.where(row.day.between(f"{day[:7]}-01", f"{day[:7]}-31")))
        whole = await self._session.scalar(spent.where(row.day == day))
        camera = await self._session.scalar(spent.where(row.day == day, row.camera_id == camera_id))
        return Spent(int(whole or 0), int(month or 0), int(camera or 0))

    async def assumed(self, month: str) -> tuple[int, int]:
        """How many calls of `month`, as 2026-01, had no known price, and what they count."""
        row = DescriptionCallRow
        query = sa.select(sa.func.count(), total(row.counts)).where(
            row.day.between(f"{month}-01", f"{month}-31"), _assumed()
        )
        calls, counts = (await self._session.execute(query)).one()
        return calls, counts

    async def saved(self, month: str) -> tuple[int, int]:
        """How many calls of `month` were not made, and what they would have cost."""
        row = DescriptionCallRow
        query = sa.select(sa.func.count(), total(row.saved)).where(
            row.day.between(f"{month}-01", f"{month}-31"), row.state == "reused"
        )
        calls, saved = (await self._session.execute(query)).one()
        return calls, saved

    async def sums(self, by: By, since: str, until: str) -> list[Sums]:
        """Of each day, camera, or describer with its model."""
        row = DescriptionCallRow
        names: dict[By, list[Any]] = {
            "day": [row.day], "camera": [row.camera_name], "provider": [row.describer, row.model]
        }  # fmt: skip
        unknown = row.state.in_(("unsure", "calling", "reserved"))
        made = row.state != "reused"
        sums: list[Any] = [
            sa.func.count().filter(made),
            total(row.counts),
            total(row.counts, where=unknown),
            total(row.input_tokens),
            total(row.output_tokens),
            sa.func.count().filter(_assumed()),
            total(row.counts, where=_assumed()),
            sa.func.count().filter(row.failure != ""),
            sa.func.count().filter(~made),
            total(row.saved),
        ]
        chosen = names[by]
        query = sa.select(*chosen, *sums).where(row.day.between(since, until)).group_by(*chosen).order_by(*chosen)
        found = (await self._session.execute(query.limit(_MOST_SUMS))).all()
        width = len(chosen)
        return [Sums(tuple(each[:width]), *each[width:]) for each in found]

    async def remove_before(self, at: datetime) -> int:
        removed = await self._session.scalars(
            sa.delete(DescriptionCallRow).where(DescriptionCallRow.at < at).returning(DescriptionCallRow.id)
        )
        return len(removed.all())


def _assumed() -> sa.ColumnElement[bool]:
    """Counts by a price that nobody knows. What was never answered costs nothing at any price."""
    return sa.and_(DescriptionCallRow.price_known.is_(False), DescriptionCallRow.counts > 0)
