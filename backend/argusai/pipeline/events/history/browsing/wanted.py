"""Which events somebody asks for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty tuples: any. `since` ≤ start < `until`. `unseen`: only what this person has not seen. `zones`, `lines`:
    what stood in one of these, what crossed one of these."""

    camera_ids: tuple[UUID, ...] = ()
    labels: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    unseen: bool = False
    triggers: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


Key = tuple[datetime, UUID]  # what the list is ordered by, newest first: start and id
