"""The real program as people run it: `argusai serve` on a free port, with a signed-in client."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psutil
import pytest

from tests.support.rtsp import free_port
from tests.support.secrets import secret
from tests.support.source import BACKEND
from tests.support.waiting import wait_until
from tests.support.warm import Program

NAME = "Anna"
# Bounds for a busy machine, never reached on another.
_START_SECONDS = 90
_STOP_SECONDS = 60
# Enough to find who walks by, and a third of what a house takes that looks as often as it can: several run at once.
_SPARING = {"ARGUSAI_OBJECTS__LOOKS_PER_SECOND": "3", "ARGUSAI_CAPTURE__BUSY_FPS": "5"}
_READY = re.compile(r"ArgusAI is ready: (https?)://localhost:(\d+)/")


@dataclass
class Server:
    """`settings`: further environment. `arguments`: of `serve`. The data folder stays over restarts. `fresh`: started
    as people start it, not from a process that has imported everything (tests/support/warm.py)."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    fresh: bool = False
    password: str = field(default_factory=lambda: secret("correct horse battery staple"))
    _program: subprocess.Popen[bytes] | Program | None = None
    _client: httpx.Client | None = None

    @property
    def log(self) -> str:
        path = self.folder / "serve.log"
        return path.read_text(errors="replace") if path.exists() else ""

    @property
    def media_folder(self) -> Path:
        return self.folder / "data" / "media"

    @property
    def pid(self) -> int:
        assert self._program is not None
        return self._program.pid

    @property
    def url(self) -> str:
        scheme, port = _READY.findall(self.log)[-1]
        return f"{scheme}://127.0.0.1:{port}"

    @property
    def children(self) -> list[int]:
        """The capture processes."""
        found = []
        for child in psutil.Process(self.pid).children():
            with suppress(psutil.NoSuchProcess):  # it died a moment ago
                found += [child.pid] * ("capture-child" in child.cmdline())
        return found

    @property
    def client(self) -> httpx.Client:
        """Signed in as the administrator, who is made at the first call."""
        if self._client is None:
            client = httpx.Client(base_url=f"{self.url}/api/v1", timeout=60)
            first = client.get("/session").json()["state"] == "first-run"
            answer = client.post("/first-run" if first else "/session", json={"name": NAME, "password": self.password})
            client.headers["X-CSRF-Token"] = answer.raise_for_status().json()["csrf_token"]
            self._client = client
        return self._client

    def start(self) -> None:
        """Returns when it is ready; fails with its own words."""
        before = len(_READY.findall(self.log))
        self.folder.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "ARGUSAI_DATA_DIR": str(self.folder / "data"), **_SPARING, **self.settings}
        self._program = self._begin(["serve", "--port", str(free_port()), *self.arguments], environment)
        try:
            wait_until(
                lambda: len(_READY.findall(self.log)) > before or self._program_ended(), _START_SECONDS, "the start"
            )
        except AssertionError:
            self.kill()
            raise
        assert not self._program_ended(), self.log

    def stop(self) -> int:
        """As Ctrl-C does. The exit code."""
        return self._end(signal.SIGINT)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def wait(self) -> int:
        """Until it has ended by itself. The exit code."""
        assert self._program is not None
        return self._program.wait(_STOP_SECONDS)

    def add_file(self, clip: Path, name: str = "Yard", *, loop: bool = False) -> UUID:
        return self.add({"name": name, "source": {"kind": "file", "path": str(clip), "loop": loop}})

    def add(self, camera: dict[str, Any]) -> UUID:
        answer = self.client.post("/cameras", json=camera)
        assert answer.status_code == 201, answer.text
        return UUID(answer.json()["id"])

    def camera(self, camera_id: UUID) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"/cameras/{camera_id}").raise_for_status().json()
        return found

    def events(self, **wanted: str) -> list[dict[str, Any]]:
        """Newest first."""
        items: list[dict[str, Any]] = self.client.get("/events", params=wanted).raise_for_status().json()["items"]
        return items

    def event(self, event_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"/events/{event_id}").raise_for_status().json()
        return found

    def wait_for_event(self, timeout_seconds: float = 60, **like: Any) -> dict[str, Any]:
        """The newest event whose fields are as in `like`."""

        def look() -> dict[str, Any] | None:
            return next((each for each in self.events() if like.items() <= each.items()), None)

        found = wait_until(look, timeout_seconds, f"an event like {like}; the server said:\n{self.log[-2000:]}")
        assert found is not None
        return found

    def _begin(self, arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes] | Program:
        path = self.folder / "serve.log"
        if not self.fresh:
            return Program(arguments, path, environment, self.folder)
        with path.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "argusai", *arguments],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=self.folder,
            )

    def _program_ended(self) -> bool:
        return self._program is None or self._program.poll() is not None

    def _end(self, how: signal.Signals) -> int:
        if self._client is not None:
            self._client.close()
            self._client = None
        if self._program is None:
            return 0
        self._program.send_signal(how)
        status = self._program.wait(_STOP_SECONDS)
        self._program = None
        return status


@contextmanager
def shared_server(folder: Path, **settings: str) -> Iterator[Server]:
    """`running_server` for a fixture of a module, which is made before the environment of a test is."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("DATABASE_URL", "ENCRYPTION_KEY"):
            environment.delenv(name, raising=False)
        environment.setenv("PYTHONPATH", str(BACKEND))
        with running_server(folder, **settings) as running:
            yield running


@contextmanager
def running_server(folder: Path, **settings: str) -> Iterator[Server]:
    """`settings`: environment variables without their prefix ARGUSAI_."""
    server = Server(folder, {f"ARGUSAI_{name}": value for name, value in settings.items()})
    server.start()
    try:
        yield server
    finally:
        server.kill()
