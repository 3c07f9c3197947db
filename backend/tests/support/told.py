"""A house of one camera that is told to Home Assistant without its database; and a program that tells it to a broker:
`python -m tests.support.told PORT INSTALLATION CAMERA`, ids as UUIDs. It prints how its connection stands."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from argusai.bridges.homeassistant.configured import Configured, Secrets
from argusai.bridges.homeassistant.contract import CameraTold, HouseTold
from argusai.bridges.homeassistant.conversation import Parts
from argusai.bridges.homeassistant.obey import Obedience
from argusai.bridges.homeassistant.outbox import Outbox
from argusai.bridges.homeassistant.stage import Bridge, Surroundings
from argusai.bridges.homeassistant.turn import Waits
from argusai.kit.clock import Clock, SystemClock
from argusai.kit.errors import Unavailable
from tests.support.mosquitto import PASSWORD, USERNAME

QUICK = Waits(heard_seconds=30, answer_seconds=1, pause_seconds=0.1, longest_pause_seconds=0.2)


class OneCamera:
    """Implements what is asked of `HouseReader`; what it says was asked just now."""

    def __init__(self, camera_id: UUID, picture: bytes | None = None) -> None:
        self._camera_id = camera_id
        self._picture = picture
        self.connected = True

    def today(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    async def own_address(self) -> str:
        return ""

    async def camera_ids(self) -> list[UUID]:
        return [self._camera_id]

    async def camera(self, camera_id: UUID) -> CameraTold:
        return CameraTold(camera_id, "Yard", self.connected, True, False, (), None, 1800, 0, None)

    def is_connected(self, _camera_id: UUID) -> bool:
        return self.connected

    async def picture(self, _camera: CameraTold) -> bytes | None:
        return self._picture

    async def house(self) -> HouseTold:
        return HouseTold("Away", ("Home", "Away"), (), 0.0, 0)


class NothingAnnounced:
    """Implements what is asked of `Announced`."""

    async def note(self, _topics: object, _cameras: object) -> None: ...

    async def settle(self, _topics: object, _cameras: object) -> None: ...

    async def stray(self, *_: object) -> list[str]:
        return []


class NothingWritten:
    """Implements what is asked of `Database`: it is busy."""

    def write(self) -> Any:
        raise Unavailable("The database is busy.")


@contextlib.contextmanager
def nothing_new() -> Iterator[AsyncIterator[str]]:
    """Implements `ports.FollowUpdates`."""

    async def texts() -> AsyncIterator[str]:
        await asyncio.Event().wait()
        yield ""

    yield texts()


def a_bridge(
    configured: Configured,
    camera_id: UUID,
    clock: Clock,
    changed: Callable[[], None] = lambda: None,
    picture: bytes | None = None,
    orders: Any = None,
) -> tuple[Bridge, Outbox]:
    """`changed` is called whenever its connection stands otherwise. `orders`: what is obeyed."""

    async def read() -> Configured:
        return configured

    async def modes() -> tuple[str, dict[str, str]]:
        return "home", {"home": "Home", "away": "Away", "night": "Night"}

    outbox = Outbox(clock)
    obedience = Obedience(cast(Any, NothingWritten()), orders, modes, clock)
    parts = Parts(cast(Any, OneCamera(camera_id, picture)), outbox, obedience, cast(Any, NothingAnnounced()), clock)
    return Bridge(Surroundings(read, nothing_new, lambda _kind, _body: changed(), "0.1.0", QUICK), parts), outbox


async def _main(port: str, installation: str, camera: str) -> None:
    configured = Configured(
        UUID(installation), enabled=True, host="127.0.0.1", port=int(port), username=USERNAME, secrets=Secrets(PASSWORD)
    )

    def say() -> None:
        connection = bridge.connection()
        print(connection.state, connection.sentence, flush=True)

    bridge, _ = a_bridge(configured, UUID(camera), SystemClock(), say)
    await bridge.run()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
