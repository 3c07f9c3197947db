"""A network between a camera and us that loses, damages or holds back what the camera sends. RTSP over TCP only."""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

_RTP_HEAD = 16  # four bytes of RTSP around it, twelve of its own
_LOST_SHARE = 0.25

Mode = Literal["pass", "lose", "damage", "garbage", "stall"]


@dataclass
class BadNetwork:
    """`mode`: lose (whole packets), damage (bytes inside them), garbage (instead of them), stall (nothing comes, and
    nothing is hung up). `spoiled` counts the packets that did not come as they were sent."""

    camera_port: int
    mode: Mode = "pass"
    spoiled: int = 0
    port: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            from_camera, to_camera = await asyncio.open_connection("127.0.0.1", self.camera_port)
            asking = asyncio.create_task(_copy(reader, to_camera))
            try:
                async for unit in _units(from_camera):
                    writer.write(await self._passed(unit))
                    await writer.drain()
            finally:
                asking.cancel()
                to_camera.close()
        writer.close()

    async def _passed(self, unit: bytes) -> bytes:
        while self.mode == "stall":
            self.spoiled += 1
            await asyncio.sleep(0.05)
        if self.mode == "pass" or not unit.startswith(b"$"):
            return unit
        if self.mode == "garbage":
            self.spoiled += 1
            return self.chance.randbytes(len(unit))
        if self.chance.random() > _LOST_SHARE or len(unit) <= _RTP_HEAD:
            return unit
        self.spoiled += 1
        if self.mode == "lose":
            return b""
        spot = self.chance.randrange(_RTP_HEAD, len(unit))
        return unit[:spot] + self.chance.randbytes(min(8, len(unit) - spot)) + unit[spot + 8 :]


@asynccontextmanager
async def bad_network(camera_port: int) -> AsyncIterator[BadNetwork]:
    network = BadNetwork(camera_port)
    server = await asyncio.start_server(network.connect, "127.0.0.1", 0)
    network.port = server.sockets[0].getsockname()[1]
    try:
        yield network
    finally:
        network.mode = "pass"
        server.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while content := await reader.read(1 << 16):
            writer.write(content)
            await writer.drain()
        writer.close()


async def _units(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Answers with their bodies, and media packets."""
    while True:
        first = await reader.readexactly(1)
        if first == b"$":
            head = await reader.readexactly(3)
            yield first + head + await reader.readexactly(int.from_bytes(head[1:]))
            continue
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        yield first + head + (await reader.readexactly(int(length[1])) if length else b"")
