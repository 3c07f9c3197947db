"""Whether a camera sends us on to another address. FFmpeg would follow it anywhere, and take the password along."""

import re
import time
from contextlib import closing, suppress
from urllib.parse import urlsplit

from argusai.pipeline.capture.streams.errors import StreamFailed
from argusai.pipeline.capture.streams.reach import dial

_MOST_BYTES = 8192
_MOST_SECONDS = 2.0
_REDIRECT = re.compile(rb"RTSP/1\.\d 3\d\d\b")
_LOCATION = re.compile(rb"^location:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)


def sent_elsewhere() -> StreamFailed:
    return StreamFailed("The camera sends us to another address. Enter that address instead.")


def is_redirect(answer: bytes) -> bool:
    """`answer`: its beginning."""
    return _REDIRECT.match(answer) is not None


def refuse_redirect(host: str, port: int, address: str, timeout_seconds: float) -> None:
    """Ask the camera as FFmpeg will first, without the password. `address`: without it, too. Whatever else it answers,
    or whether at all, is for FFmpeg to find out. Raises StreamFailed when it leads away from `host` and `port`, for
    which alone the password was typed, and OSError, NotAllowed as `dial` does."""
    with closing(dial(host, port, timeout_seconds)) as connection:
        answer, until = b"", time.monotonic() + _MOST_SECONDS
        with suppress(OSError):
            connection.sendall(f"DESCRIBE {address} RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n".encode())
            while b"\r\n\r\n" not in answer and len(answer) < _MOST_BYTES and (left := until - time.monotonic()) > 0:
                connection.settimeout(left)
                if not (piece := connection.recv(_MOST_BYTES)):
                    break
                answer += piece
    found = _LOCATION.search(answer)
    if is_redirect(answer) and (found is None or not _is_same(found[1].decode("latin-1"), host, port)):
        raise sent_elsewhere()


def _is_same(location: str, host: str, port: int) -> bool:
    try:
        parts = urlsplit(location)
        there = (parts.scheme.lower(), (parts.hostname or "").lower(), parts.port or 554)
    except ValueError:
        return False
    return there == ("rtsp", host.lower(), port)
