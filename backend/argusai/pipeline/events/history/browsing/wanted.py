"""Which events somebody asks for."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty tuples: any. `since` ≤ start < `until`. `unseen`: only what this person has not seen. `zones`, `lines`:
    what stood in one of these, what crossed one of these. `group_id`: only cameras of that group."""

    camera_ids: tuple[UUID, ...] = ()
    labels: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    unseen: bool = False
    triggers: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    group_id: UUID | None = None


def of_group(wanted: Wanted, members: Collection[UUID]) -> Wanted:
    """The same of those cameras that are in the group, and are asked for if any are. No camera at all: nothing."""
    chosen = wanted.camera_ids or sorted(members)
    return replace(wanted, camera_ids=tuple(each for each in chosen if each in members), group_id=None)


Key = tuple[datetime, UUID]  # what the list is ordered by, newest first: start and id
