"""How many pictures a call may have, by what it may cost."""

from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.roster import Roster
from argusai.pipeline.events.description.money.caps import Caps, ladder
from argusai.pipeline.events.description.money.treasury import Planned, caps_of
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
    ) -> list[str] | None:
        """The pictures of a call whose worst price is reserved now, by id; None when a cap forbids it."""
        caps = house_caps(roster)
        async with self._parts.database.read() as session:
            near = await self._parts.treasury.near(session, event.facts.camera_id, caps)
        payer, asked_model = await verified(describer), model or describer.model
        choice = await look_at(event, roster.house, self._parts)
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
            if (held := await self._parts.treasury.reserve(planned, caps)) is not None:
                return [str(each.id) for each in choice.of(held, roster.house.way)]
        return None


def house_caps(roster: Roster) -> Caps:
    house, own = roster.house, roster.camera.day_cap
    return caps_of(house.day_cap, house.month_cap, house.camera_day_cap if own is None else own)
