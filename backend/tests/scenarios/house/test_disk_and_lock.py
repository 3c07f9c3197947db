"""The database cannot be written for a while: nothing stops, nothing is lost, nothing stays open."""

import os
import signal
import sqlite3
from pathlib import Path

import pytest

from tests.support.server import Server
from tests.support.waiting import wait_until


@pytest.fixture
def locked_by(server: Server) -> sqlite3.Connection:
    return sqlite3.connect(server.folder / "data" / "argusai.db", isolation_level=None)


@pytest.mark.covers("F30")
def test_events_of_a_locked_time_are_stored_afterwards(
    server: Server, visit: Path, locked_by: sqlite3.Connection
) -> None:
    server.add_file(visit)
    wait_until(lambda: server.children, what="the capture process")
    locked_by.execute("BEGIN IMMEDIATE")
    wait_until(lambda: list(server.media_folder.rglob("thumbnail.jpg")), 30, "the event to be seen")
    assert server.events() == []
    locked_by.execute("ROLLBACK")
    locked_by.close()
    assert server.wait_for_event(40, state="closed")["labels"] == ["person"]
    assert server.client.get("/system").json()["capture"][0]["restarts"] == 0


@pytest.mark.covers("F7", "F30")
def test_what_was_open_when_the_child_died_is_closed_once_the_database_answers(
    server: Server, visit: Path, locked_by: sqlite3.Connection
) -> None:
    server.add_file(visit, loop=True)
    opened = server.wait_for_event(state="open")
    locked_by.execute("BEGIN IMMEDIATE")
    [victim] = server.children
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: server.children and victim not in server.children, 10, "another capture process")
    locked_by.execute("ROLLBACK")
    locked_by.close()
    closed = server.wait_for_event(40, id=opened["id"], state="closed")
    assert not closed["description"]["provisional"]


@pytest.mark.covers("F4", "F5")
def test_two_data_folders_cannot_share_a_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shared' / 'argusai.db'}"
    first, second = (Server(tmp_path / name, {"DATABASE_URL": url}) for name in ("first", "second"))
    first.start()
    try:
        with pytest.raises(AssertionError, match="Another ArgusAI is running"):
            second.start()
        assert first.client.get("/cameras").status_code == 200
    finally:
        first.kill()
