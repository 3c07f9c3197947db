"""What the main process asks a capture process and waits for: the newest picture, a look at it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from argusai.kit.errors import Unavailable
from argusai.kit.link import Message
from argusai.pipeline.capture.streams.contract import Occasion
from argusai.pipeline.capture.streams.relays import no_picture

_SNAPSHOT_SECONDS = 3.0
_LOOK_SECONDS = 10.0
_LOOK_FAILED = "The picture could not be looked at. Try again; the log says more."

# False: there is no capture process that could hear it.
Say = Callable[[Mapping[str, Any]], Awaitable[bool]]


class Asking:
    """Of one capture process. A new one begins with nothing asked: what was asked of its forerunner times out."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._open: dict[int, asyncio.Future[Message]] = {}
        self._asked = 0

    async def snapshot(self, camera_id: UUID) -> bytes:
        """The newest picture as JPEG. Raises Unavailable (slug `no-picture`)."""
        answer = await self._ask({"kind": "snapshot", "camera_id": str(camera_id)}, _SNAPSHOT_SECONDS)
        if answer is None or not answer.body:
            raise no_picture()
        return answer.body

    async def look(self, camera_id: UUID, event_id: UUID, occasion: Occasion) -> None:
        """Have the newest picture looked at; `event_id` is on its way to be stored after the return.

        Raises Unavailable (slug `no-picture`, or `look-failed`)."""
        head = {"kind": "look", "camera_id": str(camera_id), "event_id": str(event_id), "occasion": occasion}
        answer = await self._ask(head, _LOOK_SECONDS)
        if answer is None or answer.head["outcome"] == "no-picture":
            raise no_picture()
        if answer.head["outcome"] != "told":
            raise Unavailable(_LOOK_FAILED, slug="look-failed", retry_after_seconds=5)

    def take(self, message: Message) -> None:
        answer = self._open.get(message.head["request"])
        if answer is not None and not answer.done():
            answer.set_result(message)

    async def _ask(self, head: Mapping[str, Any], most_seconds: float) -> Message | None:
        """None when no answer came."""
        self._asked += 1
        request = self._asked
        answer = self._open[request] = asyncio.get_running_loop().create_future()
        try:
            if not await self._say({**head, "request": request}):
                return None
            async with asyncio.timeout(most_seconds):
                message: Message = await answer
                return message
        except TimeoutError:
            return None
        finally:
            del self._open[request]
