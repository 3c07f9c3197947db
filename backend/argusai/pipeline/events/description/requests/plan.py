"""How many pictures a call may have, by what it may cost."""

from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.roster import Roster
from argusai.pipeline.events.description.money.caps import Refusal, caps_for, ladder
from argusai.pipeline.events.description.money.treasury import Planned
from argusai.pipeline.events.description.requests.chain import TriedKind
from argusai.pipeline.events.description.requests.contract import StoredEvent
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.rates import is_price_known, verified, worst_price_of
from argusai.pipeline.events.description.requests.showing import look_at, sized_as
from argusai.pipeline.events.description.requests.words import compose


class Planner:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def plan(
        self, key: str, event: StoredEvent, roster: Roster, describer: Describer, model: str | None
    ) -> list[str] | TriedKind:
        """The pictures of a call whose worst price is reserved now, by id; or why there is none."""
        caps = caps_for(roster.house, roster.camera)
        async with self._parts.database.read() as session:
            near = await self._parts.treasury.near(session, event.facts.camera_id, caps)
        payer, asked_model = await verified(describer), model or describer.model
        choice = await look_at(event, roster.house, self._parts)
        if not choice.pictures:
            return "no-pictures"
        refused: Refusal = "no-money"
        for many in ladder(min(roster.house.frames, len(choice.pictures)), near=near):
            pictures = choice.of(many, roster.house.way)
            planned = Planned(
                key=key,
                event_id=event.facts.event_id,
                camera_id=event.facts.camera_id,
                camera_name=event.camera_name,
                describer_id=describer.id,
                describer=describer.name,
                model=asked_model,
                pictures=len(pictures),
                worst=worst_price_of(payer, asked_model, compose(event, roster, sized_as(pictures))),
                price_known=is_price_known(payer, asked_model),
            )
            held = await self._parts.treasury.reserve(planned, caps)
            if isinstance(held, int):
                return [str(each.id) for each in choice.of(held, roster.house.way)]
            refused = held
        return refused
