"""What the routes of what is told of a camera take and give."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel

from argusai.kit.schemas import Strict
from argusai.pipeline.events.description.describers.schemas import Context


class CameraPromptOut(BaseModel):
    """Told from `at` on. `who`: empty: it was there before this was written down. `text`: empty: nothing was told."""

    id: UUID
    at: datetime
    who: str
    text: str


class PromptTrialIn(Strict):
    """`text`: told instead of what is told of the camera now."""

    MANY_LINES: ClassVar[frozenset[str]] = frozenset({"text"})
    event_id: UUID
    text: Context


class PromptTrialOut(BaseModel):
    """`before`: the words of the event that are shown; `after`: those with the text, which are not kept. `cost` in
    dollars; null: the price of the model is not known."""

    before: str
    after: str
    confidence: int
    describer: str
    model: str
    seconds: float
    cost: float | None
