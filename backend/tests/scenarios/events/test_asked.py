"""C14: somebody asks what a camera sees, or sends in what another program saw."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.support.footage import courtyard, cut, model
from tests.support.server import Server, shared_server
from tests.support.waiting import wait_until


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cut(courtyard(), tmp_path_factory.mktemp("footage") / "visit.mp4", 1, 60)


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
        event = server.event(event_id)
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


@pytest.mark.covers("C14")
def test_a_picture_and_a_video_that_are_sent_in_become_events(server: Server, camera_id: UUID, visit: Path) -> None:
    def send(body: bytes, **wanted: str) -> httpx.Response:
        headers = {"Idempotency-Key": wanted.pop("key")} if "key" in wanted else {}
        return server.client.post(
            "/events", params={"camera_id": str(camera_id), **wanted}, content=body, headers=headers
        )

    picture = server.client.get(f"/cameras/{camera_id}/snapshot").content
    answer = send(picture, label="doorbell", note="It rang.", key="ring-1")
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["trigger"], told["state"], told["note"]) == ("api", "closed", "It rang.")
    assert {"doorbell", "person"} <= set(told["labels"])
    assert told["snapshot"]
    assert send(picture, key="ring-1").json()["id"] == told["id"]

    video = send(visit.read_bytes())
    assert video.status_code in {201, 202}, video.text
    event = closed(server, video.json()["id"])
    assert "person" in event["labels"]
    assert event["clip"]["duration_seconds"] > 3

    for bad in (b"", b"#EXTM3U\nfile:///etc/passwd", picture[: len(picture) // 3], b"\xff\xd8\xff" + bytes(5000)):
        refused = send(bad)
        assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json"), bad[:20]
    assert send(picture, camera_id=str(uuid4())).status_code == 404
    assert len(server.events(trigger="api")) == 2
    assert not list((server.folder / "data" / "sent").iterdir())


@pytest.mark.covers("C14")
def test_an_unknown_camera_and_one_without_a_picture(server: Server, tmp_path: Path) -> None:
    assert server.client.post(f"/cameras/{uuid4()}/describe").status_code == 404
    source = {"kind": "rtsp", "url": "rtsp://127.0.0.1:1/nothing"}
    dark = server.add({"name": "Dark", "source": source})
    answer = server.client.post(f"/cameras/{dark}/describe")
    assert (answer.status_code, answer.json()["type"]) == (503, "no-picture")
