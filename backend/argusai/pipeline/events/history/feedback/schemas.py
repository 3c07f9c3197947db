"""What the routes of accuracy give."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from argusai.pipeline.events.history.schemas import Mistake


class TallyOut(BaseModel):
    """How many descriptions people called right and wrong. `mistakes`: of the wrong ones, those whose kind was said."""

    right: int
    wrong: int
    mistakes: dict[Mistake, int]


class WriterTallyOut(TallyOut):
    """`describer` null: not known. `model`: empty of the built-in describer."""

    describer: str | None
    model: str


class CameraTallyOut(TallyOut):
    camera_id: UUID
    camera_name: str


class WeekTallyOut(TallyOut):
    """`monday`: its first day, by the clock of the house."""

    monday: date


class CorrectionOut(BaseModel):
    """`said`: the words that were wrong, by `describer` with `model`; null: not known."""

    event_id: UUID
    camera_name: str
    started_at: datetime
    given_at: datetime
    mistake: Mistake | None
    correction: str | None
    said: str | None
    describer: str | None
    model: str | None


class AccuracyOut(BaseModel):
    """Of events that began in the time. `describers`, `cameras`: the most judged first; `weeks`: those in which
    something was judged, oldest first; `corrections`: newest first."""

    all: TallyOut
    describers: list[WriterTallyOut]
    cameras: list[CameraTallyOut]
    weeks: list[WeekTallyOut]
    corrections: list[CorrectionOut]


class CorrectionsToldOut(BaseModel):
    """What models that describe the camera are told of corrections, in these words."""

    items: list[str]
