"""What the configuration needs of those who live by it. `flow` connects them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from argusai.kit.db import Session


class TellCameras(Protocol):
    async def __call__(self, session: Session, changed: Sequence[UUID], deleted: Sequence[UUID]) -> None:
        """In the transaction of `session`: the clients hear of these cameras after the commit."""


class ApplyConfiguration(Protocol):
    async def __call__(self, deleted: Sequence[UUID]) -> None:
        """After the commit: watch what is wanted now, and sweep what deleted cameras left. Cameras that are the same
        are not dialled again."""


class PortCameras(Protocol):
    async def written(
        self, session: Session, seal: Callable[[Mapping[str, Any]], str] | None, /
    ) -> list[dict[str, Any]]:
        """All cameras as plain JSON. `seal` encrypts what is secret of one; None: it is left out."""

    async def taken(
        self, session: Session, plain: Sequence[object], open_: Callable[[str], Mapping[str, Any]] | None, /
    ) -> list[str]:
        """Add or change those in the file. Returns what needs somebody. Raises BadInput with the path of a fault."""


class PortGroups(Protocol):
    async def written(self, session: Session, /) -> list[dict[str, Any]]:
        """All groups as plain JSON."""

    async def taken(self, session: Session, plain: Sequence[object], /) -> None:
        """Add or change those in the file. Raises BadInput with the path of a fault."""


class PortSettings(Protocol):
    async def written(self, session: Session, /) -> dict[str, Any]:
        """As plain JSON."""

    async def taken(self, session: Session, plain: object, /) -> None:
        """Change those in the file. Raises BadInput with the path of a fault."""
