"""What people do with descriptions: look at all versions, ask for another, choose which is shown, see the costs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from argusai.kit.db import Session
from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.kit.faulty_inputs import faulty
from argusai.pipeline.events.description.describers.repository import DescriberRepository
from argusai.pipeline.events.description.describers.roster import read_chosen, read_roster
from argusai.pipeline.events.description.money.repository import By, CallRepository, Sums
from argusai.pipeline.events.description.money.schemas import CostOut, CostsOut
from argusai.pipeline.events.description.money.treasury import dollars
from argusai.pipeline.events.description.requests.alike import Why
from argusai.pipeline.events.description.requests.asking import Asking
from argusai.pipeline.events.description.requests.models import DescriptionRow
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.repository import RequestRepository
from argusai.pipeline.events.description.requests.schemas import (
    DescriptionsOut,
    DescriptionVersionOut,
    RedescribeIn,
    RequestReason,
    RequestState,
    SameAsOut,
)
from argusai.pipeline.events.description.requests.settle import is_old, shown

_USUAL_DAYS = 30
_LONGEST = timedelta(days=400)


class DescriptionsService:
    """`day_of`: the day of the house's clock at a moment."""

    def __init__(self, parts: Parts, asking: Asking, day_of: Callable[[datetime], str]) -> None:
        self._parts = parts
        self._asking = asking
        self._day_of = day_of

    async def of_event(self, event_id: UUID) -> DescriptionsOut:
        """Raises NotFound."""
        async with self._parts.database.read() as session:
            event = await self._parts.events.read(session, event_id)
            if event is None:
                raise NotFound("There is no such event, or it was deleted.")
            repository = RequestRepository(session)
            latest = await repository.latest(event_id)
            rows = await repository.versions(event_id)
            built_in = await self._parts.events.built_in(session, event_id)
            first = {row.id: await self._same_as(session, row) for row in rows if row.reused_from is not None}
        return DescriptionsOut(
            items=[_version(row, first.get(row.id)) for row in rows],
            shown_id=event.shown_id,
            built_in=built_in,
            state=None if latest is None else cast(RequestState, latest.state),
            reason=None if latest is None else cast(RequestReason, latest.reason),
            due_at=None if latest is None or latest.ended_at is not None else latest.due_at,
            outcome="" if latest is None else latest.outcome,
            reuse=None if latest is None else cast(Why | None, latest.reuse),
        )

    async def _same_as(self, session: Session, row: DescriptionRow) -> SameAsOut | None:
        first = None if row.reused_from is None else await RequestRepository(session).version(row.reused_from)
        event = None if first is None else await self._parts.events.read(session, first.event_id)
        return None if event is None else SameAsOut(event_id=event.facts.event_id, started_at=event.facts.started_at)

    async def again(self, event_id: UUID, given: RedescribeIn) -> DescriptionsOut:
        """Ask for another version now. Raises NotFound, BadInput, Conflict (slugs already-asked, no-picture)."""
        async with self._parts.database.write() as session:
            event = await self._parts.events.read(session, event_id)
            if event is None:
                raise NotFound("There is no such event, or it was deleted.")
            roster = await read_roster(session, self._parts.vault, event.facts.camera_id, chosen=given.describer_id)
            if roster.find(given.describer_id) is None:
                sentence = "It is off or gone, or this camera never leaves the house"
                raise BadInput("This describer may not be asked here.", fields={"describer_id": sentence})
            if not event.pictures:
                raise Conflict("No picture of this event is kept.", slug="no-picture")
            latest = await RequestRepository(session).latest(event_id)
            if latest is not None and latest.state == "waiting" and latest.reason == "asked":
                raise Conflict("It is being described already.", slug="already-asked")
            if latest is not None and latest.state in {"waiting", "put-off"}:
                outcome = {"state": "given-up", "outcome": "Somebody asked another describer."}
                await RequestRepository(session).change(latest.id, ended_at=self._parts.clock.now(), **outcome)
            await self._asking.ask(session, event.facts, given)
        return await self.of_event(event_id)

    async def show(self, event_id: UUID, version_id: UUID | None) -> DescriptionsOut:
        """None: the built-in words. Raises NotFound."""
        async with self._parts.database.write() as session:
            row = None if version_id is None else await RequestRepository(session).version(version_id)
            if version_id is not None and (row is None or row.event_id != event_id):
                raise NotFound("There is no such description of this event.")
            await RequestRepository(session).overrule(event_id)
            event = await self._parts.events.read(session, event_id)
            quietly = event is not None and is_old(event, self._parts.clock.now())
            if row is None:
                await self._parts.events.show_built_in(session, event_id, quietly=quietly)
            else:
                await self._parts.events.show(session, event_id, shown(row), quietly=quietly)
        return await self.of_event(event_id)

    async def costs(self, by: By, since: str | None, until: str | None) -> CostsOut:
        """Days of the house's clock, both included; the last 30 unless told otherwise. Raises BadInput."""
        now = self._parts.clock.now()
        today = self._day_of(now)
        first, last = since or self._day_of(now - timedelta(days=_USUAL_DAYS - 1)), until or today
        if first > last or datetime.fromisoformat(last) - datetime.fromisoformat(first) > _LONGEST:
            raise faulty({"from": "At most 400 days, and not after “to”"})
        async with self._parts.database.read() as session:
            repository = CallRepository(session)
            sums = await repository.sums(by, first, last)
            spent = await repository.spent(today, None)
            unpriced, assumed = await repository.assumed(today[:7])
            reused, saved = await repository.saved(today[:7])
            house = read_chosen(await DescriberRepository(session).chosen())
            waiting = await RequestRepository(session).waiting()
        return CostsOut(
            items=[_cost(each) for each in sums],
            since=first,
            until=last,
            today=dollars(spent.day),
            month=dollars(spent.month),
            unpriced=unpriced,
            assumed=dollars(assumed),
            day_cap=house.day_cap,
            month_cap=house.month_cap,
            waiting=waiting,
            reused=reused,
            saved=dollars(saved),
        )


def _version(row: DescriptionRow, same_as: SameAsOut | None) -> DescriptionVersionOut:
    plain = {name: getattr(row, name) for name in DescriptionVersionOut.model_fields if hasattr(row, name)}
    cost = None if row.cost_micros is None else dollars(row.cost_micros)
    return DescriptionVersionOut(**plain, cost=cost, reused=row.reused_from is not None, same_as=same_as)


def _cost(sums: Sums) -> CostOut:
    return CostOut(
        name=sums.names[0],
        model=sums.names[1] if len(sums.names) > 1 else None,
        calls=sums.calls,
        failed=sums.failed,
        unpriced=sums.unpriced,
        assumed=dollars(sums.assumed),
        cost=dollars(sums.counts),
        unsure=dollars(sums.unsure),
        input_tokens=sums.input_tokens,
        output_tokens=sums.output_tokens,
        reused=sums.reused,
        saved=dollars(sums.saved),
    )
