"""What stored events need from outside."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Protocol

from argusai.kit.db import Session
from argusai.pipeline.capture.streams.contract import ClipFile, ClipPart, GivenUp
from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.contract import Description


class Describe(Protocol):
    """Finds words for facts: quick, pure, never raising for facts that a report may hold. `zone`: None when the clock
    says nothing of the pictures."""

    def __call__(
        self, facts: EventFacts, camera_name: str, language: str, zone: tzinfo | None, provisional: bool
    ) -> Description: ...


class NoteFacts(Protocol):
    async def __call__(self, session: Session, facts: EventFacts, attention: int) -> None:
        """An event was stored or grew, in the transaction of `session`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """In which language, and where on earth, sentences are written."""

    language: str
    zone: tzinfo


class WordingNow(Protocol):
    async def __call__(self, session: Session) -> Wording:
        """As set at the moment, read in the transaction of `session`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`most_bytes`: of all media together; None for no limit."""

    days: int
    most_bytes: int | None


class RetentionLimits(Protocol):
    async def __call__(self) -> Limits:
        """As set at the moment."""


class AdoptClip(Protocol):
    """Makes a playable clip of what a dead capture process left behind; blocking, called in a worker thread."""

    def __call__(self, path: str, /) -> ClipFile | None:
        """`path`: where the clip was meant to be, relative to the media folder. None when nothing can be saved."""


class CutClip(Protocol):
    """Writes a part of a clip as a clip of its own; blocking, called in a worker thread."""

    def __call__(self, source: Path, target: Path, part: ClipPart, given_up: GivenUp, /) -> bool:
        """False when it was given up, or nothing that plays is there. Raises OSError."""


class ParcelWords(Protocol):
    def __call__(
        self, camera_name: str, left_at: datetime, taken_at: datetime | None, language: str
    ) -> tuple[str, str]:
        """One sentence about one parcel, and the language it is in. Times are local ones."""
