"""Events that were deleted while this program runs, so that a report that comes later does not bring them back."""

from collections import OrderedDict
from collections.abc import Iterable
from uuid import UUID


class Forgotten:
    """In memory only: reports wait in capture processes, and those die with this one. Bounded, oldest out first."""

    def __init__(self, most: int = 50_000) -> None:
        self._ids: OrderedDict[UUID, None] = OrderedDict()
        self._most = most

    def add(self, event_ids: Iterable[UUID]) -> None:
        for event_id in event_ids:
            self._ids[event_id] = None
        while len(self._ids) > self._most:
            self._ids.popitem(last=False)

    def __contains__(self, event_id: UUID) -> bool:
        return event_id in self._ids
