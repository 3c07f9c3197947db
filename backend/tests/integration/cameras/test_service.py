"""The service on a real database: keys, races, what is on the disk."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.errors import Conflict
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.schemas import CameraPatch
from argusai.pipeline.capture.cameras.service import CamerasService
from tests.support.cameras import Capture, file_camera, rtsp, rtsp_camera
from tests.support.secrets import secret

PASSWORD = secret("Kennwort-auf-der-Platte")


@pytest.fixture
def capture() -> Capture:
    return Capture()


@pytest.fixture
def service(database: Database, encryption_key: str, clock: SimulatedClock, capture: Capture) -> CamerasService:
    return capture.service(database, encryption_key, clock)


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("argusai.db*"))


@pytest.mark.covers("F8", "F32")
async def test_a_password_is_nowhere_on_the_disk(service: CamerasService, database: Database, tmp_path: Path) -> None:
    await service.create(rtsp_camera(url=f"rtsp://admin:{PASSWORD}@10.0.0.5/s"))
    await database.close()
    written = on_disk(tmp_path)
    assert b"10.0.0.5" in written
    assert PASSWORD.encode() not in written


@pytest.mark.covers("F4", "F8")
async def test_under_another_key_the_camera_stays_and_asks_for_its_password(
    service: CamerasService, database: Database, clock: SimulatedClock, capture: Capture
) -> None:
    camera = await service.create(rtsp_camera(username="admin", password=PASSWORD))
    await service.create(file_camera())
    later = capture.service(database, Fernet.generate_key().decode(), clock)
    shown = await later.get(camera.id)
    assert (shown.health.condition, shown.health.reason_slug) == ("down", "password-unreadable")
    assert [each.name for each in await later.watched()] == ["Clip"]
    await later.edit(camera.id, CameraPatch(name="Still there"))
    await later.edit(camera.id, CameraPatch(source=rtsp(username="admin", password=PASSWORD)))
    assert (await later.get(camera.id)).health.condition == "connecting"
    assert [each.source.password for each in await later.watched()] == [PASSWORD, ""]


@pytest.mark.covers("F4", "F8")
async def test_an_older_key_behind_the_new_one_still_opens(
    service: CamerasService, database: Database, clock: SimulatedClock, capture: Capture, encryption_key: str
) -> None:
    await service.create(rtsp_camera(username="admin", password=PASSWORD))
    rotated = capture.service(database, f"{Fernet.generate_key().decode()},{encryption_key}", clock)
    assert [each.source.password for each in await rotated.watched()] == [PASSWORD]


@pytest.mark.covers("F30")
async def test_of_two_that_add_the_same_camera_at_once_one_is_refused(
    service: CamerasService, database: Database
) -> None:
    asked = [service.create(rtsp_camera(f"Camera {number}")) for number in range(5)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["CameraOut", *["Conflict"] * 4]
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count(CameraRow.id))) == 1


@pytest.mark.covers("F30")
@pytest.mark.parametrize(("one", "same"), [("Straße", "STRASSE"), ("Caf\u00e9", "Cafe\u0301"), ("Yard", " yard ")])
async def test_names_that_look_the_same_are_the_same(service: CamerasService, one: str, same: str) -> None:
    await service.create(rtsp_camera(one))
    with pytest.raises(Conflict) as refused:
        await service.create(file_camera(same))
    assert refused.value.slug == "camera-name-taken"


@pytest.mark.covers("F8")
async def test_the_capture_ends_with_the_newest_list_when_changes_overlap(
    database: Database, encryption_key: str, clock: SimulatedClock, capture: Capture
) -> None:
    running = most = 0
    lists: list[list[str]] = []

    async def slow_first(cameras: Sequence[Camera]) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05 if not lists else 0)  # so that all are asked for while the first is under way
        lists.append([camera.name for camera in cameras])
        running -= 1

    around = replace(capture.surroundings(), apply=slow_first)
    service = CamerasService(database, Vault(encryption_key), clock, around)
    await asyncio.gather(*(service.create(rtsp_camera(f"C{n}", f"rtsp://10.0.0.{n}/s")) for n in range(1, 6)))
    assert most == 1
    assert sorted(lists[-1]) == ["C1", "C2", "C3", "C4", "C5"]


@pytest.mark.covers("F8")
async def test_the_time_of_a_change_is_kept(service: CamerasService, clock: SimulatedClock) -> None:
    camera = await service.create(file_camera())
    clock.advance(60)
    edited = await service.edit(camera.id, CameraPatch(enabled=False))
    assert (edited.created_at, (edited.updated_at - edited.created_at).total_seconds()) == (camera.created_at, 60)
