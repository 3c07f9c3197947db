"""`argusai config` as the person at the machine starts it."""

import json
from asyncio import to_thread
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from argusai.kit.hold import hold_folder
from tests.support.commands import Done, argusai
from tests.support.database import copy_template
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("C12")
PASSWORD, PASSPHRASE = secret("pass of the yard"), secret("correct horse battery")
KEYS = [secret(Fernet.generate_key().decode()) for _ in range(2)]


def config(folder: Path, *arguments: str | Path, typed: str = "", key: str = KEYS[0]) -> Done:
    places = {"ARGUSAI_DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'argusai.db'}"}
    return argusai("config", *arguments, typed=typed, ENCRYPTION_KEY=key, **places)


@pytest.fixture
def houses(tmp_path: Path, database_template: Path) -> tuple[Path, Path]:
    """Two installations with keys of their own, both empty."""
    folders = tmp_path / "old", tmp_path / "new"
    for folder in folders:
        copy_template(database_template, folder / "argusai.db")
    return folders


def a_file(folder: Path, **camera: object) -> Path:
    source = {"kind": "rtsp", "url": "rtsp://10.0.0.5/a", "username": "anna", "password": PASSWORD}
    content = {"argusai": "configuration", "format": 1, "cameras": [{"name": "Yard", "source": source, **camera}]}
    path = folder / "typed.json"
    path.write_text(json.dumps(content))
    return path


async def test_from_one_house_to_another_with_its_passwords(houses: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = houses
    assert (await to_thread(config, old, "import", a_file(tmp_path))).stdout == "Yard: added\n"
    out = tmp_path / "house.json"
    done = await to_thread(config, old, "export", out, "--with-secrets", typed=f"{PASSPHRASE}\n")
    assert (done.returncode, done.stderr, PASSWORD in out.read_text()) == (0, "", False)
    tried = await to_thread(config, new, "import", out, "--dry-run", typed=f"{PASSPHRASE}\n", key=KEYS[1])
    assert tried.stdout == "Yard: added\nNothing was changed: this was a dry run.\n"
    for said in ("Yard: added\n", "Nothing is different.\n"):
        done = await to_thread(config, new, "import", out, typed=f"{PASSPHRASE}\n", key=KEYS[1])
        assert (done.stdout, done.stderr) == (said, "")
    shown = json.loads((await to_thread(config, new, "export", key=KEYS[1])).stdout)
    assert [each["name"] for each in shown["cameras"]] == ["Yard"]
    assert "secrets" not in shown["cameras"][0]


def test_a_file_that_an_editor_saved_with_a_byte_order_mark_is_read(houses: tuple[Path, Path], tmp_path: Path) -> None:
    file = a_file(tmp_path)
    file.write_bytes(file.read_bytes().decode().encode("utf-8-sig"))
    assert config(houses[0], "import", file, "--dry-run").stdout.startswith("Yard: added\n")


def test_while_argusai_runs_it_exports_and_says_what_it_would_import(houses: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = houses
    file = a_file(tmp_path)
    with hold_folder(old):  # as the running one does
        assert json.loads(config(old, "export").stdout)["cameras"] == []
        assert config(old, "import", file, "--dry-run").stdout.startswith("Yard: added\n")
        refused = config(old, "import", file)
        assert (refused.returncode, "ArgusAI is running" in refused.stderr) == (1, True)
        assert json.loads(config(old, "export").stdout)["cameras"] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot be read from line 1"),
        (b'{"argusai": "configuration",\n "cam', "cannot be read from line 2"),
        (b"a: &a [*a, *a]", "cannot be read from line 1"),
        (b"\xff\xfe", "is no text"),
        (b"[" * 300_000, "nested too deeply"),
        (b" " * (9 * 1024 * 1024), "larger than any export"),
        (b'{"argusai": "configuration", "format": 2}', "newer version"),
        (b'{"argusai": "configuration", "format": 1, "cameras": [{"name": "A", "src": 1}]}', "cameras.0.src"),
    ],
)
def test_what_is_no_export_is_refused(houses: tuple[Path, Path], tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "odd.json"
    file.write_bytes(content)
    done = config(houses[0], "import", file)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr


def test_what_cannot_be_is_said(houses: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = houses
    assert "at least 10" in config(old, "export", "--with-secrets", typed="short\n").stderr
    assert "cannot be read" in config(old, "import", tmp_path / "none.json").stderr
    assert "Start it once" in config(tmp_path / "nowhere", "export").stderr
    assert not (tmp_path / "nowhere").exists()
