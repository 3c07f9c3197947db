"""What the route of a quiet time gives."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from argusai.kit.schemas import PageOut
from argusai.pipeline.notifications.notices.schemas import ToldOut
from argusai.pipeline.notifications.rules.schemas import RuleWhyOut
from argusai.pipeline.notifications.silence.contract import Kind
from argusai.pipeline.notifications.silence.outcome import Outcome
from argusai.pipeline.notifications.silence.watched import Watched


class FateOut(BaseModel):
    """What became of an event or a notice, for you. `rules`: those that looked, with what each of their conditions
    said when it fired, or else at last; at most twenty. `told`: what went to you, by which channels, and whether it
    arrived."""

    outcome: Outcome
    sentence: str
    rules: list[RuleWhyOut]
    told: list[ToldOut]


class ReasonOut(BaseModel):
    """One thing that explains it. `id`: of the event, decision, outage, notice …; of "off" one of its own. `slug`:
    which one of its kind, such as the reason of a decision. `until`: null for what has no length, or goes on. `label`,
    `numbers`, `times`: of decisions. `fate`: of events and notices."""

    id: UUID
    kind: Kind
    slug: str
    at: datetime
    until: datetime | None
    sentence: str
    language: str
    picture: str | None
    label: str
    numbers: dict[str, float]
    times: int
    fate: FateOut | None


class FoundOut(BaseModel):
    """How many lines there are of one reason and label. `reason`: of a decision its own, else the kind. `label`: empty
    where nothing was recognised, and for the total of events; an event of several labels is counted with each."""

    reason: str
    label: str
    count: int


class SilenceOut(PageOut[ReasonOut]):
    """Oldest first. `found`: what there is in the whole time, whatever was asked for; empty on later pages. `watched`:
    whether the camera watched at all; `summary` says it in words, and whether anything was recorded; null on later
    pages. `standing`: what its settings keep silent at any time, as they were at `since`."""

    camera_id: UUID
    since: datetime
    until: datetime
    watched: Watched | None
    watched_seconds: float | None
    summary: str | None
    found: list[FoundOut]
    standing: list[str]
    language: str
