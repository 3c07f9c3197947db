"""When a camera watches and what is kept of it: set, shown, refused with a reason, told to the capture at once."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from argusai.kit.clock import SimulatedClock
from argusai.pipeline.capture.cameras.contract import Hours, WeeklyRange
from tests.support.cameras import Capture

pytestmark = pytest.mark.covers("C8")

WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
NIGHTS = {"days": WEEK[:5], "begins": "22:00", "ends": "06:00"}
WEEKEND = {"days": ["sat", "sun"], "begins": "00:00", "ends": "00:00"}
ALWAYS = {"now": True, "why_not": "", "until": None}
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)  # a Thursday; where the clock of the tests stands


@pytest.fixture
async def camera(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.post("/cameras", json={"name": "Yard", "source": {"kind": "file", "path": "/v/a.mp4"}})
    assert answer.status_code == 201, answer.text
    added: dict[str, Any] = answer.json()
    return added


async def change(client: httpx.AsyncClient, camera: dict[str, Any], **body: Any) -> httpx.Response:
    return await client.patch(f"/cameras/{camera['id']}", json=body)


async def pause(client: httpx.AsyncClient, camera: dict[str, Any], **body: Any) -> httpx.Response:
    return await client.put(f"/cameras/{camera['id']}/pause", json=body)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.covers("C7")
def test_a_new_camera_always_watches_and_keeps_all(camera: dict[str, Any], capture: Capture) -> None:
    assert camera["schedule"] == []
    assert camera["pause"] is None
    assert camera["watching"] == ALWAYS
    assert (camera["keep"], camera["stays_home"]) == ("clip", False)
    (watched,) = capture.applied[-1]
    assert (watched.hours, watched.keep) == (Hours(), "clip")


async def test_a_camera_may_be_added_with_all_of_it(client: httpx.AsyncClient) -> None:
    body = {
        "name": "Hall", "source": {"kind": "file", "path": "/v/b.mp4"},
        "schedule": [NIGHTS], "keep": "words", "stays_home": True,
    }  # fmt: skip
    added = (await client.post("/cameras", json=body)).json()
    assert (added["schedule"], added["keep"], added["stays_home"]) == ([NIGHTS], "words", True)


async def test_a_schedule_is_told_to_the_capture_without_a_new_connection(
    client: httpx.AsyncClient, camera: dict[str, Any], capture: Capture
) -> None:
    capture.zone = ZoneInfo("Europe/Berlin")
    (before,) = capture.applied[-1]
    shown = (await change(client, camera, schedule=[NIGHTS, WEEKEND])).json()
    assert shown["schedule"] == [NIGHTS, WEEKEND]
    assert (shown["watching"]["now"], shown["watching"]["why_not"]) == (False, "schedule")
    assert at(shown["watching"]["until"]) == NOON.replace(hour=21)  # 22:00 in Berlin
    (watched,) = capture.applied[-1]
    nights, weekend = WeeklyRange(frozenset(range(5)), 1320, 360), WeeklyRange(frozenset({5, 6}), 0, 0)
    assert watched.hours == Hours((nights, weekend), "Europe/Berlin")
    assert watched.same_stream(before)
    assert capture.announced[-1][1]["camera"]["schedule"] == [NIGHTS, WEEKEND]
    assert (await change(client, camera, schedule=[])).json()["watching"] == ALWAYS


@pytest.mark.covers("C7")
async def test_what_is_kept_is_told_to_the_capture(
    client: httpx.AsyncClient, camera: dict[str, Any], capture: Capture
) -> None:
    (before,) = capture.applied[-1]
    shown = (await change(client, camera, keep="snapshot", stays_home=True)).json()
    assert (shown["keep"], shown["stays_home"]) == ("snapshot", True)
    (watched,) = capture.applied[-1]
    assert watched.keep == "snapshot"
    assert watched.same_stream(before)
    assert (await change(client, camera, keep="everything")).status_code == 422


async def test_a_pause_ends_by_itself(
    client: httpx.AsyncClient, camera: dict[str, Any], capture: Capture, clock: SimulatedClock
) -> None:
    shown = (await pause(client, camera, seconds=3600)).json()
    assert at(shown["pause"]["until"]) == NOON + timedelta(hours=1)
    assert shown["watching"]["why_not"] == "pause"
    assert capture.applied[-1][0].hours == Hours((), "UTC", True, NOON + timedelta(hours=1), NOON)
    clock.advance(3600)
    later = (await client.get(f"/cameras/{camera['id']}")).json()
    assert (later["pause"], later["watching"]) == (None, ALWAYS)


async def test_a_pause_lasts_to_a_moment_or_until_it_is_resumed(
    client: httpx.AsyncClient, camera: dict[str, Any], capture: Capture
) -> None:
    until = "2026-01-01T20:30:00+01:00"
    assert at((await pause(client, camera, until=until)).json()["pause"]["until"]) == at(until)
    assert (await pause(client, camera)).json()["pause"] == {"until": None}
    for _ in range(2):  # the second time is harmless
        resumed = await client.delete(f"/cameras/{camera['id']}/pause")
        assert (resumed.status_code, resumed.json()["pause"]) == (200, None)
    assert capture.applied[-1][0].hours == Hours()


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    ("schedule", "field", "words"),
    [
        ([{"days": [], "begins": "01:00", "ends": "02:00"}], "schedule.0.days", "at least one day"),
        ([{"days": ["mon"], "begins": f"0{n // 60}:{n % 60:02}", "ends": f"0{n // 60}:{n % 60 + 1:02}"}
          for n in range(0, 102, 2)], "schedule", "at most 50"),
        ([{"days": ["mon"], "begins": "24:00", "ends": "02:00"}], "schedule.0.begins", ""),
        ([{"days": ["moonday"], "begins": "23:00", "ends": "02:00"}], "schedule.0.days.0", ""),
        ([{"days": ["mon"], "begins": 5, "ends": "02:00"}], "schedule.0.begins", ""),
        ([{"days": ["mon"], "begins": "1:00\n", "ends": "02:00"}], "schedule.0.begins", ""),
    ],
)  # fmt: skip
async def test_a_wrong_schedule_is_refused_with_its_place(
    client: httpx.AsyncClient, camera: dict[str, Any], schedule: Any, field: str, words: str
) -> None:
    answer = await change(client, camera, schedule=schedule)
    assert answer.status_code == 422
    assert field in answer.json()["fields"]
    assert words in answer.json()["fields"][field]
    assert (await client.get(f"/cameras/{camera['id']}")).json()["schedule"] == []


async def test_a_range_given_twice_is_kept_once(client: httpx.AsyncClient, camera: dict[str, Any]) -> None:
    same = {**NIGHTS, "days": [*WEEK[4::-1], "mon"]}
    assert (await change(client, camera, schedule=[NIGHTS, WEEKEND, same])).json()["schedule"] == [NIGHTS, WEEKEND]


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "body",
    [
        {"seconds": 0}, {"seconds": -5}, {"seconds": 10**12}, {"seconds": "soon"}, {"minutes": 5},
        {"until": "2026-01-01T11:59:59Z"}, {"until": "2028-01-01T00:00:00Z"}, {"until": "2026-01-02T00:00:00"},
        {"until": "2026-01-02T00:00:00Z", "seconds": 60},
    ],
)  # fmt: skip
async def test_a_wrong_pause_is_refused(client: httpx.AsyncClient, camera: dict[str, Any], body: Any) -> None:
    assert (await pause(client, camera, **body)).status_code == 422
    assert (await client.get(f"/cameras/{camera['id']}")).json()["pause"] is None


@pytest.mark.covers("F32")
async def test_a_pause_needs_a_session_and_a_camera(
    client: httpx.AsyncClient, stranger: httpx.AsyncClient, camera: dict[str, Any]
) -> None:
    assert (await pause(stranger, camera, seconds=60)).status_code in (401, 403)
    nobody = {"id": "00000000-0000-7000-8000-000000000000"}
    assert (await pause(client, nobody, seconds=60)).status_code == 404
    assert (await client.delete(f"/cameras/{nobody['id']}/pause")).status_code == 404
