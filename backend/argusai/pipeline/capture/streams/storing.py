"""Hands on to the main process what a capture process tells, in order, so that nothing is lost."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import Awaitable, Mapping
from typing import Any

from argusai.kit.errors import BadInput, NotFound, Unavailable
from argusai.kit.link import Message, ParentLink, kill
from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.ports import CaptureListener
from argusai.pipeline.capture.streams.wire import read_health

_log = get_log("capture.streams")

_STORE_AGAIN_SECONDS = 1.0


class Storing:
    """What `listener` cannot take now, it is told again until it can."""

    def __init__(self, listener: CaptureListener) -> None:
        self._listener = listener

    async def run(self, inbox: asyncio.Queue[Message | None], child: Process, link: ParentLink) -> None:
        """Hands on in order until None comes; each report is acknowledged once it is safe. A fault of ours ends the
        child: it is started again."""
        while (message := await inbox.get()) is not None:
            if message.head["kind"] == "health":
                await self.tell(self._listener.health_changed(read_health(message.head["health"])))
                continue
            if not await self._make_safe(message.head["report"]):
                kill(child)
                return
            link.acknowledge()

    async def _make_safe(self, report: Mapping[str, Any]) -> bool:
        """Tries again while the database is busy or the disk is full: the child holds what follows and goes on.
        False for a fault of ours."""
        waiting = False
        while True:
            try:
                safe = await self.tell(self._listener.report(report))
            except BadInput as error:
                _log.error("a report was refused and is lost", reason=error.detail)
                return True
            except Unavailable as error:
                if not waiting:
                    _log.warning("events cannot be stored; trying again until they are", reason=error.detail)
                waiting = True
                await asyncio.sleep(_STORE_AGAIN_SECONDS)
                continue
            if waiting:
                _log.info("events are stored again")
            return safe

    async def tell(self, call: Awaitable[None]) -> bool:
        """False when the listener failed. What is of a camera that was deleted meanwhile goes with it, and is no fault.
        Raises BadInput or Unavailable."""
        try:
            await call
        except (BadInput, Unavailable):
            raise
        except NotFound as error:
            _log.info("what was told of a deleted camera goes with it", reason=error.detail)
        except Exception:  # noqa: BLE001 - the supervisor's edge: whatever storing raises, capture goes on
            _log.exception("what a capture process told could not be taken in")
            return False
        return True
