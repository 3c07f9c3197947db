"""A real broker on a free port of 127.0.0.1, and somebody who listens there."""

import asyncio
import contextlib
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiomqtt

from tests.support.rtsp import free_port
from tests.support.secrets import secret
from tests.support.waiting import until

USERNAME, PASSWORD = "argusai", secret("the broker's password")


@dataclass
class Mosquitto:
    """`more`: lines for its configuration, after those of its listener."""

    folder: Path
    port: int = field(default_factory=free_port)
    more: tuple[str, ...] = ()
    _program: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Returns once it answers. What it kept before it was stopped is gone."""
        program = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
        assert shutil.which(program), "There is no mosquitto. Install Debian's package: make test does."
        passwords, config = self.folder / "passwords", self.folder / "mosquitto.conf"
        if not passwords.exists():
            await asyncio.to_thread(_write_passwords, passwords)
            passwords.chmod(0o644)
        lines = [f"listener {self.port} 127.0.0.1", "allow_anonymous false", f"password_file {passwords}", *self.more]
        config.write_text("\n".join([*lines, f"log_dest file {self.folder / 'mosquitto.log'}", "user root", ""]))
        self._program = await asyncio.to_thread(subprocess.Popen, [program, "-c", str(config)])
        await until(self._answers, 30, "the broker to answer")

    async def _answers(self) -> bool:
        assert self._program is not None
        assert self._program.poll() is None, self.log()
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        return True

    async def stop(self) -> None:
        if self._program is not None:
            self._program.kill()
            await asyncio.to_thread(self._program.wait)
            self._program = None

    def freeze(self) -> None:
        """It takes what comes, and answers nothing, until `thaw`."""
        assert self._program is not None
        self._program.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._program is not None
        self._program.send_signal(signal.SIGCONT)

    def log(self) -> str:
        file = self.folder / "mosquitto.log"
        return file.read_text() if file.exists() else ""


def _write_passwords(file: Path) -> None:
    program = shutil.which("mosquitto_passwd") or "mosquitto_passwd"
    subprocess.run([program, "-b", "-c", str(file), USERNAME, PASSWORD], check=True, capture_output=True)


@contextlib.asynccontextmanager
async def mosquitto(folder: Path, *more: str) -> AsyncIterator[Mosquitto]:
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    broker = Mosquitto(folder, more=more)
    await broker.start()
    try:
        yield broker
    finally:
        await broker.stop()


@dataclass
class Listener:
    """Plays Home Assistant: hears everything. `kept`: the newest of each topic. `heard`: all, in order. `expiry`: for
    how many seconds the newest of each topic is of use. `news`: set with each message."""

    client: aiomqtt.Client
    kept: dict[str, bytes] = field(default_factory=dict)
    heard: list[tuple[str, bytes]] = field(default_factory=list)
    expiry: dict[str, int | None] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def say(self, topic: str, payload: str | bytes, *, retain: bool = False) -> None:
        await self.client.publish(topic, payload, qos=1, retain=retain)

    def under(self, topic: str) -> str | None:
        payload = self.kept.get(topic)
        return None if payload is None else payload.decode(errors="replace")

    async def hear(self) -> None:
        async for message in self.client.messages:
            payload: Any = message.payload
            self.heard.append((str(message.topic), bytes(payload)))
            self.expiry[str(message.topic)] = getattr(message.properties, "MessageExpiryInterval", None)
            self.kept[str(message.topic)] = bytes(payload)
            self.news.set()


@contextlib.asynccontextmanager
async def listening(broker: Mosquitto) -> AsyncIterator[Listener]:
    where = aiomqtt.Client(
        "127.0.0.1", broker.port, username=USERNAME, password=PASSWORD, protocol=aiomqtt.ProtocolVersion.V5
    )
    async with where as client:
        await client.subscribe("#", qos=1)
        listener = Listener(client)
        hearing = asyncio.create_task(listener.hear())
        try:
            yield listener
        finally:
            hearing.cancel()
            await asyncio.wait([hearing])
