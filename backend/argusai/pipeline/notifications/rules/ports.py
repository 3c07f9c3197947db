"""What rules need from outside."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from argusai.kit.db import Session


@dataclass(frozen=True, slots=True)
class House:
    """`place`: latitude and longitude in degrees, north and east positive; None: nobody said where it stands."""

    language: str
    zone: tzinfo
    place: tuple[float, float] | None


class HouseNow(Protocol):
    async def __call__(self, session: Session) -> House:
        """As set at the moment, read in the transaction of `session`."""


class Words(Protocol):
    """The words of one language."""

    language: str

    def subject(self, label: str, count: int) -> str:
        """“a person”, in the nominative."""

    def duration(self, seconds: float) -> str:
        """“20 seconds”."""


class WordsFor(Protocol):
    def __call__(self, language: str, /) -> Words: ...
