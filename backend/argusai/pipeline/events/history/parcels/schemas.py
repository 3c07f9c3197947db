"""What the parcel route gives."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel


class ParcelOut(BaseModel):
    """A thing like a box or a bag that was probably left. `state` "there": nobody was seen to take it. `probability`:
    0–1, how much speaks for it. `left_event_id`, `taken_event_id`: null once that event is deleted. `sentence`: in
    `language`."""

    id: UUID
    camera_id: UUID
    camera_name: str
    state: Literal["there", "taken"]
    left_at: datetime
    left_event_id: UUID | None
    taken_at: datetime | None
    taken_event_id: UUID | None
    probability: float
    sentence: str
    language: str
