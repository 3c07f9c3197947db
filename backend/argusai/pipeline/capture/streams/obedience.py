"""Whether a capture process does already as it was told. In the event loop only."""

import asyncio


class Obedience:
    """Orders are numbered from 1. Where there is no child, nobody has to obey: its successor starts with the newest."""

    def __init__(self) -> None:
        self._told = 0
        self._obeyed = 0
        self._changed = asyncio.Event()

    def told(self) -> int:
        """The number of a new order."""
        self._told += 1
        return self._told

    def obeyed(self, order: int) -> None:
        self._obeyed = max(self._obeyed, order)
        self._changed.set()

    def nobody(self) -> None:
        """The child is gone."""
        self._obeyed = self._told
        self._changed.set()

    async def wait(self, timeout_seconds: float) -> bool:
        """False: it was not obeyed in time."""
        wanted = self._told
        try:
            async with asyncio.timeout(timeout_seconds):
                while self._obeyed < wanted:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True
