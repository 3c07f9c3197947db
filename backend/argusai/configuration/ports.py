"""What the configuration needs of those who live by it. `flow` connects them."""

from collections.abc import Callable, Collection, Mapping, Sequence
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
        self, session: Session, plain: Sequence[object], open_: Callable[[str], object] | None, /
    ) -> list[str]:
        """Add or change those in the file. Returns what needs somebody. Raises BadInput with the path of a fault."""


class PortGroups(Protocol):
    async def written(self, session: Session, /) -> list[dict[str, Any]]:
        """All groups as plain JSON."""

    async def taken(self, session: Session, plain: Sequence[object], /) -> None:
        """Add or change those in the file. Raises BadInput with the path of a fault."""


class KeepRules(Protocol):
    """Rules have versions of their own: each way back is a new one."""

    async def rows(self, session: Session, /) -> dict[str, dict[str, Any]]:
        """What each is now, by id, as plain JSON."""

    async def put(self, session: Session, rows: Mapping[UUID, Mapping[str, Any] | None], /) -> None:
        """Make them so; None: delete it. Raises Conflict."""


class LetModesGo(Protocol):
    async def __call__(self, session: Session, gone: Collection[str], /) -> None:
        """These are about to be deleted. Raises Conflict when one of them counts now."""


class PortModes(Protocol):
    async def written(self, session: Session, /) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """All modes, and when they change by themselves, as plain JSON."""

    async def taken(
        self, session: Session, plain: Sequence[object], schedule: Sequence[object] | None, /
    ) -> dict[str, str]:
        """Add or change those in the file; `schedule` None: it stays. Returns their ids here by those in the file.
        Raises BadInput with the path of a fault."""


class PortRules(Protocol):
    async def written(self, session: Session, /) -> list[dict[str, Any]]:
        """All rules as plain JSON."""

    async def taken(self, session: Session, plain: Sequence[object], ids: Mapping[str, str], /) -> list[str]:
        """Add or change those in the file. `ids`: here, by those in the file, of what rules name. Returns what needs
        somebody. Raises BadInput with the path of a fault."""


class PortSettings(Protocol):
    async def written(self, session: Session, /) -> dict[str, Any]:
        """As plain JSON."""

    async def taken(self, session: Session, plain: object, /) -> None:
        """Change those in the file. Raises BadInput with the path of a fault."""
