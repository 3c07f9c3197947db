"""The whole house with a broker beside it: what happens here is heard there, and the other way round."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from argusai.accounts.service import Caller
from argusai.bridges.homeassistant.house.repository import HouseRepository
from argusai.bridges.homeassistant.schemas import HomeAssistantPatch
from argusai.flow.house import House
from argusai.kit.files import write_durably
from argusai.pipeline.capture.cameras.schemas import CameraIn
from argusai.pipeline.events.assembly.contract import EventFacts, MediaFile, Stage, event_folder
from argusai.settings import load_settings
from tests.support.events import report, some_facts
from tests.support.mosquitto import PASSWORD, USERNAME, Listener, Mosquitto
from tests.support.secrets import secret
from tests.support.waiting import until

PICTURE = b"\xff\xd8" + b"a picture" * 50 + b"\xff\xd9"
_LONG = 60.0


@dataclass
class BridgedHouse:
    house: House
    media: Path
    started: dict[UUID, EventFacts] = field(default_factory=dict)

    async def switch_on(self, broker: Mosquitto, **more: Any) -> None:
        plain = {"enabled": True, "host": "127.0.0.1", "port": broker.port, "username": USERNAME, "password": PASSWORD}
        await self.set_up(**{**plain, **more})

    async def set_up(self, **given: Any) -> None:
        await self.house.parts()["home_assistant"].change(HomeAssistantPatch(**given))

    async def connection(self) -> Any:
        return (await self.house.parts()["home_assistant"].read()).connection

    async def connected(self) -> None:
        async def is_connected() -> bool:
            return str((await self.connection()).state) == "connected"

        await until(is_connected, _LONG, "the connection")

    async def add_camera(self, name: str, *, stays_home: bool = False) -> UUID:
        """Switched off: nothing is captured."""
        source = {"kind": "rtsp", "url": f"rtsp://192.0.2.1/{abs(hash(name))}"}
        given = CameraIn.model_validate({"name": name, "source": source, "enabled": False, "stays_home": stays_home})
        return (await self.house.cameras.create(given)).id

    async def add_file(self, name: str, clip: Path) -> UUID:
        """It is played again and again, and looked at."""
        given = CameraIn.model_validate({"name": name, "source": {"kind": "file", "path": str(clip)}})
        return (await self.house.cameras.create(given)).id

    async def add_person(self, name: str) -> UUID:
        caller = Caller("127.0.0.1", at_home=True)
        await self.house.accounts.create_administrator(name, secret("a long password of hers"), None, caller)
        async with self.house._database.read() as session:
            return (await HouseRepository(session).people())[0]

    async def report(
        self, stage: Stage, camera_id: UUID, *, picture: bytes | None = None, **changed: Any
    ) -> EventFacts:
        """Of the newest event of that camera; "opened" begins one."""
        if stage == "opened":
            self.started[camera_id] = some_facts(camera_id, start=datetime.now(UTC))
        facts = self.started[camera_id] = replace(self.started[camera_id], **changed)
        media = () if picture is None else (self._thumbnail(facts, picture),)
        await self.house._store(report(stage, facts, *media))
        return facts

    def _thumbnail(self, facts: EventFacts, content: bytes) -> MediaFile:
        path = f"{event_folder(facts.event_id, facts.started_at)}/thumbnail.jpg"
        place = self.media / path
        place.parent.mkdir(parents=True, exist_ok=True)
        write_durably(place, content)
        return MediaFile("thumbnail", path, "image/jpeg", len(content), 320, 180, facts.started_at)


def some_update(camera_id: UUID) -> dict[str, Any]:
    """What clients hear of an event that nobody stored."""
    return {"event": {
        "id": str(camera_id), "camera_id": str(camera_id), "state": "closed", "labels": ["person"], "zones": [],
        "lines": [], "started_at": "2026-01-01T00:00:00Z", "attention": 0, "trigger": "track",
        "description": {"text": "A person.", "describer": "built-in"},
    }}  # fmt: skip


@contextlib.asynccontextmanager
async def bridged_house(folder: Path, encryption_key: str) -> AsyncIterator[BridgedHouse]:
    settings = load_settings({"ARGUSAI_DATA_DIR": str(folder), "ENCRYPTION_KEY": encryption_key})
    house = House(settings)
    async with house.open(demo=False):
        yield BridgedHouse(house, settings.capture.media_folder)


def topic(camera_id: UUID, what: str) -> str:
    return f"argusai/camera/{camera_id.hex}/{what}"


async def said(listener: Listener, where: str, what: str) -> None:
    await until(lambda: listener.under(where) == what, _LONG, f"{where} to be {what}, it is {listener.under(where)}")
