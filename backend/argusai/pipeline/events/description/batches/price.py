"""What describing one more event of a camera costs."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from argusai.pipeline.events.description.batches.repository import BatchRepository
from argusai.pipeline.events.description.describers.roster import read_roster
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.rates import is_price_known, verified, worst_price_of
from argusai.pipeline.events.description.requests.showing import sized_as
from argusai.pipeline.events.description.requests.words import compose


@dataclass(frozen=True, slots=True)
class Expected:
    """`worst` in dollars. `usual`: in millionths of one; None: nobody can tell yet."""

    describer: str
    worst: Decimal
    usual: float | None
    price_known: bool


async def expected_of(parts: Parts, event_id: UUID) -> Expected | None:
    """By the first describer of its camera, with the usual number of pictures. None: gone, or nobody is asked."""
    async with parts.database.read() as session:
        event = await parts.events.read(session, event_id)
        roster = None if event is None else await read_roster(session, parts.vault, event.facts.camera_id)
        if event is None or roster is None or not roster.order:
            return None
        first = roster.order[0]
        usual = await BatchRepository(session).usual_price(first.id, first.model)
    payer = await verified(first)
    most = max(event.pictures, key=lambda each: each.width * each.height, default=None)
    pictures = sized_as([most] * roster.house.frames if most is not None else [])
    worst = worst_price_of(payer, first.model, compose(event, roster, pictures))
    free = worst == 0
    return Expected(first.name, worst, 0.0 if free else usual, is_price_known(payer, first.model))
