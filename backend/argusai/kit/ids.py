"""Identifiers: UUID version 7 (RFC 9562), so that ids sort by the time they were made."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A fresh UUIDv7: 48 bits of Unix milliseconds, then random bits; rising within one process."""
    return UUID(int=uuid_utils.uuid7().int)
