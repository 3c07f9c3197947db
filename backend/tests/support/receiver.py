"""A receiver of webhooks and web pushes on 127.0.0.1, with every bad habit; it keeps what it got."""

import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Got:
    """One request. `headers`: names in lower case. `at`: seconds since 1970, once all of it had come."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.time)


@dataclass
class Receiver:
    """How it behaves; may be changed while it runs. `statuses`: of the next answers, then `status`. `hangs_seconds`:
    before it answers. `body`: of its answer; else `body_bytes`, sent in `piece_bytes` with `piece_seconds` between."""

    port: int = 0
    status: int = 200
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    hangs_seconds: float = 0.0
    breaks_off: bool = False
    body: bytes = b""
    body_bytes: int = 0
    piece_bytes: int = 65_536
    piece_seconds: float = 0.0
    got: list[Got] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


@contextmanager
def receiver(**behaviour: object) -> Iterator[Receiver]:
    """One that runs inside the block."""
    state = Receiver(**behaviour)  # type: ignore[arg-type]
    server = _Server(("127.0.0.1", state.port), _handler(state))
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asks may hang up."""


def _handler(state: Receiver) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            state.got.append(Got(self.path, headers, body))
            if state.hangs_seconds:
                state.ended.wait(state.hangs_seconds)
            if state.breaks_off:
                return
            self.send_response(state.statuses.pop(0) if state.statuses else state.status)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(state.body) or state.body_bytes))
            self.end_headers()
            if state.body:
                self.wfile.write(state.body)
                return
            left = state.body_bytes
            with suppress(OSError):
                while left > 0 and not state.ended.is_set():
                    self.wfile.write(b"x" * min(left, state.piece_bytes))
                    self.wfile.flush()
                    left -= state.piece_bytes
                    time.sleep(state.piece_seconds)

        do_GET = do_POST

    return Handler
