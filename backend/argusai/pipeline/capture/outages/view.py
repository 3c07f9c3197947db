"""A stored outage as the routes and the live updates show it."""

from dataclasses import dataclass
from typing import cast

from argusai.kit.clock import Clock
from argusai.pipeline.capture.outages.models import OutageRow
from argusai.pipeline.capture.outages.outage import Kind, Outage
from argusai.pipeline.capture.outages.ports import TimeZone
from argusai.pipeline.capture.outages.say import say, why
from argusai.pipeline.capture.outages.schemas import OutageOut


@dataclass(frozen=True, slots=True)
class OutageView:
    clock: Clock
    time_zone: TimeZone

    def show(self, row: OutageRow, camera_name: str) -> OutageOut:
        outage = _outage(row)
        return OutageOut(
            id=row.id,
            camera_id=row.camera_id,
            camera_name=camera_name,
            kind=outage.kind,
            began_at=row.began_at,
            ended_at=row.ended_at,
            seconds=None if row.ended_at is None else round(row.seconds, 1),
            times=row.times,
            reason_slug=row.slug,
            why=why(outage),
            sentence=say(outage, camera_name, self.clock.now(), self.time_zone()),
            news=row.news,
        )


def _outage(row: OutageRow) -> Outage:
    return Outage(
        row.id, row.camera_id, cast(Kind, row.kind), row.began_at, row.ended_at, row.seconds, row.slug, row.reason,
        row.times, row.told,
    )  # fmt: skip
