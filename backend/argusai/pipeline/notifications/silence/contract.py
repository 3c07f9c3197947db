"""What others may know of why a time was quiet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from argusai.pipeline.detection.scenery.contract import Reason as Decided

Key = tuple[datetime, UUID]  # what lines are ordered by, oldest first
Kind = Literal["outage", "off", "change", "mode", "decision", "event", "notice"]


@dataclass(frozen=True, slots=True)
class Period:
    """[`since`, `until`) of one camera, in UTC."""

    camera_id: UUID
    since: datetime
    until: datetime


# What lines are told apart by: a decision by its reason, everything else by its kind.
Reason = Literal[Decided, "outage", "off", "change", "mode", "event", "notice"]
DECIDED: frozenset[str] = frozenset(get_args(Decided))


@dataclass(frozen=True, slots=True)
class Sought:
    """Which lines of a period. Empty: any. `labels`: events and decisions of one of them, and nothing else."""

    period: Period
    reasons: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    def asks_for(self, kind: Kind) -> bool:
        """Whether any line of it may be among them. Of decisions, those of `decided`."""
        if self.labels and kind not in {"event", "decision"}:
            return False
        return not self.reasons or (bool(self.decided) if kind == "decision" else kind in self.reasons)

    @property
    def decided(self) -> tuple[str, ...]:
        """Of the reasons those of decisions."""
        return tuple(each for each in self.reasons if each in DECIDED)


@dataclass(frozen=True, slots=True)
class Tally:
    """So many lines of one reason and label. `label`: empty where nothing was recognised, and of what has none. An
    event of several labels is counted with each."""

    reason: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that explains it. `until`: None for what has no length, or goes on. `slug`: of its kind, which one.
    `picture`: the address of one. `label`, `numbers`: of a decision. `subject_id`: the event or notice."""

    at: datetime
    id: UUID
    kind: Kind
    slug: str
    sentence: str
    language: str
    until: datetime | None = None
    picture: str | None = None
    label: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)
    times: int = 1

    @property
    def key(self) -> Key:
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class Off:
    """The camera did not watch in [`at`, `until`). `why`: not-there, off, pause or schedule."""

    at: datetime
    until: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Then:
    """How a camera was set in a period. `off`: when it did not watch. `changes`: what was set otherwise meanwhile.
    At the beginning: `masks`, how many; `only_zones`, in which alone something counts; `untold`, labels that nobody
    wants to hear of."""

    name: str
    off: tuple[Off, ...] = ()
    changes: tuple[Line, ...] = ()
    masks: int = 0
    only_zones: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
