"""Looks through the media folder for files that no row may hold. Knows the layout, and leaves all else alone."""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

_PARTS = (re.compile(r"\d{4}"), re.compile(r"\d{2}"), re.compile(r"\d{2}"))


@dataclass(frozen=True, slots=True)
class EventFiles:
    """The folder of one event: its files, by path relative to the media folder, with their ages."""

    event_id: UUID
    written_at: dict[str, datetime]


def event_folders(root: Path) -> Iterator[EventFiles]:
    """`<yyyy>/<mm>/<dd>/<event-id>/` folders, oldest day first. Links are not followed."""
    for day in _days(root):
        for folder in _folders(day):
            with contextlib.suppress(ValueError):
                yield EventFiles(UUID(folder.name), _files(root, folder))


def is_empty(root: Path) -> bool:
    """No file of any event: the folder is new, or the disk it should be on is not there."""
    return all(not found.written_at for found in event_folders(root))


def remove_empty_days(root: Path, today: datetime) -> None:
    """Folders of days before `today` that hold nothing. Today's may be getting its first event just now."""
    for day in list(_days(root)):
        name = "/".join(day.parts[-3:])
        if name < f"{today.astimezone(UTC):%Y/%m/%d}":
            for folder in [*_folders(day), day, day.parent, day.parent.parent]:
                with contextlib.suppress(OSError):  # not empty
                    folder.rmdir()


def _days(root: Path) -> Iterator[Path]:
    level = [root]
    for part in _PARTS:
        level = [child for folder in level for child in _folders(folder) if part.fullmatch(child.name)]
    yield from level


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            return sorted(Path(one.path) for one in found if one.is_dir(follow_symlinks=False))
    except FileNotFoundError:
        return []


def _files(root: Path, folder: Path) -> dict[str, datetime]:
    written_at = {}
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as found:
        for one in found:
            with contextlib.suppress(FileNotFoundError):
                if not one.is_dir(follow_symlinks=False):
                    stamp = one.stat(follow_symlinks=False).st_mtime
                    written_at[str(Path(one.path).relative_to(root))] = datetime.fromtimestamp(stamp, UTC)
    return written_at
