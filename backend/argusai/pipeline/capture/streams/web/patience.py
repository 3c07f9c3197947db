"""How long a camera may take for one picture: what comes in drops, each of them in time, would never end."""

import io
import socket
import time
from collections.abc import Callable

# Times the wait for one piece. More than the keeper of a stream waits for a picture; what it gave up ends by this.
_PIECES = 6


class Patience:
    """`begin` when something whole is asked for: the head of an answer, a picture."""

    def __init__(self, piece_seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._piece_seconds = piece_seconds
        self._monotonic = monotonic
        self.begin()

    def begin(self) -> None:
        self._until = self._monotonic() + _PIECES * self._piece_seconds

    def left(self) -> float:
        """Seconds for the next piece. Raises TimeoutError when the whole took too long."""
        left = self._until - self._monotonic()
        if left <= 0:
            raise TimeoutError("it comes too slowly")
        return min(left, self._piece_seconds)


class Pieces(io.RawIOBase):
    """What `connection` receives, each piece in the time that is left for it."""

    def __init__(self, connection: socket.socket, patience: Patience) -> None:
        self._connection = connection
        self._received = connection.makefile("rb", buffering=0)
        self._patience = patience

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int | None:  # type: ignore[override] # typeshed names a private type
        self._connection.settimeout(self._patience.left())
        return self._received.readinto(room)

    def close(self) -> None:
        self._received.close()
        super().close()


class PatientSocket:
    """What http.client needs of a socket."""

    def __init__(self, connection: socket.socket, patience: Patience) -> None:
        self._connection = connection
        self._patience = patience

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(Pieces(self._connection, self._patience))

    def sendall(self, content: bytes) -> None:
        self._connection.settimeout(self._patience.left())
        self._connection.sendall(content)

    def close(self) -> None:
        self._connection.close()
