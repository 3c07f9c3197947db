"""What others may know of why a time was quiet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

Key = tuple[datetime, UUID]  # what lines are ordered by, oldest first
Kind = Literal["outage", "off", "change", "mode", "decision", "event", "notice"]


@dataclass(frozen=True, slots=True)
class Period:
    """[`since`, `until`) of one camera, in UTC."""

    camera_id: UUID
    since: datetime
    until: datetime


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
