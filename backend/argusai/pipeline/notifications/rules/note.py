"""Notes, in the transaction that stores an event, what rules shall look at. So an event that is stored is looked at,
whatever dies in between; and looking takes nothing from storing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from argusai.kit.clock import Clock
from argusai.kit.db import Session, after_commit
from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.notifications.modes.repository import ModeRepository
from argusai.pipeline.notifications.rules.models import LookRow
from argusai.pipeline.notifications.rules.ports import HouseNow
from argusai.pipeline.notifications.rules.repository import LookRepository, SurroundingsRepository
from argusai.pipeline.notifications.rules.seen import Seen, seen_from_row, seen_to_row, told_by
from argusai.pipeline.notifications.rules.sun import is_dark

_FACTS = TypeAdapter(EventFacts)
_RECENT = timedelta(hours=1)
_MOST_RECENT = 50
# An event lasts five minutes; one that changes every second of them is looked at this often.
MOST_GROWN = 60
_BUILT_IN = "built-in"


class LookNotes:
    """`wake`: somebody should look."""

    def __init__(self, house: HouseNow, wake: Callable[[], None], clock: Clock) -> None:
        self._house = house
        self._wake = wake
        self._clock = clock

    async def told(self, session: Session, kind: str, event_id: UUID) -> None:
        """An event was stored, changed or described, in the transaction of `session`."""
        event = await SurroundingsRepository(session).event(event_id)
        if event is None:
            return
        repository, noted = LookRepository(session), False
        looks = await repository.of_event(event_id)
        seen = await self._seen(session, event, looks[0] if looks else None)
        for stage in _stages(kind, event, looks):
            number = sum(look.stage == "grown" for look in looks) if stage == "grown" else 0
            if stage == "grown" and (number >= MOST_GROWN or _told_before(seen, looks)):
                continue
            noted |= await repository.add(
                {
                    "event_id": event_id, "stage": stage, "number": number, "at": self._clock.now(),
                    "seen": seen_to_row(seen), "revision": None, "looked_at": None, "fired": [],
                }
            )  # fmt: skip
        if noted:
            after_commit(session, self._wake)

    async def _seen(self, session: Session, event: Any, first: LookRow | None) -> Seen:
        facts = _FACTS.validate_python(event.facts)
        house, mode = await self._house(session), await ModeRepository(session).current()
        around = seen_from_row(first.seen) if first is not None else None
        local = facts.started_at.astimezone(house.zone)
        return Seen(
            **told_by(facts),
            weekday=local.weekday(),
            minute=local.hour * 60 + local.minute,
            dark=is_dark(facts.started_at, *house.place) if house.place is not None else None,
            mode=mode.id,
            silent=mode.silent,
            attention=event.attention,
            text=event.text,
            carrier=await SurroundingsRepository(session).carrier(event.description_id),
            # As it was when the event began; what began later does not make it more.
            group_ids=around.group_ids if around else await _groups(session, facts.camera_id),
            recent=around.recent if around else await _recent(session, facts.camera_id, facts.started_at),
        )


async def _groups(session: Session, camera_id: UUID) -> tuple[UUID, ...]:
    return tuple(await SurroundingsRepository(session).groups_of(camera_id))


async def _recent(session: Session, camera_id: UUID, started_at: datetime) -> tuple[float, ...]:
    # A step back of the clock may lie further than the beginning of time.
    since = started_at - _RECENT if started_at - datetime.min.replace(tzinfo=UTC) > _RECENT else started_at
    starts = await SurroundingsRepository(session).starts(camera_id, since, started_at, _MOST_RECENT)
    return tuple(round((started_at - at).total_seconds(), 1) for at in starts)


def _stages(kind: str, event: Any, looks: list[LookRow] | Any) -> list[str]:
    """Those of which this may be the first word, in order."""
    stages = [] if any(look.stage == "opened" for look in looks) else ["opened"]
    if kind == "event.grown" and not stages:
        stages.append("grown")
    if event.describer != _BUILT_IN:
        stages.append("words")
    if event.state == "closed":
        stages.append("closed")
    there = {look.stage for look in looks if look.stage != "grown"}
    return [stage for stage in stages if stage not in there]


def _told_before(seen: Seen, looks: Any) -> bool:
    return any(look.stage == "closed" for look in looks) or seen.key() == seen_from_row(looks[-1].seen).key()
