"""What rules hand on when somebody shall hear of an event, and who takes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from argusai.kit.db import Session

# "opened": the first that this rule tells of the event, whenever that is: a rule about staying 30 seconds first tells
# when they are over. "words": better words replaced those. "closed": the event is over.
Stage = Literal["opened", "words", "closed"]


@dataclass(frozen=True, slots=True)
class Telling:
    """A rule fired: these people shall hear of this event. Only "opened" may ping; "words" and "closed" follow it, and
    only where it came before. `person_ids`: never empty; everybody is spelt out, as they were at `fired_at`.
    `channel_ids`: empty for the channels that each person chose for himself. `cooldown_seconds`: for so long it sends
    nothing more of the same, or longer where a person's own pause is."""

    rule_id: UUID
    rule_name: str
    event_id: UUID
    camera_id: UUID
    stage: Stage
    urgent: bool
    person_ids: tuple[UUID, ...]
    channel_ids: tuple[UUID, ...]
    fired_at: datetime
    cooldown_seconds: int = 0


class Tell(Protocol):
    """Who takes tellings."""

    async def __call__(self, session: Session, telling: Telling) -> None:
        """In the transaction that stores why the rule fired: either both are kept or neither. Exactly once for each
        rule, event and stage. Quick: nothing is sent here."""
