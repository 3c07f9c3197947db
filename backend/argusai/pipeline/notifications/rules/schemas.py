"""What the routes of rules take and give."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from argusai.kit.schemas import Strict
from argusai.pipeline.notifications.rules.content import Channels, Content, Cooldown, NewName, People
from argusai.pipeline.notifications.rules.tree import Node

MOST_RULES = 1000
LookStage = Literal["opened", "grown", "words", "closed"]


class RuleIn(Content):
    """A whole rule."""

    name: NewName


class RulePatch(Strict):
    """Fields left out stay; `people` null: everybody."""

    name: NewName | None = None
    tree: Node | None = None
    people: People | None = None
    channels: Channels | None = None
    urgent: bool | None = None
    cooldown_seconds: Cooldown | None = None
    even_disarmed: bool | None = None
    enabled: bool | None = None


class RuleOut(BaseModel):
    """A rule as `RuleIn` takes it. `sentence`: the same in plain words. `trouble`: why it cannot fire any more, or what
    it tells has no way to people; else empty. `fired_this_week`: for how many events, in the last seven days.
    `understood` false: another version wrote it; it never fires, and `tree` is empty here."""

    id: UUID
    name: str
    tree: Node
    people: list[UUID] | None
    channels: list[UUID]
    urgent: bool
    cooldown_seconds: int
    even_disarmed: bool
    enabled: bool
    version: int
    sentence: str
    trouble: str
    changed_at: datetime
    last_fired_at: datetime | None
    fired_this_week: int
    understood: bool


class RuleVersionOut(BaseModel):
    version: int
    sentence: str
    changed_at: datetime
    who: str


class TrialIn(Strict):
    """`instead_of`: the rule that this one shall replace; null: a new one."""

    rule: Content
    instead_of: UUID | None = None


class TrialEventOut(BaseModel):
    """`before`: the stored rule would have fired; `now`: the tried one would."""

    event_id: UUID
    camera: str
    started_at: datetime
    text: str
    before: bool
    now: bool


class TrialOut(BaseModel):
    """Of the events since `since`: how many were looked at, for how many the tried rule and the stored one would have
    fired, and the newest fifty of which either would. `complete` false: there were more than could be looked at."""

    sentence: str
    since: datetime
    looked_at: int
    complete: bool
    fires_now: int
    fired_before: int
    events: list[TrialEventOut]


class PersonOut(BaseModel):
    id: UUID
    name: str


class ChoicesOut(BaseModel):
    """Whom a rule may tell."""

    people: list[PersonOut]


class ConditionOut(BaseModel):
    """`depth`: 1 for the outermost. `found`: what the event had to say to it."""

    clause: str
    holds: bool
    depth: int
    found: str
    measured: float | None
    needed: float | None


class RuleWhyOut(BaseModel):
    """`fired`: at this look. `told`: it was this look at which it first fired, so people were told."""

    rule_id: UUID
    name: str
    version: int
    sentence: str
    fired: bool
    told: bool
    silenced: str
    conditions: list[ConditionOut]


class LookOut(BaseModel):
    """`looked_at` null: the rules have not looked yet."""

    stage: LookStage
    at: datetime
    looked_at: datetime | None
    mode: str
    rules: list[RuleWhyOut]


class WhyOut(BaseModel):
    """`kept_since`: of older events the reasons are no longer kept."""

    event_id: UUID
    kept_since: datetime
    looks: list[LookOut]
