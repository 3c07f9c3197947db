"""What the bridge needs of the other parts; `flow/bridging.py` connects it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from datetime import tzinfo
from typing import Any, Literal, Protocol
from uuid import UUID

from argusai.bridges.homeassistant.contract import Broker, Publication, Received
from argusai.bridges.homeassistant.whereabouts import Whereabouts

Length = Literal["hour", "morning", "end"]


class Link(Protocol):
    """A connection to the broker. Each of these raises LinkFailed when it is over."""

    async def publish(self, publication: Publication) -> None:
        """After the return the broker has it. Raises NotTaken when it does not take this one."""
        ...

    async def subscribe(self, topics: Sequence[str]) -> None:
        """Raises LinkFailed as well when the broker refuses one of them."""
        ...

    def received(self) -> AsyncIterator[Received]: ...

    def lost(self) -> int:
        """How many came faster than they were read, since the last time that this was asked."""
        ...


class Connect(Protocol):
    def __call__(self, broker: Broker, will: Publication | None, /) -> AbstractAsyncContextManager[Link]:
        """`will`: what the broker says for us when we are lost. Raises LinkFailed."""
        ...


class FollowUpdates(Protocol):
    def __call__(self) -> AbstractContextManager[AsyncIterator[str]]:
        """The live updates as JSON texts, from now on; ends when some were missed."""
        ...


class HealthNow(Protocol):
    def __call__(self, camera_id: UUID, /) -> str | None:
        """The condition of that camera's stream; None: it is not watched."""
        ...


class Modes(Protocol):
    async def __call__(self) -> tuple[str, dict[str, str]]:
        """The id of the mode that counts, and the name of each by its id."""
        ...


class ReadPicture(Protocol):
    async def __call__(self, path: str, /) -> bytes | None:
        """The file, by its path relative to the media folder; None when it is gone."""
        ...


class Sums(Protocol):
    async def __call__(self) -> tuple[float, int]:
        """Dollars spent today; bytes of all media."""
        ...


class Zone(Protocol):
    def __call__(self) -> tzinfo:
        """The clock of the house."""
        ...


class PublishPerishable(Protocol):
    def __call__(self, kind: str, body: dict[str, Any], /) -> None:
        """Tell the clients that are connected now."""
        ...


class Orders(Protocol):
    """What Home Assistant may have done. Each raises kit.errors.ArgusError when it cannot be."""

    async def choose_mode(self, mode_id: str) -> None: ...

    async def watch(self, camera_id: UUID, on: bool) -> None: ...

    async def describe(self, camera_id: UUID) -> None: ...

    async def ring(self, camera_id: UUID) -> None: ...

    async def snooze(self, person_id: UUID, length: Length) -> None: ...

    async def acknowledge(self, person_id: UUID, notice_id: UUID) -> None: ...

    async def tell_presence(self, told: Whereabouts) -> None: ...
