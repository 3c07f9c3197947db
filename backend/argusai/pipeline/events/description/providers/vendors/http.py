"""The connection that every vendor's library is given: certificates checked, answers bounded, no redirect followed, so
neither the key nor a picture goes to an address that nobody chose."""

import asyncio
import functools
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2

# An answer has a few thousand bytes, with hidden thinking some ten thousand.
MOST_ANSWER_BYTES = 512 * 1024
# The longest list known, of a broker of hundreds of models, has about half of it.
MOST_LIST_BYTES = 2 * 1024 * 1024
# Packed bytes may unfold a thousandfold. We ask for plain ones; who packs all the same gets this many.
_MOST_PACKED_BYTES = 64 * 1024
_CONNECT_SECONDS = 8.0


class WentElsewhere(Exception):
    """The server answered with a redirect."""


class TooMuch(Exception):
    """The answer is longer than an answer can be."""


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, most_bytes: int) -> None:
        self._stream = stream
        self._left = most_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            self._left -= len(piece)
            if self._left < 0:
                raise TooMuch
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


@functools.cache
def _trusted() -> ssl.SSLContext:
    """Reads the machine's certificates, some 30 ms; never changes."""
    return httpx2.create_ssl_context()


@asynccontextmanager
async def connection(seconds: float, most_bytes: int = MOST_ANSWER_BYTES) -> AsyncIterator[httpx2.AsyncClient]:
    """A client for one request. Its own time-outs lie beyond `seconds`, which is for the caller to keep."""

    async def bound(response: httpx2.Response) -> None:
        if response.is_redirect:
            raise WentElsewhere
        packed = response.headers.get("content-encoding", "identity") != "identity"
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Bounded(response.stream, _MOST_PACKED_BYTES if packed else most_bytes)

    async with httpx2.AsyncClient(
        verify=await asyncio.to_thread(_trusted),
        headers={"Accept-Encoding": "identity"},
        timeout=httpx2.Timeout(seconds + 1, connect=_CONNECT_SECONDS),
        event_hooks={"response": [bound]},
    ) as client:
        yield client
