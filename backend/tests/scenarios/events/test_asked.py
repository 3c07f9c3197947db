"""C14: somebody asks what a camera sees, or sends in what another program saw."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

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
def test_an_unknown_camera_and_one_without_a_picture(server: Server, tmp_path: Path) -> None:
    assert server.client.post(f"/cameras/{uuid4()}/describe").status_code == 404
    source = {"kind": "rtsp", "url": "rtsp://127.0.0.1:1/nothing"}
    dark = server.add({"name": "Dark", "source": source})
    answer = server.client.post(f"/cameras/{dark}/describe")
    assert (answer.status_code, answer.json()["type"]) == (503, "no-picture")
