"""Whatever is killed, whenever: no event is lost, and what was open is closed properly."""

import io
import os
import signal
from pathlib import Path
from typing import Any

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
    wait_until(lambda: clip_bytes(server) > 100_000, what="the clip to grow")
    return opened


def clip_bytes(server: Server) -> int:
    return sum(path.stat().st_size for path in server.media_folder.rglob("clip.mp4*"))


def frames_of_clip(server: Server, event: dict[str, Any]) -> int:
    content = server.client.get(f"{server.url}{event['clip']['url']}").raise_for_status().content
    with av.open(io.BytesIO(content), "r") as clip:
        return sum(1 for _ in clip.decode(video=0))


@pytest.mark.covers("F7", "F9", "F30")
def test_a_killed_capture_process_is_back_in_five_seconds_and_its_event_closed(
    server: Server, looped: dict[str, Any]
) -> None:
    [victim] = server.children
    with within(5):
        os.kill(victim, signal.SIGKILL)
        closed = server.wait_for_event(5, id=looped["id"], state="closed")
        assert server.client.get("/session").status_code == 200, "the web goes on"
        wait_until(lambda: server.children and server.children != [victim], 5, "another capture process")
    assert not closed["description"]["provisional"]
    assert closed["ended_at"] >= closed["started_at"]
    assert frames_of_clip(server, server.event(closed["id"])) > 5, "what was written of the clip is kept"
    assert server.wait_for_event(15, state="open")["id"] != looped["id"], "it watches again"


@pytest.mark.covers("F7", "F30")
def test_a_frozen_capture_process_is_replaced(server: Server, looped: dict[str, Any]) -> None:
    [victim] = server.children
    os.kill(victim, signal.SIGSTOP)
    closed = server.wait_for_event(5, id=looped["id"], state="closed")
    assert closed["description"]["text"]
    wait_until(lambda: server.children and victim not in server.children, 5, "another capture process")


@pytest.mark.covers("F5", "F7", "F9", "F30")
def test_after_a_kill_of_everything_the_open_event_is_closed_at_the_next_start(
    server: Server, looped: dict[str, Any]
) -> None:
    [child] = server.children
    server.kill()
    wait_until(lambda: has_ended(child), 10, "the capture process to die with its parent")
    server.start()
    closed = next(event for event in server.events() if event["id"] == looped["id"])
    assert (closed["state"], closed["description"]["provisional"]) == ("closed", False)
    assert frames_of_clip(server, server.event(closed["id"])) > 5


@pytest.mark.covers("F7")
def test_it_stops_within_seconds_and_leaves_no_process(server: Server, looped: dict[str, Any]) -> None:
    [child] = server.children
    with within(6):
        server.stop()
    assert has_ended(child)
    server.start()
    closed = next(event for event in server.events() if event["id"] == looped["id"])
    assert closed["state"] == "closed"
