"""How much a caller may send, and how long that may take: checked before anything looks at the body."""

import asyncio
import re

from argusai.kit.asgi import App, Message, Receive, Scope, Send, header, send_problem
from argusai.kit.errors import ArgusError, TooLarge

MOST_BODY_BYTES = 1024 * 1024
# A body of 1 MiB takes 10 s at 1 Mbit/s; who needs longer than this holds a place for nothing.
SLOWEST_BODY_SECONDS = 30.0


class TooSlow(ArgusError):
    status = 408
    title = "Too slow"
    slug = "too-slow"


class BodyLimit:
    """Reads the whole body before the application runs, whether or not its length was announced.

    413 (slug `too-large`) beyond `most_bytes`, 408 (slug `too-slow`) beyond `slowest_seconds`. `streamed`: of
    method and path; these requests take a file and have limits of their own.
    """

    def __init__(
        self,
        app: App,
        most_bytes: int = MOST_BODY_BYTES,
        slowest_seconds: float = SLOWEST_BODY_SECONDS,
        streamed: re.Pattern[str] | None = None,
    ) -> None:
        self._app = app
        self._streamed = streamed
        self._most_bytes = most_bytes
        self._slowest_seconds = slowest_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._takes_a_file(scope):
            await self._app(scope, receive, send)
            return
        try:
            body = await self._read(scope, receive)
        except ArgusError as error:
            await send_problem(scope, send, error, close=True)
            return
        if body is not None:
            await self._app(scope, _replay(body, receive), send)

    def _takes_a_file(self, scope: Scope) -> bool:
        return bool(self._streamed and self._streamed.fullmatch(f"{scope['method']} {scope['path']}"))

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        """None when the caller went away half-way."""
        announced = header(scope, b"content-length")
        if announced is not None and announced.isdigit() and int(announced[:20]) > self._most_bytes:
            raise self._too_large()
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._slowest_seconds):
                while True:
                    message = await receive()
                    if message["type"] != "http.request":
                        return None
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    if size > self._most_bytes:
                        raise self._too_large()
                    if not message.get("more_body", False):
                        return b"".join(parts)
        except TimeoutError as error:
            raise TooSlow("The request did not arrive in full in time. Please send it again.") from error

    def _too_large(self) -> TooLarge:
        return TooLarge(f"The request is too large: at most {self._most_bytes:,} bytes are accepted.")


def _replay(body: bytes, receive: Receive) -> Receive:
    """`body` as one message, then whatever comes after it (the disconnect)."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message
