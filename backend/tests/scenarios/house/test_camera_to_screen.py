"""The one path, through the real program: a clip of a real courtyard in, sentences with pictures out."""

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import av
import httpx
import pytest

from tests.support.footage import model
from tests.support.receiver import Receiver, receiver
from tests.support.server import Server, shared_server
from tests.support.updates import UpdateReader
from tests.support.waiting import wait_until

_SENTENCE_ENDS = "."


@dataclass(frozen=True)
class Watched:
    """A server that saw the clip once, and what it told about it, and whom. `cursor`: from before."""

    server: Server
    camera_id: str
    cursor: int
    opened: dict[str, Any]
    closed: dict[str, Any]
    told: dict[str, Any]
    there: Receiver


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, visit: Path) -> Iterator[Watched]:
    """One for all of them."""
    model()
    folder = tmp_path_factory.mktemp("watched")
    with receiver() as there, shared_server(folder, ASSEMBLY__QUIET_SECONDS="2") as server:
        own = {"reach": "machine", "own_address": server.url}
        server.client.patch("/channel-settings", json=own).raise_for_status()
        hook = {"name": "Hook", "settings": {"kind": "webhook", "url": there.url}}
        server.client.post("/channels", json=hook).raise_for_status()
        with UpdateReader(server.url, server.client) as updates:
            cursor = updates.wait_for("hello")["cursor"]
            camera_id = server.add_file(visit)
            opened = updates.wait_for("event.opened", 60)["body"]["event"]
            closed = updates.wait_for("event.closed", 60)["body"]["event"]
            before = [update for update in updates.seen if update["kind"] == "notice.told"]
            told = (before[0] if before else updates.wait_for("notice.told", 60))["body"]["notice"]
        yield Watched(server, str(camera_id), cursor, opened, closed, told, there)


@pytest.mark.covers("F7", "F9", "F10", "F11", "F15")
def test_people_in_a_clip_become_an_event_with_words_pictures_and_a_clip(watched: Watched) -> None:
    server, opened, closed = watched.server, watched.opened, watched.closed
    assert opened["camera_id"] == watched.camera_id
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
def test_an_event_is_seen_rated_corrected_and_deleted(watched: Watched, visit: Path, tmp_path: Path) -> None:
    server = watched.server
    other = Path(shutil.copy(visit, tmp_path / "other.mp4"))  # one file is watched once
    camera_id = server.add_file(other, "The other one")
    event_id = server.wait_for_event(camera_id=str(camera_id), state="closed")["id"]
    unseen = server.client.get("/events/summary").json()["unseen"]
    server.client.put(f"/events/{event_id}/seen").raise_for_status()
    assert server.client.get("/events/summary").json()["unseen"] == unseen - 1
    given = {"rating": "down", "correction": "That was the postman."}
    server.client.put(f"/events/{event_id}/feedback", json=given).raise_for_status()
    assert server.event(event_id)["feedback"]["correction"] == "That was the postman."
    files = list(server.media_folder.rglob(f"{event_id}/*"))
    assert files
    server.client.delete(f"/events/{event_id}").raise_for_status()
    assert server.client.get(f"/events/{event_id}").status_code == 404
    wait_until(lambda: not any(file.exists() for file in files), what="the files to go")


@pytest.mark.covers("N6", "N7", "N10")
def test_the_people_reach_the_bell_and_a_webhook_once_with_their_picture(watched: Watched) -> None:
    """By the rule of a fresh house."""
    server, event_id = watched.server, watched.closed["id"]

    def settled() -> list[dict[str, Any]]:
        [person] = server.client.get(f"/events/{event_id}/notices").json()["items"]
        return [each for each in person["deliveries"] if each["state"] == "sent"]

    wait_until(settled, 60, "a delivery that is recorded")
    got = [body for each in watched.there.got if (body := json.loads(each.body))["event"]["id"] == event_id]
    [notice] = [each for each in server.client.get("/notices").json()["items"] if each["event_id"] == event_id]
    assert (notice["read_at"], notice["silent"]) == (None, "")
    assert {each["id"] for each in got} == {notice["id"]} == {watched.told["id"]}
    [opened] = [each for each in got if each["type"] == "notice.opened"]
    picture = httpx.get(opened["links"]["picture"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    assert server.client.get("/notices/summary").json()["unread"] >= 1


@pytest.mark.covers("F15")
def test_updates_missed_while_away_come_with_the_cursor(watched: Watched) -> None:
    with UpdateReader(watched.server.url, watched.server.client, after=watched.cursor) as updates:
        missed = [updates.wait_for(kind)["body"]["event"]["id"] for kind in ("event.opened", "event.closed")]
    assert missed == [watched.closed["id"]] * 2
    assert not updates.was_reset
