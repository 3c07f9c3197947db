"""What the routes of questions take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, StringConstraints

from argusai.kit.schemas import Strict
from argusai.pipeline.events.description.providers.question import MOST_CHARACTERS

QuestionState = Literal["waiting", "answered", "failed"]
WhyNot = Literal["", "no-describer", "built-in-only", "stays-home", "no-picture"]


class QuestionIn(Strict):
    """In the words of the person; the answer comes in the language of the house."""

    question: Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARACTERS)]


class QuestionOut(BaseModel):
    """`text`: the answer; `known` false: the pictures do not show what was asked for. `outcome`: why there is no
    answer. `confidence` and `marks` as of descriptions. `cited`: ids of the pictures that the answer rests on, of those
    that were shown (`frames`). `cost` of all calls for it, in dollars; null: the price of a model is not known."""

    id: UUID
    question: str
    asked_at: datetime
    state: QuestionState
    outcome: str
    text: str
    language: str
    known: bool
    confidence: int
    marks: list[str]
    cited: list[UUID]
    frames: list[UUID]
    describer: str
    model: str
    seconds: float
    cost: float | None


class QuestionsOut(BaseModel):
    """Oldest first. `why_not`: why nobody could answer a question now; empty: somebody can. no-describer: none is set
    up; built-in-only: the camera is described by the built-in describer alone; stays-home: the camera never leaves the
    house, and no describer is in it; no-picture: none of this event is kept."""

    items: list[QuestionOut]
    why_not: WhyNot
