"""How much of a file a request asks for (RFC 9110, sections 13 and 14)."""

import re

_ONE_RANGE = re.compile(r"bytes\s*=\s*(\d{0,1000})\s*-\s*(\d{0,1000})\s*", re.ASCII | re.IGNORECASE)


class OutsideFile(Exception):
    """A well-formed range that lies outside the file: the answer is 416."""


def read_range(header: str | None, size: int) -> tuple[int, int] | None:
    """First and last byte (inclusive) that are asked for. None, and so the whole file, when there is no range, or one
    that a server may ignore: malformed, in another unit, or several at once, which players do not use.

    Raises OutsideFile.
    """
    found = _ONE_RANGE.fullmatch(header.strip()) if header is not None else None
    if found is None or not any(found.groups()):
        return None
    first, last = (int(digits) if digits else None for digits in found.groups())
    if first is None:
        first, last = max(0, size - (last or 0)), size - 1
    elif last is not None and last < first:
        return None
    if first >= size:
        raise OutsideFile
    return first, size - 1 if last is None else min(last, size - 1)


def matches(header: str | None, etag: str) -> bool:
    """Whether If-None-Match names `etag` (weak comparison)."""
    if header is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag in tags
