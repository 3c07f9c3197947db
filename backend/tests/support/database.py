"""The suite's own database: a fresh SQLite file every run, one per worker, and never anybody else's."""

import fcntl
import shutil
import sqlite3
from pathlib import Path
from typing import IO

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from argusai.kit.migrate import migrate

# Written into the header of every database the suite makes ("ARGt"); a file without it is not ours to delete.
APPLICATION_ID = 0x41524774
_SIBLINGS = ("", "-wal", "-shm", "-journal", ".migrating")


class NotOurs(Exception):
    """DATABASE_URL names something that the suite must not touch. The message says what to do."""


def path_of(url: str, worker: str) -> Path:
    """The file for `worker` ("master" or "gw0", "gw1" …) beside the one that `url` names. Raises NotOurs."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise NotOurs("DATABASE_URL is not a database URL. For the tests write sqlite:///./test.db.") from error
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise NotOurs(
            "DATABASE_URL does not name a SQLite file. The tests make a fresh one every run and touch no other "
            "database: write sqlite:///./test.db, or leave it out."
        )
    path = Path(parsed.database).absolute()
    return path if worker == "master" else path.with_name(f"{path.stem}-{worker}{path.suffix}")


def claim(path: Path) -> IO[str]:
    """Hold `path` for this run until the returned file is closed, and make it an empty database marked as ours.

    Raises NotOurs when another run holds it, or when it exists without our mark.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not is_ours(path):
        raise NotOurs(
            f"{path} exists and was not made by this suite, so it is left alone. Point DATABASE_URL at another file, "
            "such as sqlite:///./test.db, or leave it out."
        )
    hold = path.with_name(path.name + ".suite").open("w")
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        hold.close()
        raise NotOurs(f"Another run of the tests is using {path}. Wait for it, or set another DATABASE_URL.") from error
    discard(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()
    return hold


def is_ours(path: Path) -> bool:
    """True for a database that `claim` made, and for an empty file, which holds nothing to lose."""
    if not path.is_file():
        return False
    header = path.read_bytes()[:100] if path.stat().st_size else b""
    if not header:
        return True
    # The application id stands in bytes 68–71 of the header: https://www.sqlite.org/fileformat.html
    return header.startswith(b"SQLite format 3\x00") and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def discard(path: Path) -> None:
    """Remove the database and what SQLite and the migrations put beside it."""
    for suffix in _SIBLINGS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def url_of(path: Path) -> URL:
    return URL.create("sqlite+aiosqlite", database=str(path))


def make_template(path: Path) -> None:
    """Run the program's own migrations on the claimed file `path`."""
    migrate(url_of(path))


def copy_template(template: Path, to: Path) -> URL:
    """A migrated, empty database at `to`: much cheaper than migrating again."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(template, to)
    return url_of(to)
