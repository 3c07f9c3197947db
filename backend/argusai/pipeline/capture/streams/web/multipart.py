"""Takes the pictures out of a multipart/x-mixed-replace stream, as cameras really send them. Pure."""

import re
from collections.abc import Callable, Iterator

from argusai.pipeline.capture.streams.errors import NotAVideo

# 8K pictures of the best quality stay below this.
MOST_BYTES = 32 << 20
_MOST_HEAD = 16 << 10
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")


class _Stream:
    """What was read and not yet taken."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        # As if a line had ended: the first boundary stands at the very beginning. What is added to it copies nothing.
        self.buffer = bytearray(b"\n")

    def more(self) -> bool:
        """False at the end of the stream."""
        new = self._read()
        self.buffer += new
        return bool(new)

    def until(self, pattern: re.Pattern[bytes], most: int) -> bytes | None:
        """What stands before `pattern`, which is taken away with it. None at the end of the stream. Raises NotAVideo
        after `most` bytes without it."""
        searched = 0
        while (match := pattern.search(self.buffer, max(0, searched))) is None:
            searched = len(self.buffer) - 200
            if searched > most:
                raise NotAVideo
            if not self.more():
                return None
        before = bytes(self.buffer[: match.start()])
        del self.buffer[: match.end()]
        return before

    def take(self, count: int) -> bytes | None:
        pieces, have = [bytes(self.buffer)], len(self.buffer)
        while have < count:
            new = self._read()
            if not new:
                return None
            pieces.append(new)
            have += len(new)
        whole = b"".join(pieces)
        self.buffer = bytearray(whole[count:])
        return whole[:count]


def parts(read: Callable[[], bytes], boundary: str) -> Iterator[bytes]:
    """The body of each part, until the stream ends. `read`: the next bytes, empty at the end. `boundary`: as the
    Content-Type names it; cameras disagree on whether its dashes belong to it. Raises NotAVideo for what is no such
    stream."""
    core = re.escape(boundary.strip().strip('"').strip("-").encode("latin-1", "replace"))
    between = re.compile(rb"\r?\n-*" + core + rb"-*[ \t]*\r?\n" if core else rb"\r?\n--[^\r\n]*\r?\n")
    stream = _Stream(read)
    if stream.until(between, _MOST_HEAD) is None:
        return
    while (head := stream.until(_HEAD_END, _MOST_HEAD)) is not None:
        length = _LENGTH.search(head)
        if length is None:
            body = stream.until(between, MOST_BYTES)
            if body is None:
                return
            yield body
            continue
        if int(length[1]) > MOST_BYTES:
            raise NotAVideo
        body = stream.take(int(length[1]))
        if body is None:
            return
        yield body
        # A length that was too short leaves the rest of the picture before the boundary: it is passed over.
        stream.buffer[:0] = b"\n"
        if stream.until(between, MOST_BYTES) is None:
            return
