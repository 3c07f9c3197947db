"""What notices need from outside. `flow` connects them."""

from typing import Protocol
from zoneinfo import ZoneInfo

from argusai.kit.db import Session


class ZoneIn(Protocol):
    async def __call__(self, session: Session) -> ZoneInfo:
        """The house's time zone: a person's own until he chooses another."""


class ReadPicture(Protocol):
    async def __call__(self, path: str) -> bytes | None:
        """`path`: relative to the media folder. None when it is gone."""
