"""The database cannot be written for a while: nothing stops, nothing is lost, nothing stays open."""

import os
import signal
import sqlite3
from pathlib import Path

import pytest

from tests.support.commands import argusai
from tests.support.server import Server
from tests.support.waiting import wait_until


@pytest.mark.covers("F7", "F30")
def test_a_locked_database_loses_no_event_and_leaves_none_open(server: Server, visit: Path) -> None:
    locked_by = sqlite3.connect(server.folder / "data" / "argusai.db", isolation_level=None)
    server.add_file(visit, loop=True)
    wait_until(lambda: server.children, what="the capture process")
    locked_by.execute("BEGIN IMMEDIATE")
    wait_until(lambda: list(server.media_folder.rglob("thumbnail.jpg")), 30, "the event to be seen")
    assert server.events() == []
    locked_by.execute("ROLLBACK")
    opened = server.wait_for_event(40, state="open")
    assert opened["labels"] == ["person"]
    assert server.client.get("/system").json()["capture"][0]["restarts"] == 0

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
    first = Server(tmp_path / "first", {"DATABASE_URL": url})
    first.start()
    try:
        second = argusai("serve", "--port", "0", ARGUSAI_DATA_DIR=str(tmp_path / "second"), DATABASE_URL=url)
        assert (second.returncode, "Another ArgusAI is running" in second.stderr) == (1, True)
        assert first.client.get("/cameras").status_code == 200
    finally:
        first.kill()
