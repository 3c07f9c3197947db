"""kill -9 while hundreds of old events are let go of: rows and files agree again (F17, F30)."""

import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.ids import new_id
from tests.support.database import copy_template
from tests.support.events import a_history, report, some_facts
from tests.support.server import Server
from tests.support.waiting import wait_until

_OLD = 800
_SOURCE = '{"kind": "file", "path": "/nowhere.mp4", "loop": false}'


@pytest.fixture
async def server(tmp_path: Path, database_template: Path) -> AsyncIterator[Server]:
    """Not started. It kept `_OLD` events of two months ago, and one of yesterday."""
    data = tmp_path / "house" / "data"
    data.mkdir(parents=True)
    database = Database(copy_template(database_template, data / "argusai.db"))
    async with a_history(database, data / "media", SimulatedClock()) as history:
        camera_id = await history.add_camera(kind="file")
        for days in (60, 1):
            facts = some_facts(camera_id, start=datetime.now(UTC) - timedelta(days=days))
            files = [history.file(facts, kind, f"{kind}.jpg") for kind in ("thumbnail", "snapshot")]
            await history.recorder.store(report("closed", facts, *files))
    await database.close()
    with closing(sqlite3.connect(data / "argusai.db")) as rows, rows:
        rows.execute("UPDATE cameras SET enabled = 0, source = ?", [_SOURCE])
        _multiply(rows, data / "media")
    made = Server(tmp_path / "house")
    yield made
    made.kill()


@pytest.mark.covers("F17", "F30")
def test_rows_and_files_agree_after_a_kill_in_the_middle(server: Server) -> None:
    assert len(_held(server)) == len(_files(server)) == 2 * (_OLD + 1)
    server.start()
    wait_until(lambda: len(_held(server)) < 2 * _OLD, 30, server.log)
    server.kill()
    assert len(_held(server)) > 2, "it was killed too late to show anything"
    assert _held(server) <= _files(server), "a row without its file"
    server.start()
    wait_until(lambda: len(_held(server)) == 2, 30, server.log)
    wait_until(lambda: _held(server) == _files(server), 60, "rows and files to agree")
    assert [event["state"] for event in server.events()] == ["closed"]
    server.stop()


def _multiply(rows: sqlite3.Connection, media: Path) -> None:
    """The older one `_OLD` times, all its files as old as it."""
    columns = {
        table: [each[1] for each in rows.execute(f"PRAGMA table_info({table})")] for table in ("events", "media")
    }
    [first] = rows.execute("SELECT id FROM events ORDER BY started_at LIMIT 1").fetchone()
    event = dict(
        zip(columns["events"], rows.execute("SELECT * FROM events WHERE id = ?", [first]).fetchone(), strict=True)
    )
    files = rows.execute("SELECT * FROM media WHERE event_id = ?", [first]).fetchall()
    begun = datetime.now(UTC) - timedelta(days=60)
    for number in range(_OLD):
        own = new_id() if number else UUID(first)
        if number:
            _insert(rows, "events", event | {"id": own.hex})
        for each in (dict(zip(columns["media"], file, strict=True)) for file in files):
            path = media / each["path"].replace(str(UUID(first)), str(own))
            if number:
                row = each | {"id": new_id().hex, "event_id": own.hex, "path": str(path.relative_to(media))}
                _insert(rows, "media", row)
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(b"x")
            os.utime(path, (begun.timestamp(), begun.timestamp()))


def _insert(rows: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    rows.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", list(row.values()))  # noqa: S608 - ours


def _files(server: Server) -> set[str]:
    def paths() -> Iterator[Path]:
        for folder, _, names in os.walk(server.media_folder):
            yield from (Path(folder) / name for name in names)

    return {str(path.relative_to(server.media_folder)) for path in paths()}


def _held(server: Server) -> set[str]:
    with closing(sqlite3.connect(server.folder / "data" / "argusai.db")) as rows:
        return {path for (path,) in rows.execute("SELECT path FROM media")}
