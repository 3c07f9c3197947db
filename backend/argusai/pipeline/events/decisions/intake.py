"""Takes what capture processes note and writes it in portions: never more than one transaction a second."""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from argusai.kit.db import Database
from argusai.kit.errors import Unavailable
from argusai.kit.log import get_log
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.events.decisions.repository import DecisionRepository

_log = get_log("events.decisions")
# Minutes of what ten cameras in a storm have to say; 12 KB each make 6 MB.
_MOST_WAITING = 500
_BETWEEN_WRITES_SECONDS = 1.0
_AGAIN_SECONDS = 5.0


class Intake:
    """In the event loop. `dropped`: decisions that nobody will ever see, because the database could not take them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[Decision] = deque()
        self._there = asyncio.Event()
        self._failing = False
        self.dropped = 0

    def take(self, decision: Decision) -> None:
        """Never waits. When too many do, the oldest goes."""
        self._waiting.append(decision)
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popleft()
            self.dropped += 1
        self._there.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._there.wait()
            self._there.clear()
            pause = _BETWEEN_WRITES_SECONDS if await self._try() else _AGAIN_SECONDS
            await asyncio.sleep(pause)

    async def flush(self) -> None:
        """Write what waits. Raises Unavailable; it waits on then."""
        portion = list(self._waiting)
        if portion:
            await self._write(portion)
            # What came meanwhile stands behind; what was dropped meanwhile stood in front.
            written = {id(each) for each in portion}
            self._waiting = deque(each for each in self._waiting if id(each) not in written)

    async def _try(self) -> bool:
        try:
            await self.flush()
        except Unavailable as error:
            if not self._failing:
                _log.warning("decisions cannot be stored for now", reason=error.detail)
            self._failing = True
            self._there.set()
            return False
        if self._failing:
            _log.info("decisions are stored again", dropped=self.dropped)
        self._failing = False
        return True

    async def _write(self, decisions: Sequence[Decision]) -> None:
        async with self._database.write() as session:
            repository = DecisionRepository(session)
            cameras = await repository.cameras()
            for decision in decisions:
                if decision.camera_id not in cameras:  # it was deleted meanwhile
                    continue
                since = cameras[decision.camera_id]
                unwanted = since is not None and decision.began_at < since
                await repository.save(_values(replace(decision, picture=b"") if unwanted else decision))


def _values(decision: Decision) -> dict[str, Any]:
    box, width, height = decision.box, decision.width, decision.height
    edges = (box.left / width, box.top / height, box.right / width, box.bottom / height)
    return {
        "id": decision.decision_id,
        "camera_id": decision.camera_id,
        "reason": decision.reason,
        "label": decision.label,
        "score": decision.score,
        "box": [round(min(max(edge, 0.0), 1.0), 4) for edge in edges],
        "began_at": decision.began_at,
        "ended_at": decision.ended_at,
        "numbers": dict(decision.numbers),
        "picture_bytes": len(decision.picture),
        "picture": decision.picture,
    }
