"""The only place that reads and writes parcels."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.kit.sql import insert
from argusai.pipeline.events.assembly.contract import EventFacts, ParcelFact
from argusai.pipeline.events.history.parcels.models import ParcelRow


class ParcelRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def note(self, facts: EventFacts) -> None:
        """What the facts of an event say of parcels. The same again changes nothing."""
        for parcel in facts.parcels:
            if parcel.change == "left":
                await self._left(facts, parcel)
            else:
                await self._taken(facts, parcel)

    async def page(
        self, days: tuple[datetime, datetime], cameras: Sequence[UUID], after: tuple[datetime, UUID] | None, most: int
    ) -> Sequence[ParcelRow]:
        """Left or taken from the first of `days` on and before the second; newest left first."""
        row, (since, until) = ParcelRow, days
        that_day = sa.or_(
            sa.and_(row.left_at >= since, row.left_at < until), sa.and_(row.taken_at >= since, row.taken_at < until)
        )
        query = sa.select(row).where(that_day)
        if cameras:
            query = query.where(row.camera_id.in_(cameras))
        if after:
            query = query.where(sa.or_(row.left_at < after[0], sa.and_(row.left_at == after[0], row.id < after[1])))
        return (await self._session.scalars(query.order_by(row.left_at.desc(), row.id.desc()).limit(most))).all()

    async def _left(self, facts: EventFacts, parcel: ParcelFact) -> None:
        values = self._values(facts, parcel) | {"left_at": parcel.at, "left_event_id": facts.event_id}
        await self._session.execute(insert(ParcelRow).values(**values).on_conflict_do_nothing())

    async def _taken(self, facts: EventFacts, parcel: ParcelFact) -> None:
        taken = {"taken_at": parcel.at, "taken_event_id": facts.event_id}
        # Its first event may be gone by now, and its row with it: then it is known from this moment on.
        values = self._values(facts, parcel) | {"left_at": parcel.at, **taken}
        statement = insert(ParcelRow).values(**values)
        same_camera = ParcelRow.camera_id == facts.camera_id
        await self._session.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=taken, where=same_camera)
        )

    def _values(self, facts: EventFacts, parcel: ParcelFact) -> dict[str, object]:
        box = parcel.box
        return {
            "id": parcel.parcel_id,
            "camera_id": facts.camera_id,
            "probability": parcel.probability,
            "box": [box.left, box.top, box.right, box.bottom],
        }
