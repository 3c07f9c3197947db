"""The event routes: shapes, filters, and clear answers to nonsense."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from argusai.pipeline.events.assembly.contract import LineCrossing, ZoneStay
from tests.api.events.conftest import Events
from tests.support.events import T0, a_track, report, some_facts
from tests.support.web import browser

pytestmark = pytest.mark.covers("F15")
URL = "/api/v1/events"
UNKNOWN = str(UUID(int=1))


async def store(events: Events, minute: int = 0) -> UUID:
    facts = some_facts(await events.history.add_camera(), start=T0 + timedelta(minutes=minute))
    await events.history.recorder.store(report("closed", facts))
    return facts.event_id


async def get(events: Events, path: str = URL, status: int = 200) -> Any:
    answer = await events.caller.get(path)
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_no_events_is_an_empty_page(events: Events) -> None:
    assert await get(events) == {"items": [], "next_cursor": None}
    assert await get(events, f"{URL}/summary") == {"unseen": 0, "notable": 0, "urgent": 0, "since": None}
    assert await get(events, f"{URL}/labels") == []


async def test_pages_follow_the_cursor(events: Events) -> None:
    stored = [await store(events, minute) for minute in range(3)]
    first = await get(events, f"{URL}?limit=2")
    second = await get(events, f"{URL}?limit=2&cursor={first['next_cursor']}")
    assert [item["id"] for item in first["items"] + second["items"]] == [str(each) for each in stored[::-1]]


async def test_one_event_in_full(events: Events) -> None:
    event_id = await store(events)
    event = await get(events, f"{URL}/{event_id}")
    assert event["labels"] == ["person"]
    assert event["tracks"][0]["path"][0] == {"x": 0.1, "y": 0.6}
    assert event["description"]["text"].startswith("A person walked")


async def test_times_filter_with_any_offset(events: Events) -> None:
    await store(events, 0)
    assert (await get(events, f"{URL}?from=2026-01-01T12:00:00%2B01:00"))["items"]
    assert not (await get(events, f"{URL}?to=2026-01-01T12:00:00%2B01:00"))["items"]


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=201", "limit=x", "camera_id='", "from=yesterday", "from=2026-01-01T00:00:00",
        "to=0001-01-01T00:00:00%2B14:00", "to=9999-12-31T23:59:59-14:00", "unseen=perhaps", "cursor='", "label=",
        "label=" + "x" * 41, "zone=", "zone=" + "x" * 41, "line=",
        "cursor=" + "x" * 501, "&".join(f"label={n}" for n in range(51)),
    ],
)  # fmt: skip
async def test_a_bad_query_is_a_clear_422(events: Events, query: str) -> None:
    problem = await get(events, f"{URL}?{query}", 422)
    assert problem["status"] == 422
    assert problem["detail"]


@pytest.mark.covers("F31")
@pytest.mark.parametrize("label", ["%27", "%00", "%ff%fe", "%22%3B--", "%F0%9F%92%A9"])
async def test_a_quote_in_a_filter_is_only_a_quote(events: Events, label: str) -> None:
    await store(events)
    assert (await get(events, f"{URL}?label={label}"))["items"] == []


@pytest.mark.covers("F31")
@pytest.mark.parametrize("path", ["x", "1", "%27", "..%2f..%2fetc", UNKNOWN, "seen/x"])
async def test_a_malformed_or_unknown_id_is_not_found(events: Events, path: str) -> None:
    problem = await get(events, f"{URL}/{path}", 404)
    assert problem["status"] == 404


async def test_seen_one_by_one_and_all_at_once(events: Events) -> None:
    old, new = await store(events, 0), await store(events, 1)
    assert (await events.caller.put(f"{URL}/{new}/seen", headers=events.changes)).status_code == 204
    assert [item["id"] for item in (await get(events, f"{URL}?unseen=true"))["items"]] == [str(old)]
    body = {"until": "2026-01-01T12:00:00Z"}
    assert (await events.caller.post(f"{URL}/seen", json=body, headers=events.changes)).status_code == 204
    assert (await get(events, f"{URL}/summary"))["unseen"] == 0


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "body", [{}, {"until": "2026-01-01T00:00:00"}, {"until": "0001-01-01T00:00:00+14:00"}, {"until": None}, [], "x"]
)
async def test_a_bad_moment_is_refused(events: Events, body: Any) -> None:
    answer = await events.caller.post(f"{URL}/seen", json=body, headers=events.changes)
    assert answer.status_code == 422, answer.text


async def test_feedback_is_given_changed_and_removed(events: Events) -> None:
    url = f"{URL}/{await store(events)}/feedback"
    body = {"rating": "down", "correction": "  A dog, “Rex” 🐕  "}
    given = await events.caller.put(url, json=body, headers=events.changes)
    assert (given.status_code, given.json()["correction"]) == (200, "A dog, “Rex” 🐕")
    given = await events.caller.put(url, json={"rating": "up"}, headers=events.changes)
    assert given.json()["rating"] == "up"
    assert (await events.caller.delete(url, headers=events.changes)).status_code == 204
    assert (await events.caller.delete(url, headers=events.changes)).status_code == 204


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b'{"rating": "sideways"}', b'{"rating": "up", "stars": 5}', b'{"rating": "up", "correction": 5}',
        b'{"rating": "up", "correction": "\\ud800"}', b'{"rating": "up", "correction": "' + b"x" * 501 + b'"}',
    ],
)  # fmt: skip
async def test_bad_feedback_is_refused(events: Events, body: bytes) -> None:
    headers = events.changes | {"content-type": "application/json"}
    answer = await events.caller.put(f"{URL}/{await store(events)}/feedback", content=body, headers=headers)
    assert answer.status_code == 422, answer.text


async def test_500_characters_fit(events: Events) -> None:
    body = {"rating": "down", "correction": "ß" * 500}
    url = f"{URL}/{await store(events)}/feedback"
    assert (await events.caller.put(url, json=body, headers=events.changes)).status_code == 200


async def test_deleting_an_event(events: Events) -> None:
    url = f"{URL}/{await store(events)}"
    assert (await events.caller.delete(url, headers=events.changes)).status_code == 204
    assert (await events.caller.delete(url, headers=events.changes)).status_code == 404
    await get(events, url, 404)


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", f"/{UNKNOWN}/seen"), ("PUT", f"/{UNKNOWN}/feedback"), ("DELETE", f"/{UNKNOWN}/feedback")],
)
async def test_a_change_to_an_unknown_event_is_not_found(events: Events, method: str, path: str) -> None:
    body = {"rating": "up"} if path.endswith("feedback") and method == "PUT" else None
    answer = await events.caller.request(method, URL + path, json=body, headers=events.changes)
    assert answer.status_code == 404


@pytest.mark.covers("F32")
@pytest.mark.parametrize("path", ["", "/summary", "/labels", f"/{UNKNOWN}"])
async def test_nothing_is_read_without_sign_in(events: Events, path: str) -> None:
    async with browser(events.app) as stranger:
        answer = await stranger.get(URL + path, headers={"user-agent": "testclient", "x-forwarded-for": "127.0.0.1"})
    assert answer.status_code == 401


@pytest.mark.covers("F32")
async def test_a_change_without_the_token_is_refused(events: Events) -> None:
    event_id = await store(events)
    answer = await events.caller.delete(f"{URL}/{event_id}")
    assert (answer.status_code, answer.json()["type"]) == (403, "csrf")
    await get(events, f"{URL}/{event_id}")


@pytest.mark.covers("C5")
async def test_events_are_found_by_the_zones_they_entered_and_the_lines_they_crossed(events: Events) -> None:
    camera = await events.history.add_camera()
    crossing = LineCrossing("Gate", "right", "house", T0 + timedelta(seconds=3))
    tracks = {
        "plain": a_track(),
        "zone": a_track(zones=("Drive", "Door"), stays=(ZoneStay("Door", 12.0),)),
        "line": a_track(crossings=(crossing,), zones=("Drive",)),
    }
    ids = {}
    for minute, (name, track) in enumerate(tracks.items()):
        facts = some_facts(camera, track, start=T0 + timedelta(minutes=minute))
        await events.history.recorder.store(report("closed", facts))
        ids[name] = str(facts.event_id)

    async def found(query: str) -> list[str]:
        page = await get(events, f"{URL}?{query}")
        return [name for item in page["items"] for name, event_id in ids.items() if item["id"] == event_id]

    assert await found("zone=Drive") == ["line", "zone"]
    assert await found("zone=Door") == ["zone"]
    assert await found("line=Gate") == ["line"]
    assert await found("zone=Door&zone=Drive&limit=1") == ["line"]
    assert await found(f"zone=Drive&label=person&camera_id={camera}") == ["line", "zone"]
    assert await found(f"zone=Drive&label=person&camera_id={UNKNOWN}") == []
    assert await found(f"zone=Drive&line=Gate&camera_id={camera}") == ["line"]
    assert await found("zone=drive") == []
    event = await get(events, f"{URL}/{ids['line']}")
    assert (event["zones"], event["lines"]) == (["Drive"], ["Gate"])
    [told] = event["tracks"][0]["crossings"]
    assert (told["line"], told["towards"], told["side"]) == ("Gate", "right", "house")
    staying = await get(events, f"{URL}/{ids['zone']}")
    assert staying["tracks"][0]["stays"] == [{"zone": "Door", "seconds": 12.0}]


@pytest.mark.covers("C12")
async def test_events_of_a_group_of_cameras(events: Events) -> None:
    ids = [await store(events, minute) for minute in range(3)]
    cameras = [(await get(events, f"{URL}/{each}"))["camera_id"] for each in ids]
    group = await events.history.add_group([UUID(each) for each in cameras[:2]])
    of_group = f"{URL}?group={group}"
    assert [each["id"] for each in (await get(events, of_group))["items"]] == [str(ids[1]), str(ids[0])]
    assert len((await get(events, f"{of_group}&label=person&camera_id={cameras[0]}"))["items"]) == 1
    assert (await get(events, f"{of_group}&camera_id={cameras[2]}"))["items"] == []
    assert (await get(events, f"{URL}?group={UNKNOWN}"))["items"] == []
