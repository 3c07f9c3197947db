"""What the configuration needs of those who live by it. `flow` connects them."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from argusai.kit.db import Session


class TellCameras(Protocol):
    async def __call__(self, session: Session, changed: Sequence[UUID], deleted: Sequence[UUID]) -> None:
        """In the transaction of `session`: the clients hear of these cameras after the commit."""


class ApplyConfiguration(Protocol):
    async def __call__(self, deleted: Sequence[UUID]) -> None:
        """After the commit: watch what is wanted now, and sweep what deleted cameras left. Cameras that are the same
        are not dialled again."""
