"""Keyset pages: `{items, next_cursor}`, never offsets, so that a growing list neither skips nor repeats."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from uuid import UUID

from argusai.kit.errors import BadInput

Item = TypeVar("Item")

MOST_PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`next_cursor` is None on the last page."""

    items: tuple[Item, ...]
    next_cursor: str | None


def write_cursor(*key: str) -> str:
    """An opaque, URL-safe token for the sort key of the last item on a page."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).rstrip(b"=").decode()


def read_cursor(cursor: str, parts: int) -> tuple[str, ...]:
    """The sort key in `cursor`; raises BadInput (slug `bad-cursor`) for anything that `write_cursor` did not make."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, UnicodeError, ValueError, RecursionError) as error:
        raise _bad_cursor() from error
    if not isinstance(key, list) or len(key) != parts or not all(isinstance(part, str) for part in key):
        raise _bad_cursor()
    return tuple(key)


def write_moment_cursor(at: datetime, id_: UUID) -> str:
    """For lists in the order of time, then of id."""
    return write_cursor(at.isoformat(), str(id_))


def read_moment_cursor(cursor: str) -> tuple[datetime, UUID]:
    """In UTC. Raises BadInput (slug `bad-cursor`) for anything that `write_moment_cursor` did not make."""
    at, id_ = read_cursor(cursor, 2)
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("no zone")
        return moment.astimezone(UTC), UUID(id_)
    except (ValueError, OverflowError) as error:
        raise _bad_cursor() from error


def _bad_cursor() -> BadInput:
    return BadInput("This page marker is not valid. Start again from the first page.", slug="bad-cursor")
