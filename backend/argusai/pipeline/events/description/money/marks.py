"""Tells as marks of caps are passed by what calls have cost: what is reserved for those under way may not be spent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from argusai.kit.announce import FOR_ADMINISTRATORS, Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Session, after_commit
from argusai.pipeline.events.description.describers.repository import DescriberRepository
from argusai.pipeline.events.description.describers.roster import read_camera_chosen, read_chosen
from argusai.pipeline.events.description.money.caps import MICROS, Caps, Period, caps_for, mark_of
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.money.repository import CallRepository

_MOST_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class _Mark:
    """`used` and `cap` in millionths of a dollar."""

    period: Period
    percent: int
    used: int
    cap: int


class Marks:
    """What was told is remembered until the next start; who tells people of it tells each `subject` once. `day_of`: the
    day of the house's clock."""

    def __init__(self, clock: Clock, day_of: Callable[[datetime], str], announce: Announce) -> None:
        self._clock = clock
        self._day_of = day_of
        self._announce = announce
        self._told: dict[str, int] = {}

    async def settled(self, session: Session, row: DescriptionCallRow) -> None:
        """It is known what `row` cost, in the transaction of `session`."""
        now = self._clock.now()
        if row.camera_id is None or row.day != self._day_of(now):
            return  # that day is over
        caps = await _caps_in(session, row)
        spent = (await CallRepository(session).spent(row.day, row.camera_id, settled_at=now)).each()
        for period, cap in caps.each().items():
            if cap is not None and (percent := mark_of(cap, spent[period])) is not None:
                await self._tell(session, row, _Mark(period, percent, spent[period], cap))

    async def _tell(self, session: Session, row: DescriptionCallRow, mark: _Mark) -> None:
        when = {"day": row.day, "month": row.day[:7], "camera": f"{row.day}:{row.camera_id}"}[mark.period]
        subject = f"spent:{mark.period}:{when}:{mark.cap}"
        if self._told.get(subject, 0) >= mark.percent:
            return
        body = {"period": mark.period, "percent": mark.percent}
        sums = {"subject": f"{subject}:{mark.percent}", "spent": mark.used / MICROS, "cap": mark.cap / MICROS}
        await self._announce(
            session, "describing.spent", {**body, FOR_ADMINISTRATORS: {**body, **sums, "camera": row.camera_name}}
        )
        after_commit(session, lambda: self._remember(subject, mark.percent))

    def _remember(self, subject: str, percent: int) -> None:
        if len(self._told) >= _MOST_REMEMBERED:
            self._told.clear()
        self._told[subject] = percent


async def _caps_in(session: Session, row: DescriptionCallRow) -> Caps:
    repository = DescriberRepository(session)
    house = read_chosen(await repository.chosen())
    camera = {} if row.camera_id is None else await repository.camera(row.camera_id)
    return caps_for(house, read_camera_chosen(camera))
