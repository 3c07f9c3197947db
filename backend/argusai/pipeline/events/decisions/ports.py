"""What stored decisions need from outside."""

from typing import Protocol

from argusai.kit.db import Session


class Words(Protocol):
    """The words of one language."""

    language: str

    def subject(self, label: str, count: int) -> str:
        """“a person”, in the nominative."""

    def duration(self, seconds: float) -> str:
        """“20 seconds”."""


class WordsFor(Protocol):
    def __call__(self, language: str, /) -> Words: ...


class LanguageNow(Protocol):
    async def __call__(self, session: Session) -> str:
        """As set at the moment, read in the transaction of `session`."""
