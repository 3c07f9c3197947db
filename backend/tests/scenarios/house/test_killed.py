"""Whatever is killed, whenever: no event is lost, and what was open is closed properly."""

import io
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import av
import pytest

from tests.support.programs import has_ended
from tests.support.server import Server
from tests.support.waiting import wait_until, within


@pytest.fixture
def looped(server: Server, visit: Path) -> dict[str, Any]:
    """An event that would go on for minutes."""
    server.add_file(visit, loop=True)
    opened = server.wait_for_event(state="open")
    wait_until(lambda: clip_bytes(server, opened) > 100_000, what="the clip to grow")
    return opened


def clip_bytes(server: Server, event: dict[str, Any]) -> int:
    return sum(path.stat().st_size for path in server.media_folder.rglob(f"{event['id']}/clip.mp4*"))


def frames_of_clip(server: Server, event: dict[str, Any]) -> int:
    content = server.client.get(f"{server.url}{event['clip']['url']}").raise_for_status().content
    with av.open(io.BytesIO(content), "r") as clip:
        return sum(1 for _ in clip.decode(video=0))


@pytest.mark.covers("C4", "F5", "F7", "F9", "F30")
def test_whatever_is_killed_frozen_or_stopped_its_event_is_closed_and_it_goes_on(
    server: Server, looped: dict[str, Any]
) -> None:
    """One house, and one thing after the other: each needs an event in its middle."""
    _killed_child(server, looped)
    _frozen_child(server, server.wait_for_event(15, state="open"))
    _killed_house(server, server.wait_for_event(30, state="open"))
    _stopped_house(server, server.wait_for_event(30, state="open"))


def _killed_child(server: Server, opened: dict[str, Any]) -> None:
    [victim] = server.children
    with within(5):
        os.kill(victim, signal.SIGKILL)
        closed = server.wait_for_event(5, id=opened["id"], state="closed")
        assert server.client.get("/session").status_code == 200, "the web goes on"
        wait_until(lambda: server.children and server.children != [victim], 5, "another capture process")
    assert not closed["description"]["provisional"]
    assert closed["ended_at"] >= closed["started_at"]
    assert frames_of_clip(server, server.event(closed["id"])) > 5, "what was written of the clip is kept"


def _frozen_child(server: Server, opened: dict[str, Any]) -> None:
    [victim] = server.children
    os.kill(victim, signal.SIGSTOP)
    closed = server.wait_for_event(5, id=opened["id"], state="closed")
    assert closed["description"]["text"]
    wait_until(lambda: server.children and victim not in server.children, 5, "another capture process")


def _killed_house(server: Server, opened: dict[str, Any]) -> None:
    [child] = server.children
    wait_until(lambda: clip_bytes(server, opened) > 100_000, what="the clip to grow")
    server.kill()
    wait_until(lambda: has_ended(child), 10, "the capture process to die with its parent")
    as_if_killed_a_minute_ago(server)
    server.start()
    outages = server.client.get(f"/cameras/{opened['camera_id']}/outages").raise_for_status().json()["items"]
    assert [each["kind"] for each in outages].count("not-running") == 1, "closing its event is no sign of life"
    closed = next(event for event in server.events() if event["id"] == opened["id"])
    assert (closed["state"], closed["description"]["provisional"]) == ("closed", False)
    assert frames_of_clip(server, server.event(closed["id"])) > 5


def _stopped_house(server: Server, opened: dict[str, Any]) -> None:
    """Also with a capture process that cannot say any more how its event ended: a machine may be that busy."""
    [child] = server.children
    os.kill(child, signal.SIGSTOP)
    with within(6):
        server.stop()
    assert has_ended(child), "a stop leaves no process"
    assert opened["id"] in closed_events(server)


def as_if_killed_a_minute_ago(server: Server) -> None:
    with closing(sqlite3.connect(server.folder / "data" / "argusai.db")) as database, database:
        for table in ("heartbeat", "live_updates"):
            database.execute(f"UPDATE {table} SET at = datetime(at, '-60 seconds')")  # noqa: S608 - our own names


def closed_events(server: Server) -> set[str]:
    """As they lie in the database of a server that was stopped."""
    with closing(sqlite3.connect(server.folder / "data" / "argusai.db")) as database:
        rows = database.execute("SELECT id FROM events WHERE state = 'closed'").fetchall()
    return {str(UUID(each)) for [each] in rows}
