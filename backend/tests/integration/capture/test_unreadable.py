"""A camera whose password nobody can read is missed like any other that gives no picture (C4)."""

from datetime import UTC
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet

from argusai.flow.outages import Around, Outages, connect_outages
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.schemas import CameraPatch
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.cameras.unreadable import unreadable
from argusai.system.settings_service import SettingsService
from tests.support.cameras import Capture, file_camera, rtsp, rtsp_camera

pytestmark = pytest.mark.covers("C4")


@pytest.fixture
def told() -> list[tuple[str, dict[str, Any]]]:
    return []


@pytest.fixture
def outages(database: Database, clock: SimulatedClock, told: list[tuple[str, dict[str, Any]]]) -> Outages:
    """`told`: what the owner hears, after its commit. No camera is captured."""

    async def announce(session: Session, kind: str, body: dict[str, Any]) -> None:
        after_commit(session, lambda: told.append((kind, body)))

    around = Around(lambda camera_id: None, lambda: UTC, announce, lambda camera_id: None)
    return connect_outages(database, SettingsService(database, clock, announce, "UTC"), around, clock)


async def pass_by(outages: Outages, clock: SimulatedClock, seconds: int) -> None:
    for _ in range(seconds):
        clock.advance(1)
        outages.follower.look_at_all()
        await outages.intake.flush()


@pytest.mark.parametrize("how", ["another key", "imported"])
async def test_the_owner_is_told_once_and_that_it_ended(
    how: str, outages: Outages, database: Database, encryption_key: str, clock: SimulatedClock,
    told: list[tuple[str, dict[str, Any]]],
) -> None:  # fmt: skip
    service = Capture().service(database, encryption_key, clock)
    camera = await service.create(rtsp_camera("Gate", username="admin", password="secret-words"))
    await service.create(file_camera())
    key = Fernet.generate_key().decode()
    if how == "imported":
        key = encryption_key
        async with database.write() as session:
            await session.execute(sa.update(CameraRow).where(CameraRow.id == camera.id).values(sealed_credentials=""))
    later = Capture().service(database, key, clock)
    await watch(outages, later, database, key)
    await pass_by(outages, clock, 120)
    [began] = [body["outage"] for kind, body in told if kind == "outage.began"]
    said = {
        "another key": "its password could not be read with this ENCRYPTION_KEY",
        "imported": "its password was not in the file that it was imported from",
    }[how]
    assert began["sentence"] == f"Gate has been blind since 12:00: {said}."
    assert "type" in (await later.get(camera.id)).health.sentence
    await later.edit(camera.id, CameraPatch(source=rtsp(username="admin", password="secret-words")))
    await watch(outages, later, database, key)
    assert outages.watched == {camera.id for camera in await later.watched()}
    await pass_by(outages, clock, 5)
    assert outages.blind(camera.id) is None, "from now on its connection says how it is"


async def watch(outages: Outages, service: CamerasService, database: Database, key: str) -> None:
    outages.watch(await service.watched(), await unreadable(database, Vault(key)))
