"""What the overview of the whole needs from its parts. The composition root connects them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

Condition = Literal["connecting", "connected", "down", "paused", "ended"]


@dataclass(frozen=True, slots=True)
class StoredEvents:
    """`media_bytes`: of all stored files together. `oldest_at`: None when there is no event."""

    events: int
    media_bytes: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class CameraState:
    """`since`: when the condition began. `reason`: a sentence why it is not connected, else empty. `blind`: a sentence
    why nothing is detected although its pictures come, else empty."""

    id: UUID
    name: str
    condition: Condition
    since: datetime
    reason: str
    blind: str = ""


@dataclass(frozen=True, slots=True)
class CapturePart:
    """One capture process. `running` False: it died or froze, or does not come up; it is started again."""

    running: bool
    restarts: int
    cameras: int


@dataclass(frozen=True, slots=True)
class Model:
    """`purpose`: a few words for a person. `installed`: its files are there and were checked. `needed`: without it
    nothing is recognised at all."""

    name: str
    purpose: str
    installed: bool
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Certificate:
    """What browsers are shown. `renewal_due`: when ArgusAI renews it by itself; None: somebody else has to."""

    ends: datetime
    renewal_due: datetime | None


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a part does not do its work now. `sentence`: for a person, with what to do."""

    slug: str
    sentence: str


class StoppedParts(Protocol):
    async def __call__(self) -> Sequence[Stopped]: ...


class EventStorage(Protocol):
    async def __call__(self) -> StoredEvents: ...


class CameraStates(Protocol):
    async def __call__(self) -> Sequence[CameraState]: ...


class CaptureParts(Protocol):
    def __call__(self) -> Sequence[CapturePart]: ...


class Models(Protocol):
    def __call__(self) -> Sequence[Model]:
        """Called in a worker thread: it may look at the disk."""


class MissedLoops(Protocol):
    def __call__(self) -> Sequence[str]:
        """Of what runs without an end, what stands still: a sentence each."""


class PublishPerishable(Protocol):
    def __call__(self, kind: str, body: dict[str, Any]) -> None:
        """Tell the clients that are connected now."""
