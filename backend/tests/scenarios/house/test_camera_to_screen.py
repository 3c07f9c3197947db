"""The one path, through the real program: a clip of a real courtyard in, sentences with pictures out."""

import io
from datetime import datetime
from pathlib import Path

import av
import pytest

from tests.support.server import Server
from tests.support.updates import UpdateReader
from tests.support.waiting import wait_until

_SENTENCE_ENDS = "."


@pytest.mark.covers("F7", "F9", "F10", "F11", "F15")
def test_people_in_a_clip_become_an_event_with_words_pictures_and_a_clip(server: Server, visit: Path) -> None:
    with UpdateReader(server.url, server.client) as updates:
        camera_id = server.add_file(visit)
        opened = updates.wait_for("event.opened")["body"]["event"]
        closed = updates.wait_for("event.closed", 40)["body"]["event"]

    assert opened["camera_id"] == str(camera_id)
    assert opened["description"]["provisional"]
    assert opened["thumbnail"] is not None
    assert closed["id"] == opened["id"]
    assert not closed["description"]["provisional"]
    assert closed["description"]["text"].endswith(_SENTENCE_ENDS)
    assert closed["labels"] == ["person"]

    detail = server.event(closed["id"])
    assert 3 <= closed["counts"]["person"] <= 8, "the courtyard holds so many at once"
    thumbnail = server.client.get(f"{server.url}{detail['thumbnail']['url']}")
    assert thumbnail.headers["content-type"] == "image/jpeg"
    assert len(thumbnail.content) <= 200_000
    assert detail["frames"]
    assert detail["tracks"]
    _check_clip(server, detail)


def _check_clip(server: Server, detail: dict[str, object]) -> None:
    clip = detail["clip"]
    assert isinstance(clip, dict)
    whole = server.client.get(f"{server.url}{clip['url']}")
    part = server.client.get(f"{server.url}{clip['url']}", headers={"Range": "bytes=0-99"})
    assert (part.status_code, part.content) == (206, whole.content[:100])
    with av.open(io.BytesIO(whole.content), "r") as video:
        frames = [frame.time for frame in video.decode(video=0)]
    assert frames[0] == 0.0
    started_at, clip_at = (datetime.fromisoformat(str(text)) for text in (detail["started_at"], clip["taken_at"]))
    assert clip_at <= started_at, "it shows what came before"
    assert max(frames) == pytest.approx(clip["duration_seconds"], abs=0.3)


@pytest.mark.covers("F15")
def test_an_event_is_seen_rated_corrected_and_deleted(server: Server, visit: Path) -> None:
    server.add_file(visit)
    event_id = server.wait_for_event(state="closed")["id"]
    assert server.client.get("/events/summary").json()["unseen"] == 1
    server.client.put(f"/events/{event_id}/seen").raise_for_status()
    assert server.client.get("/events/summary").json()["unseen"] == 0
    given = {"rating": "down", "correction": "That was the postman."}
    server.client.put(f"/events/{event_id}/feedback", json=given).raise_for_status()
    assert server.event(event_id)["feedback"]["correction"] == "That was the postman."
    files = list(server.media_folder.rglob(f"{event_id}/*"))
    assert files
    server.client.delete(f"/events/{event_id}").raise_for_status()
    assert server.client.get(f"/events/{event_id}").status_code == 404
    wait_until(lambda: not any(file.exists() for file in files), what="the files to go")


@pytest.mark.covers("F15")
def test_updates_missed_while_away_come_with_the_cursor(server: Server, visit: Path) -> None:
    with UpdateReader(server.url, server.client) as updates:
        cursor = updates.wait_for("hello")["cursor"]
    server.add_file(visit)
    server.wait_for_event(state="closed")
    with UpdateReader(server.url, server.client, after=cursor) as updates:
        kinds = [updates.wait_for("event.opened")["kind"], updates.wait_for("event.closed")["kind"]]
    assert kinds == ["event.opened", "event.closed"]
    assert not updates.was_reset
