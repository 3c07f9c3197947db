"""The route that takes pictures and videos (C14), behind the real guard and body limit, on a real database. What looks
at the file is a child that answers by a script: what real ones find is proven elsewhere."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from argusai.api import STREAMED
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.errors import NotFound
from argusai.pipeline.capture.cameras.contract import Privacy
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.assembly.wire import from_wire, to_wire
from argusai.pipeline.events.history.asking import send_service, spool
from argusai.pipeline.events.history.asking.child import SentChild
from argusai.pipeline.events.history.asking.job import SentJob, Terms
from argusai.pipeline.events.history.asking.router import router
from argusai.pipeline.events.history.asking.send_service import SendService
from argusai.pipeline.events.history.asking.spool import Spool
from tests.support.events import T0, History, a_history, report, some_facts
from tests.support.masks import rectangle
from tests.support.sent import white
from tests.support.waiting import until
from tests.support.web import browser, include, make_accounts, make_web, set_up

pytestmark = pytest.mark.covers("C14")

PICTURE = white("jpeg")
VIDEO = b"\0\0\0\x20ftypisom" + bytes(5000)
OPEN = Terms("clip", Privacy())
MASKED = Terms("clip", Privacy((rectangle(0, 0, 0.5, 1),)))
NOBODY = UUID(int=0)
# Does as the note says; each start leaves the masks that it was told in a file.
CHILD = """
import json, os, pathlib, sys, time
job = json.load(sys.stdin)
folder = pathlib.Path(sys.argv[1])
with (folder / "told").open("a") as told:
    told.write(str(len(job["terms"]["privacy"]["polygons"])) + "\\n")
if job["note"] == "slow" and not job["starts"]:
    time.sleep(60)
if job["note"] == "crash":
    os.abort()
if job["note"] == "nonsense":
    print("Segmentation fault")
elif job["note"] == "refuse":
    print(json.dumps({"refused": "This cannot be decoded."}))
elif job["note"] != "nothing":
    answer = (folder / "answer").read_text().replace("00000000-0000-0000-0000-000000000000", job["event_id"])
    print(answer if job["note"] != "another" else answer.replace(job["camera_id"], job["event_id"]))
"""


@dataclass
class Around:
    """Implements `SendPorts`. `terms`: what holds now, then next; the last stays."""

    history: History
    camera_id: UUID
    terms: list[Terms] = field(default_factory=lambda: [OPEN])
    discarded: int = 0

    async def terms_of(self, camera_id: UUID) -> Terms:
        if camera_id != self.camera_id:
            raise NotFound("There is no such camera.")
        return self.terms.pop(0) if len(self.terms) > 1 else self.terms[0]

    async def exists(self, event_id: UUID) -> bool:
        try:
            await self.history.service.one(NOBODY, event_id)
        except NotFound:
            return False
        return True

    async def store(self, found: EventReport) -> None:
        await self.history.recorder.store(found)

    async def discard(self, found: EventReport) -> None:
        self.discarded += 1
        await self.history.recorder.discard(found)


@dataclass
class House:
    """`client` is signed in as the administrator."""

    client: httpx.AsyncClient
    stranger: httpx.AsyncClient
    around: Around
    folder: Path
    sends: SendService
    running: asyncio.Task[None]

    async def stop(self) -> None:
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        self.sends.close()

    async def send(self, body: bytes = PICTURE, key: str = "", **wanted: str) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        wanted = {"camera_id": str(self.around.camera_id), **wanted}
        return await self.client.post("/api/v1/events", params=wanted, content=body, headers=headers)

    @property
    def masks_told(self) -> list[int]:
        return [int(line) for line in (self.folder / "told").read_text().split()]

    def left(self) -> list[Path]:
        sent = self.folder / "sent"
        return list(sent.iterdir()) if sent.exists() else []


@pytest.fixture
async def house(database: Database, clock: SimulatedClock, tmp_path: Path) -> AsyncIterator[House]:
    accounts = make_accounts(database, clock)
    app = make_web(accounts, streamed=STREAMED)
    include(app, router)
    child = SentChild([sys.executable, "-I", "-c", CHILD, str(tmp_path)], from_wire)
    async with (
        a_history(database, tmp_path / "media", clock) as history,
        browser(app) as client,
        browser(app) as stranger,
    ):
        around = Around(history, await history.add_camera())
        answer = to_wire(report("closed", some_facts(around.camera_id, event_id=NOBODY, trigger="api")))
        (tmp_path / "answer").write_text(json.dumps(answer))
        app.state.history = history.service
        app.state.sends = sends = SendService(Spool(tmp_path / "sent"), child, around, clock)
        client.headers.update(await set_up(client))
        running = asyncio.create_task(sends.run())
        await asyncio.sleep(0)
        house = House(client, stranger, around, tmp_path, sends, running)
        yield house
        await house.stop()
    accounts.close()


async def sent(house: House, **wanted: Any) -> httpx.Response:
    """Until the service has begun: it empties its folder first."""

    async def taken() -> httpx.Response | None:
        answer = await house.send(**wanted)
        return None if answer.status_code == 429 else answer

    return await until(taken)


async def test_once_with_the_same_key(house: House) -> None:
    first = await sent(house, key="ring-1")
    assert (first.status_code, first.json()["trigger"]) == (201, "api"), first.text
    again = await house.send(key="ring-1")
    assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert len(house.masks_told) == 1
    assert house.left() == []


@pytest.mark.parametrize(("body", "most"), [(PICTURE, "MOST_PICTURE_BYTES"), (VIDEO, "MOST_VIDEO_BYTES")])
async def test_what_is_too_large_is_refused(
    house: House, monkeypatch: pytest.MonkeyPatch, body: bytes, most: str
) -> None:
    """A video may be larger than a picture, and both larger than any other body."""
    assert (await sent(house, body=body + bytes(3 << 20))).status_code == 201
    monkeypatch.setattr(spool, most, 2 << 20)
    answer = await house.send(body + bytes(3 << 20))
    assert (answer.status_code, answer.json()["type"]) == (413, "too-large")
    assert "2 MB" in answer.json()["detail"]
    assert house.left() == []


@pytest.mark.parametrize("note", ["crash", "nothing", "nonsense", "refuse", "another"])
async def test_whatever_becomes_of_the_child_the_web_goes_on(house: House, note: str) -> None:
    answer = await sent(house, note=note)
    assert (answer.status_code, answer.json()["type"]) == (422, "not-a-picture"), answer.text
    assert house.left() == []
    assert (await house.send()).status_code == 201


@pytest.mark.covers("C6")
async def test_masks_that_change_meanwhile_are_obeyed(house: House) -> None:
    house.around.terms = [OPEN, OPEN, MASKED]
    answer = await sent(house)
    assert answer.status_code == 201, answer.text
    assert (house.masks_told, house.around.discarded) == ([0, 1], 1)


@pytest.mark.covers("C6")
async def test_masks_that_never_stay_are_said(house: House) -> None:
    await sent(house)
    house.around.terms = [OPEN, *[OPEN, MASKED] * 4]
    answer = await house.send()
    assert (answer.status_code, answer.json()["type"]) == (503, "masks-changing")
    assert house.around.discarded == 3
    assert house.left() == []


async def test_what_is_wrong_is_said_before_anything_is_kept(house: House) -> None:
    await sent(house)
    faults: list[tuple[dict[str, Any], int]] = [
        ({"camera_id": str(uuid4())}, 404),
        ({"camera_id": "yard"}, 422),
        ({"at": "2999-01-01T00:00:00Z"}, 422),
        ({"at": "yesterday"}, 422),
        ({"label": "<b>"}, 422),
        ({"note": "x" * 501}, 422),
    ]
    for wanted, status in faults:
        answer = await house.send(**wanted)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), wanted
    assert (await house.send(b"")).json()["type"] == "empty"
    assert (await house.send(b"#EXTM3U\nfile:///etc/passwd")).json()["type"] == "not-a-picture"
    unknown = await house.stranger.post("/api/v1/events", params={"camera_id": str(uuid4())}, content=PICTURE)
    assert unknown.status_code == 401
    assert len(house.masks_told) == 1
    assert house.left() == []


async def test_a_full_disk_is_said(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await sent(house)
    monkeypatch.setattr(spool, "_LEAST_FREE_BYTES", 1 << 60)
    answer = await house.send()
    assert (answer.status_code, answer.json()["type"]) == (503, "disk-full")


async def test_what_was_accepted_survives_a_stop(
    house: House, monkeypatch: pytest.MonkeyPatch, clock: SimulatedClock
) -> None:
    await sent(house)
    monkeypatch.setattr(send_service, "_ANSWER_SECONDS", 0.1)
    answer = await house.send(note="slow", key="ring-1")
    assert answer.status_code == 202, answer.text
    assert {file.suffix for file in house.left()} == {".sent", ".json"}
    assert (await house.send(key="ring-1")).status_code == 409
    await house.stop()
    (house.folder / "sent" / "half.sent").write_bytes(PICTURE)  # of a request that was cut off
    (house.folder / "sent" / "other.json").write_text("{}")
    child = SentChild([sys.executable, "-I", "-c", CHILD, str(house.folder)], from_wire)
    house.sends = SendService(Spool(house.folder / "sent"), child, house.around, clock)
    house.running = asyncio.create_task(house.sends.run())
    event_id = UUID(answer.json()["id"])

    async def stored() -> bool:
        return await house.around.exists(event_id) and not house.left()

    await until(stored)


async def test_what_ends_the_program_each_time_is_given_up(tmp_path: Path) -> None:
    place = Spool(tmp_path / "again")
    event_id = uuid4()
    job = SentJob(
        file=place.place(event_id), kind="jpeg", event_id=event_id, camera_id=uuid4(), terms=OPEN, received_at=T0
    )
    await place.left()
    job.file.write_bytes(PICTURE)
    await place.keep(job)
    assert [[each.starts for each in await place.left()] for _ in range(5)] == [[1], [2], [3], [], []]
    assert not list((tmp_path / "again").iterdir())
    place.close()
