"""A link between a parent and the child it started: a socket pair that carries JSON heads with binary bodies.

On the wire: one byte of kind, the lengths of head and body (4 bytes each, network order), the head, the body. End of
file is the death notice in both directions. The child is plain and blocking, because what it does blocks anyway; the
parent runs in asyncio. A message that wants an answer takes a credit and gets it back once the parent has acknowledged
it: such messages are never lost to a slow parent, only delayed; perishable ones are dropped when it does not keep up.
"""

import asyncio
import json
import os
import signal
import socket
import struct
import threading
from asyncio.subprocess import Process
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

_FRAME = struct.Struct("!BII")
MOST_HEAD_BYTES = 1 << 20
MOST_BODY_BYTES = 32 << 20
_SECRET_NAMES = frozenset({"ENCRYPTION_KEY", "DATABASE_URL"})
# Perishable bytes that may wait for the parent: two seconds of a fat stream.
MOST_WAITING_BYTES = 4 << 20


def environment_without_secrets() -> dict[str, str]:
    """For children that read what strangers send: should one be taken over, it holds no keys."""
    return {name: value for name, value in os.environ.items() if name not in _SECRET_NAMES}


def kill(child: Process) -> None:
    """SIGKILL, if it still runs. Unlike `child.kill()` it never reaps: that would hide the exit status from asyncio."""
    if child.returncode is None:
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)


class LinkBroken(Exception):
    """The other side sent something malformed or too large; nothing after it can be trusted."""


class _Kind(IntEnum):
    MESSAGE = 0
    WANTS_ANSWER = 1
    ANSWER = 2
    BEAT = 3


@dataclass(frozen=True, slots=True)
class Message:
    """`wants_answer`: the sender waits until `ParentLink.acknowledge` was called for it."""

    head: dict[str, Any]
    body: bytes
    wants_answer: bool = False


def _pack(kind: _Kind, head: Mapping[str, Any] | None = None, body: bytes = b"") -> bytes:
    raw = b"" if head is None else json.dumps(head, separators=(",", ":")).encode()
    if len(raw) > MOST_HEAD_BYTES or len(body) > MOST_BODY_BYTES:
        raise ValueError(f"a message of {len(raw)} + {len(body)} bytes is too large for the link")
    return _FRAME.pack(kind, len(raw), len(body)) + raw + body


def _read_frame(raw: bytes) -> tuple[_Kind, int, int]:
    kind, head, body = _FRAME.unpack(raw)
    if head > MOST_HEAD_BYTES or body > MOST_BODY_BYTES:
        raise LinkBroken(f"a message of {head} + {body} bytes was announced")
    try:
        return _Kind(kind), head, body
    except ValueError as error:
        raise LinkBroken(f"unknown kind of message {kind}") from error


def _read_head(raw: bytes) -> dict[str, Any]:
    try:
        head = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise LinkBroken("the head of a message is not JSON") from error
    if not isinstance(head, dict):
        raise LinkBroken("the head of a message is not an object")
    return head


def _leave() -> None:
    os._exit(0)


class ChildLink:
    """The child's end. Every method may be called from any thread. When the parent is gone, however it died, `on_gone`
    is called (by default the child leaves at once: nobody is there to hear it)."""

    def __init__(self, fd: int, window: int = 16, on_gone: Callable[[], None] = _leave) -> None:
        self._socket = socket.socket(fileno=fd)
        self._window = window
        self._credit = threading.Semaphore(window)
        self._on_gone = on_gone
        self._writing = threading.Lock()
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._changed = threading.Condition()
        self._unanswered = 0
        self._gone = False

    def start(self, on_message: Callable[[Message], None]) -> None:
        """Begin to listen. `on_message` is called in the reading thread and must not block: end of file comes there."""
        threading.Thread(target=self._read, args=(on_message,), name="link-read", daemon=True).start()
        threading.Thread(target=self._write_waiting, name="link-write", daemon=True).start()

    def send(self, head: Mapping[str, Any], body: bytes = b"") -> None:
        """Blocks while the parent does not read. Raises ValueError when the message is too large."""
        self._write(_pack(_Kind.MESSAGE, head, body))

    def deliver(self, head: Mapping[str, Any], body: bytes = b"") -> None:
        """Send and have it acknowledged; blocks while `window` messages are unacknowledged. Raises ValueError when the
        message is too large."""
        packed = _pack(_Kind.WANTS_ANSWER, head, body)
        self._credit.acquire()
        with self._changed:
            self._unanswered += 1
        self._write(packed)

    def offer(self, head: Mapping[str, Any], body: bytes = b"") -> bool:
        """Send something perishable without ever blocking. False: the parent does not keep up, it was dropped."""
        packed = _pack(_Kind.MESSAGE, head, body)
        with self._changed:
            if self._waiting_bytes + len(packed) > MOST_WAITING_BYTES:
                return False
            self._waiting.append(packed)
            self._waiting_bytes += len(packed)
            self._changed.notify_all()
        return True

    def beat(self) -> None:
        """Say that the child is alive. Call it from the loop whose life it shall prove, about twice a second."""
        self._write(_pack(_Kind.BEAT))

    def settle(self, timeout_seconds: float) -> bool:
        """Wait until everything delivered is acknowledged. False after the time-out."""
        with self._changed:
            return self._changed.wait_for(lambda: self._gone or not self._unanswered, timeout_seconds)

    def close(self) -> None:
        """Hang up without `on_gone`."""
        self._on_gone = lambda: None
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._lose()
        self._socket.close()

    def _write(self, packed: bytes) -> None:
        try:
            with self._writing:
                self._socket.sendall(packed)
        except OSError:
            self._lose()

    def _lose(self) -> None:
        with self._changed:
            first, self._gone = not self._gone, True
            self._changed.notify_all()
        if first:
            # Whoever waits for a credit must not wait for ever.
            self._credit.release(self._window)
            self._on_gone()

    def _write_waiting(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._gone)
                if self._gone:
                    return
                packed = self._waiting.popleft()
                self._waiting_bytes -= len(packed)
            self._write(packed)

    def _read(self, on_message: Callable[[Message], None]) -> None:
        try:
            while not self._gone:
                kind, head, body = _read_frame(self._exactly(_FRAME.size))
                raw, content = self._exactly(head), self._exactly(body)
                if kind is _Kind.ANSWER:
                    self._answered()
                elif kind is _Kind.MESSAGE:
                    on_message(Message(_read_head(raw), content))
        except (OSError, EOFError, LinkBroken):
            self._lose()

    def _answered(self) -> None:
        with self._changed:
            self._unanswered -= 1
            self._changed.notify_all()
        self._credit.release()

    def _exactly(self, count: int) -> bytes:
        received = bytearray()
        while len(received) < count:
            part = self._socket.recv(min(count - len(received), 1 << 20))
            if not part:
                raise EOFError
            received += part
        return bytes(received)


class ParentLink:
    """The parent's end, for one reader. `heard` grows with everything that arrives, beats included: when it stands
    still while the parent's own loop goes on, the child is frozen."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.heard = 0

    @classmethod
    async def open(cls, ours: socket.socket) -> "ParentLink":
        reader, writer = await asyncio.open_unix_connection(sock=ours, limit=1 << 20)
        return cls(reader, writer)

    async def messages(self) -> AsyncIterator[Message]:
        """Until the child hangs up or dies. Raises LinkBroken when it sends something malformed."""
        while True:
            try:
                kind, head, body = _read_frame(await self._reader.readexactly(_FRAME.size))
                raw = await self._reader.readexactly(head)
                content = await self._reader.readexactly(body)
            except (asyncio.IncompleteReadError, OSError):
                return
            self.heard += 1
            if kind in (_Kind.MESSAGE, _Kind.WANTS_ANSWER):
                yield Message(_read_head(raw), content, kind is _Kind.WANTS_ANSWER)

    async def send(self, head: Mapping[str, Any], body: bytes = b"") -> None:
        """A child that is gone is no error here: `messages` ends then."""
        packed = _pack(_Kind.MESSAGE, head, body)
        with suppress(OSError):
            self._writer.write(packed)
            await self._writer.drain()

    def acknowledge(self) -> None:
        """Give back one credit: the oldest message that wants an answer is safe now."""
        with suppress(OSError):
            self._writer.write(_pack(_Kind.ANSWER))

    async def close(self) -> None:
        self._writer.close()
        with suppress(OSError):
            await self._writer.wait_closed()
