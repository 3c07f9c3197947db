"""`GET /parcels?on=DATE`: what was probably left and taken (E7)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.pipeline.events.assembly.contract import ParcelFact, RelativeBox
from argusai.pipeline.events.description.parcels import tell_parcel
from argusai.pipeline.events.history.parcels.router import router
from argusai.pipeline.events.history.parcels.service import ParcelsService
from argusai.pipeline.events.history.ports import Wording
from tests.api.events.conftest import Events
from tests.support.events import T0, report, some_facts
from tests.support.web import browser, include

pytestmark = pytest.mark.covers("E7")

BERLIN = ZoneInfo("Europe/Berlin")  # T0 is noon there
BOX = RelativeBox(0.4, 0.6, 0.5, 0.7)


def parcel(change: Literal["left", "taken"] = "left", at: datetime = T0, parcel_id: UUID | None = None) -> ParcelFact:
    return ParcelFact(parcel_id or uuid4(), change, at, BOX, 0.8)


class House:
    def __init__(self, events: Events) -> None:
        self.events = events

    async def event(self, camera_id: UUID, *parcels: ParcelFact) -> UUID:
        facts = replace(some_facts(camera_id, start=parcels[0].at), parcels=parcels)
        await self.events.history.recorder.store(report("closed", facts))
        return facts.event_id

    async def ask(self, **params: Any) -> dict[str, Any]:
        answer = await self.events.caller.get("/api/v1/parcels", params=params)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
async def house(events: Events, database: Database, clock: SimulatedClock) -> House:
    async def wording(session: Session) -> Wording:
        return Wording("en", BERLIN)

    include(events.app, router)
    events.app.state.parcels = ParcelsService(database, wording, tell_parcel, clock)
    return House(events)


async def test_left_and_then_taken_is_one_parcel_with_both_events(house: House) -> None:
    camera_id = await house.events.history.add_camera("Door")
    came = parcel()
    left = await house.event(camera_id, came)
    assert [item["state"] for item in (await house.ask(on="2026-01-01"))["items"]] == ["there"]
    taken = await house.event(camera_id, replace(came, change="taken", at=T0 + timedelta(hours=2)))
    [item] = (await house.ask(on="2026-01-01"))["items"]
    assert (item["left_event_id"], item["taken_event_id"]) == (str(left), str(taken))
    assert (item["state"], item["camera_name"], item["probability"]) == ("taken", "Door", 0.8)
    assert item["sentence"] == "A parcel was probably left at “Door” at 12:00, and probably taken at 14:00."


async def test_the_same_report_twice_makes_no_second_parcel(house: House) -> None:
    camera_id = await house.events.history.add_camera()
    facts = replace(some_facts(camera_id), parcels=(parcel(),))
    for _ in range(2):
        await house.events.history.recorder.store(report("closed", facts))
    assert len((await house.ask(on="2026-01-01"))["items"]) == 1


async def test_an_event_that_has_ended_is_told_anew_with_its_parcel(house: House) -> None:
    history = house.events.history
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("closed", facts))
    await history.recorder.store(report("closed", replace(facts, parcels=(parcel(),))))
    kind, body = history.told[-1]
    assert (kind, body["event"]["attention"]) == ("event.closed", 1)
    assert body["event"]["description"]["text"].endswith("A parcel was probably left.")


async def test_the_day_is_that_of_the_house(house: House) -> None:
    camera_id = await house.events.history.add_camera()
    await house.event(camera_id, parcel(at=datetime(2026, 1, 1, 23, 30, tzinfo=BERLIN)))
    assert len((await house.ask(on="2026-01-01"))["items"]) == 1
    assert (await house.ask(on="2026-01-02"))["items"] == []


async def test_one_that_was_left_earlier_is_listed_on_the_day_it_was_taken(house: House) -> None:
    camera_id = await house.events.history.add_camera("Door")
    came = parcel()
    await house.event(camera_id, came)
    await house.event(camera_id, replace(came, change="taken", at=T0 + timedelta(days=2)))
    [item] = (await house.ask(on="2026-01-03"))["items"]
    assert "taken at 2026-01-03 12:00" in item["sentence"]
    assert (await house.ask(on="2026-01-02"))["items"] == []


async def test_pages_and_cameras(house: House) -> None:
    history = house.events.history
    door, gate = await history.add_camera("Door"), await history.add_camera("Gate")
    for minute in range(5):
        await house.event(door if minute % 2 else gate, parcel(at=T0 + timedelta(minutes=minute)))
    first = await house.ask(on="2026-01-01", limit=3)
    rest = await house.ask(on="2026-01-01", limit=3, cursor=first["next_cursor"])
    times = [item["left_at"] for item in first["items"] + rest["items"]]
    assert (len(times), times, rest["next_cursor"]) == (5, sorted(times, reverse=True), None)
    of_door = await house.ask(on="2026-01-01", camera_id=str(door))
    assert {item["camera_name"] for item in of_door["items"]} == {"Door"}


async def test_deleted_events_and_cameras_take_their_parcels_along(house: House) -> None:
    history = house.events.history
    camera_id = await history.add_camera()
    came = parcel()
    left = await house.event(camera_id, came)
    taken = await house.event(camera_id, replace(came, change="taken"))
    for event_id, after in ((left, 1), (taken, 0)):
        answer = await house.events.caller.delete(f"/api/v1/events/{event_id}", headers=house.events.changes)
        assert answer.status_code == 204
        assert len((await house.ask(on="2026-01-01"))["items"]) == after
    await house.event(camera_id, parcel())
    await history.remove_camera(camera_id)
    assert (await house.ask(on="2026-01-01"))["items"] == []


@pytest.mark.parametrize("params", [{"on": "yesterday"}, {"on": "9999-12-31"}, {"on": "0001-01-01"}, {"cursor": "x"}])
async def test_bad_questions_are_refused(house: House, params: dict[str, str]) -> None:
    answer = await house.events.caller.get("/api/v1/parcels", params=params)
    assert answer.status_code == 422, answer.text


async def test_nobody_asks_without_sign_in(house: House) -> None:
    async with browser(house.events.app) as stranger:
        assert (await stranger.get("/api/v1/parcels")).status_code == 401
