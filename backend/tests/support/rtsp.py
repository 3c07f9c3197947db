"""A real RTSP camera for tests: gst-rtsp-server as a process that can be killed, frozen and started again.

The server crashes now and then by itself when many clients come and go at once. No test is about that, so it comes back
like a camera that reboots, and says so in its log."""

import os
import random
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from argusai.pipeline.capture.cameras.contract import Source
from tests.support.secrets import secret

_SCRIPT = Path(__file__).with_name("rtsp_server.py")
_PYTHON = "/usr/bin/python3"
_READY_SECONDS = 90  # a bound for a busy machine
_MOST_CRASHES = 20
_PORTS = range(15_000, 32_000)
_INSTALL = (
    "The RTSP test camera did not start. It needs Debian's gir1.2-gst-rtsp-server-1.0, python3-gi and "
    "gstreamer1.0-plugins-base, -good, -bad, -ugly and gstreamer1.0-libav: run `make setup`.\nIts own words:\n"
)


@dataclass
class RtspCamera:
    """One server on a port of its own. `options`: arguments of rtsp_server.py without user and password."""

    log: Path
    options: tuple[str, ...] = ()
    username: str = ""
    password: str = ""
    port: int = field(default_factory=lambda: free_port())
    _server: subprocess.Popen[bytes] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def address(self) -> str:
        return f"rtsp://127.0.0.1:{self.port}/cam"

    @property
    def source(self) -> Source:
        return Source("rtsp", self.address, self.username, self.password)

    @property
    def pid(self) -> int | None:
        return None if self._server is None else self._server.pid

    def start(self) -> None:
        """Returns when it listens; fails with what the server said."""
        self.log.write_bytes(b"")
        server = self._run()
        deadline = time.monotonic() + _READY_SECONDS
        while b"READY" not in self.log.read_bytes():
            if server.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise AssertionError(_INSTALL + self.log.read_text(errors="replace"))
            time.sleep(0.02)
        threading.Thread(target=self._bring_back, args=(server,), daemon=True).start()

    def kill(self) -> None:
        with self._lock:
            server, self._server = self._server, None
        if server is not None:
            server.kill()
            server.wait()

    def _run(self) -> subprocess.Popen[bytes]:
        arguments = [_PYTHON, str(_SCRIPT), str(self.port), *self.options]
        if self.username:
            arguments += ["--user", self.username, "--password", self.password]
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                arguments, stdout=log, stderr=subprocess.STDOUT, env={"PATH": os.environ["PATH"]}
            )
        return self._server

    def _bring_back(self, server: subprocess.Popen[bytes]) -> None:
        """Until it is killed by the test, or never stays up."""
        for _ in range(_MOST_CRASHES):
            code = server.wait()
            with self._lock:
                if self._server is not server:
                    return
                with self.log.open("a") as log:
                    log.write(f"It ended by itself with {code} and is started again.\n")
                server = self._run()

    def freeze(self) -> None:
        """It keeps its connections and says nothing any more."""
        assert self._server is not None
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._server is not None
        self._server.send_signal(signal.SIGCONT)


@contextmanager
def rtsp_camera(folder: Path, *options: str, username: str = "", password: str = "") -> Iterator[RtspCamera]:
    """A running camera; `username` with "--auth basic" or "--auth digest" among the options."""
    camera = RtspCamera(folder / "rtsp.log", options, username, secret(password) if password else "")
    camera.start()
    try:
        yield camera
    finally:
        camera.kill()


def _environment() -> dict[str, str]:
    """Without PYTHONPATH, which leads to another Python's packages."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


def free_port() -> int:
    """Below the ports that the system hands out by itself: one of those may be gone again before a program that takes
    seconds to start listens there. Not from the tests' own generator, which every worker seeds alike."""
    for port in random.SystemRandom().sample(_PORTS, 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
