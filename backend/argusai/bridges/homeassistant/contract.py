"""What is told to Home Assistant, and how one gets to its broker. Frozen, plain."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Broker:
    """`authority`, `certificate`, `key`: PEM; empty: the system's authorities, and no certificate of ours. `name`: by
    which the broker knows us; a second connection under it ends the first."""

    host: str
    port: int
    name: str
    username: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    authority: str = ""
    certificate: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Publication:
    """`retain`: the broker keeps it for whoever comes later. `expires_seconds`: of no use after that."""

    topic: str
    payload: bytes
    retain: bool = True
    expires_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """`retained`: the broker had kept it; nobody says it now."""

    topic: str
    payload: bytes
    retained: bool


@dataclass(frozen=True, slots=True)
class EventTold:
    """What is said of one event. `path`: of its page. `trigger`: what opened it."""

    id: UUID
    camera_id: UUID
    state: Literal["open", "closed"]
    started_at: datetime
    labels: tuple[str, ...]
    zones: tuple[str, ...]
    lines: tuple[str, ...]
    attention: int
    text: str
    describer: str
    trigger: str = "track"

    @property
    def path(self) -> str:
        return f"/events/{self.id}"


@dataclass(frozen=True, slots=True)
class CameraTold:
    """A camera as it is now. `watching`: nobody paused it. `going_on`: the labels of each open event. `stays_home`: no
    picture of it goes anywhere. `picture`: of the last event, relative to the media folder."""

    id: UUID
    name: str
    connected: bool
    watching: bool
    stays_home: bool
    going_on: tuple[frozenset[str], ...]
    last: EventTold | None
    events_today: int
    parcels: int
    picture: str | None


@dataclass(frozen=True, slots=True)
class HouseTold:
    """The house as it is now. `modes`: their names, each once; `mode`: the name of the one that counts. `down`: names
    of cameras that are not seen. `cost_today`: dollars."""

    mode: str
    modes: tuple[str, ...]
    down: tuple[str, ...]
    cost_today: float
    media_bytes: int


class LinkFailed(Exception):
    """The broker cannot be reached, or the connection broke. The message says in a sentence what failed. `lasting`: it
    would fail again until somebody mends it."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


class NotTaken(Exception):
    """The broker is there, and does not take this one message. The message says in a sentence why."""


class TakenOver(LinkFailed):
    """The broker gave our connection to a program that came under the same name."""
