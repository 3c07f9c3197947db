"""What can be wrong at the start is said in one sentence, and nothing is changed."""

import os
import signal
import socket
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.fernet import Fernet

from argusai.demo.prepare import prepare_demo
from argusai.flow.house import House
from argusai.kit.cache import cache_folder
from argusai.kit.errors import StartError
from argusai.settings import load_settings
from tests.support.commands import argusai
from tests.support.rtsp import free_port
from tests.support.secrets import secret
from tests.support.server import Server, running_server
from tests.support.waiting import wait_until


def refusal(folder: Path, *arguments: str, **environment: str) -> str:
    """What `argusai serve` says on standard error before it gives up with code 1."""
    port = str(free_port())
    done = argusai("serve", "--port", port, *arguments, ARGUSAI_DATA_DIR=str(folder / "data"), **environment)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def prepare(folder: Path, **environment: str) -> None:
    """All of a start but the listening."""
    settings = load_settings({**os.environ, "ARGUSAI_DATA_DIR": str(folder / "data"), **environment})
    house = House(settings)
    house.ground.prepare()
    house.ground.release()


@pytest.mark.covers("F5")
def test_a_second_one_on_the_same_data_folder_is_refused(tmp_path: Path) -> None:
    with running_server(tmp_path) as first:
        assert "Another ArgusAI is running" in refusal(tmp_path)
        assert first.client.get("/cameras").status_code == 200


@pytest.mark.covers("F2")
def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} is in use" in refusal(tmp_path, "--port", str(port))
    assert not (tmp_path / "data").exists(), "a start that is refused leaves nothing behind, no key either"


@pytest.mark.covers("F4")
def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    said = refusal(tmp_path, ARGUSAI_LOG_LEVEL="loud", ENCRYPTION_KEY="short", DATABASE_URL="nonsense")
    assert all(name in said for name in ("ARGUSAI_LOG_LEVEL", "ENCRYPTION_KEY", "DATABASE_URL"))


@pytest.mark.covers("F30")
def test_a_file_in_place_of_the_media_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "media").touch()
    with pytest.raises(StartError, match=r"cannot be written: Not a directory \(.*/media\)"):
        prepare(tmp_path)


@pytest.mark.covers("F5")
def test_a_database_of_a_newer_version_is_said(tmp_path: Path) -> None:
    prepare(tmp_path)
    path = tmp_path / "data" / "argusai.db"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "newer version" in refusal(tmp_path)


@pytest.mark.covers("F2")
def test_without_model_and_footage_it_says_so_and_goes_on(tmp_path: Path) -> None:
    with running_server(tmp_path, CACHE_DIR=str(tmp_path / "nothing")) as server:
        troubles = server.client.get("/system").json()["troubles"]
        assert [trouble["slug"] for trouble in troubles] == ["models-missing"]
        assert "argusai models install" in troubles[0]["sentence"]


@pytest.mark.covers("F7", "F8")
def test_it_ends_with_the_terminal(tmp_path: Path) -> None:
    server = Server(tmp_path, fresh=True)
    server.start()
    with socket.create_connection(("127.0.0.1", urlsplit(server.url).port)) as nonsense:
        nonsense.sendall(b"\x16\x03\x01\r\n\r\n")
    # Also what the web server has to say goes through our log, which takes secrets out.
    wait_until(lambda: "[WARNING] uvicorn.error: Invalid HTTP request received." in server.log, 60)
    os.kill(server.pid, signal.SIGTERM)
    assert server.wait() in {0, -signal.SIGTERM}


@pytest.mark.covers("F4")
def test_another_key_than_the_one_it_was_set_up_with_is_refused(tmp_path: Path) -> None:
    old, new = (secret(Fernet.generate_key().decode()) for _ in range(2))
    prepare(tmp_path, ENCRYPTION_KEY=old)
    assert "ENCRYPTION_KEY=new,old" in refusal(tmp_path, ENCRYPTION_KEY=new)
    for keys in (f"{new},{old}", new):  # the first start writes under the new one
        prepare(tmp_path, ENCRYPTION_KEY=keys)
    assert "--new-key" in refusal(tmp_path, ENCRYPTION_KEY=old)


@pytest.mark.covers("F2")
def test_a_demo_camera_that_was_deleted_stays_away(tmp_path: Path) -> None:
    prepare_demo(cache_folder(os.environ))
    server = Server(tmp_path, arguments=("--demo",))
    server.start()
    try:
        [camera] = server.client.get("/cameras").json()["items"]
        assert camera["name"] == "Courtyard (demo)"
        server.client.delete(f"/cameras/{camera['id']}").raise_for_status()
        server.stop()
        server.start()
        assert server.client.get("/cameras").json()["items"] == []
    finally:
        server.kill()
