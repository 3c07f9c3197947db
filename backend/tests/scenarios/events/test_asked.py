"""C14: somebody asks what a camera sees, or sends in what another program saw."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.support.footage import courtyard, cut, model
from tests.support.masks import rectangle
from tests.support.sent import decoded, hostile, is_masked, pictures_of
from tests.support.server import Server, shared_server
from tests.support.waiting import wait_until


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cut(courtyard(), tmp_path_factory.mktemp("footage") / "visit.mp4", 1, 20)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    model()
    with shared_server(tmp_path_factory.mktemp("asked"), ASSEMBLY__CLIP_MARGIN_SECONDS="0.5") as running:
        yield running


@pytest.fixture(scope="module")
def camera_id(server: Server, visit: Path) -> UUID:
    """It is paused: of itself it tells nothing."""
    added = server.add_file(visit, loop=True)
    assert server.client.put(f"/cameras/{added}/pause", json={}).status_code == 200
    wait_until(lambda: server.client.get(f"/cameras/{added}/snapshot").status_code == 200, 30, "a picture")
    return added


def closed(server: Server, event_id: str) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        answer = server.client.get(f"/events/{event_id}")
        if answer.status_code == 404:  # answered with 202: it will come
            return None
        event: dict[str, Any] = answer.raise_for_status().json()
        return event if event["state"] == "closed" else None

    event = wait_until(look, 30, "the event to be closed")
    assert event is not None
    return event


@pytest.mark.covers("C14")
def test_a_paused_camera_tells_what_it_sees_when_asked(server: Server, camera_id: UUID) -> None:
    answer = server.client.post(f"/cameras/{camera_id}/describe")
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["trigger"], told["camera_id"]) == ("manual", str(camera_id))
    assert "person" in told["labels"]
    assert told["description"]["text"].startswith("Seen at “Yard” when somebody asked: ")
    assert told["thumbnail"]
    assert told["snapshot"]["boxes"]
    assert answer.headers["location"].endswith(told["id"])

    event = closed(server, told["id"])
    assert 0.5 <= event["clip"]["duration_seconds"] <= 8
    assert not event["description"]["provisional"]
    assert [each["id"] for each in server.events(trigger="manual")] == [told["id"]]
    assert server.events(trigger="track") == []


@pytest.mark.covers("H3")
def test_a_ring_at_the_door_is_one_event_told_by_a_key_alone(server: Server, camera_id: UUID) -> None:
    made = server.client.post(
        "/keys", json={"name": "Bell", "scopes": ["doorbell:press"], "camera_ids": [str(camera_id)]}
    )
    key, press = made.json()["key"], f"{server.url}/api/v1/cameras/{camera_id}/doorbell/press"
    # once by header, once as the page of the camera shows the address
    rung = [httpx.post(press, headers={"Authorization": f"Bearer {key}"}), httpx.post(f"{press}?key={key}")]
    assert [each.status_code for each in rung] == [202, 202], rung[0].text
    assert rung[0].json() == rung[1].json(), "the finger stayed on the button"
    event = closed(server, rung[0].json()["id"])
    assert (event["trigger"], event["attention"]) == ("doorbell", 1)
    assert event["description"]["text"].startswith("Somebody rang at “Yard”: ")
    assert [each["id"] for each in server.events(trigger="doorbell", camera_id=str(camera_id))] == [event["id"]]
    assert httpx.post(press).status_code == 401
    elsewhere = press.replace(str(camera_id), str(UUID(int=1)))
    assert httpx.post(elsewhere, headers={"Authorization": f"Bearer {key}"}).status_code == 403
    assert httpx.get(press.replace("doorbell/press", "snapshot.jpg"), params={"key": key}).status_code == 403


def send(server: Server, camera_id: UUID, body: bytes, key: str = "", **wanted: str) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    wanted = {"camera_id": str(camera_id), **wanted}
    return server.client.post("/events", params=wanted, content=body, headers=headers)


@pytest.mark.covers("C14")
def test_a_picture_and_a_video_that_are_sent_in_become_events(server: Server, camera_id: UUID, visit: Path) -> None:
    known = len(server.events(trigger="api"))
    picture = server.client.get(f"/cameras/{camera_id}/snapshot").content
    answer = send(server, camera_id, picture, "ring-1", label="doorbell", note="It rang.")
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["trigger"], told["state"], told["note"]) == ("api", "closed", "It rang.")
    assert {"doorbell", "person"} <= set(told["labels"])
    assert told["snapshot"]
    assert send(server, camera_id, picture, "ring-1").json()["id"] == told["id"]

    video = send(server, camera_id, visit.read_bytes())
    assert video.status_code in {201, 202}, video.text
    event = closed(server, video.json()["id"])
    assert "person" in event["labels"]
    assert event["clip"]["duration_seconds"] > 1
    assert len(server.events(trigger="api")) == known + 2


@pytest.mark.covers("C14")
def test_what_does_harm_is_refused_and_the_web_goes_on(server: Server, camera_id: UUID, visit: Path) -> None:
    """The other kinds: tests/integration/events/test_sent.py."""
    known, pid = len(server.events(trigger="api")), server.pid
    refused = send(server, camera_id, hostile(visit.read_bytes())["an MP4's head on noise"])
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert server.client.get("/cameras").status_code == 200
    assert (server.pid, len(server.events(trigger="api"))) == (pid, known)
    assert not list((server.folder / "data" / "sent").iterdir())


@pytest.mark.soak  # tests/integration/events/test_sent.py shows the same without a server
@pytest.mark.covers("C14", "C6")
def test_what_is_sent_in_for_a_masked_camera_is_black_where_its_masks_are(server: Server, visit: Path) -> None:
    masks = [[list(corner) for corner in rectangle(0, 0, 0.5, 1)]]
    source = {"kind": "rtsp", "url": "rtsp://127.0.0.1:1/masked"}
    camera_id = server.add({"name": "Hall", "source": source, "privacy": {"polygons": masks}})
    answer = send(server, camera_id, visit.read_bytes())
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["clip"]
    kept = {file.name: file for file in server.media_folder.rglob(f"{told['id']}/*")}
    assert {"snapshot.jpg", "clip.mp4"} <= set(kept)
    for name, file in kept.items():
        if name.startswith("thumbnail"):
            continue  # it shows a part
        pictures = pictures_of(file) if name == "clip.mp4" else [decoded(file.read_bytes())]
        assert all(is_masked(picture) for picture in pictures), name


@pytest.mark.covers("C14")
def test_an_unknown_camera_and_one_without_a_picture(server: Server, tmp_path: Path) -> None:
    assert server.client.post(f"/cameras/{uuid4()}/describe").status_code == 404
    source = {"kind": "rtsp", "url": "rtsp://127.0.0.1:1/nothing"}
    dark = server.add({"name": "Dark", "source": source})
    answer = server.client.post(f"/cameras/{dark}/describe")
    assert (answer.status_code, answer.json()["type"]) == (503, "no-picture")
    # Who rings is told of all the same.
    rung = server.client.post(f"/cameras/{dark}/doorbell/press")
    assert rung.status_code == 202, rung.text
    event = closed(server, rung.json()["id"])
    assert event["description"]["text"].startswith("Somebody rang at “Dark”. There is no picture")
    assert (event["attention"], event["thumbnail"], event["snapshot"], event["clip"]) == (1, None, None, None)

    def told() -> list[str]:
        return [
            each["title"] for each in server.client.get("/notices").json()["items"] if each["event_id"] == event["id"]
        ]

    assert wait_until(told, 30, "somebody to be told") == ["Dark"]
