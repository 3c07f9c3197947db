"""F4: settings from the environment and `.env`, every fault named at once, no secret shown."""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from argusai.kit.errors import StartError
from argusai.settings import load_settings
from tests.support.secrets import secret
from tests.support.settings_reference import render

pytestmark = pytest.mark.covers("F4")
BACKEND = Path(__file__).parents[3]


def test_nothing_set_is_enough(tmp_path: Path) -> None:
    settings = load_settings({"XDG_DATA_HOME": str(tmp_path)})
    assert settings.data_dir == tmp_path / "argusai"
    assert settings.database_url.get_secret_value() == f"sqlite:///{tmp_path}/argusai/argusai.db"
    assert settings.capture.media_folder == tmp_path / "argusai" / "media"
    assert (settings.host, settings.port, settings.encryption_key.get_secret_value()) == ("127.0.0.1", 8000, "")


def test_loading_writes_nothing(tmp_path: Path) -> None:
    load_settings({"ARGUSAI_DATA_DIR": str(tmp_path / "data")})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_value_counts_as_not_set(empty: str) -> None:
    environ = {"ENCRYPTION_KEY": empty, "ARGUSAI_PORT": empty, "DATABASE_URL": empty, "ARGUSAI_LOG_LEVEL": empty}
    assert load_settings(environ) == load_settings({})


def test_sections_are_set_by_two_underscores() -> None:
    settings = load_settings(
        {
            "ARGUSAI_CAPTURE__ANALYSED_FPS": "2.5",
            "ARGUSAI_OBJECTS__LABELS": "person, dog,",
            "ARGUSAI_ACCOUNTS__IDLE_DAYS": "1",
            "ARGUSAI_ASSEMBLY__QUIET_SECONDS": "4",
        }
    )
    assert settings.capture.analysed_fps == 2.5
    assert settings.objects.labels == frozenset({"person", "dog"})
    assert settings.accounts.idle.days == 1
    assert settings.assembly.quiet_seconds == 4


def test_all_faults_are_named_at_once() -> None:
    wrong = {
        "ARGUSAI_PORT": "70000",
        "ARGUSAI_PROT": "8000",
        "ARGUSAI_LOG_LEVEL": "loud",
        "ARGUSAI_CAPTURE__ANALYSED_FPS": "-1",
        "ARGUSAI_CAPTURE__MEDIA_FOLDER": "/elsewhere",
        "ARGUSAI_TRACKING__LOST_SECONDS": "inf",
        "ARGUSAI_MOTION__LEAST_CELLS": "many",
        "DATABASE_URL": "mysql://host/name",
        "ENCRYPTION_KEY": "not a key",
    }
    with pytest.raises(StartError) as caught:
        load_settings(wrong)
    lines = str(caught.value).splitlines()
    assert {line.strip().partition(":")[0] for line in lines[1:]} == set(wrong)
    assert any("Did you mean ARGUSAI_PORT?" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("ARGUSAI_PORT", "many", "ARGUSAI_PORT: must be a whole number."),
        ("ARGUSAI_PORT", "1.5", "ARGUSAI_PORT: must be a whole number."),
        ("ARGUSAI_PORT", "70000", "ARGUSAI_PORT: must be less than or equal to 65535."),
        ("ARGUSAI_CAPTURE__ANALYSED_FPS", "fast", "ARGUSAI_CAPTURE__ANALYSED_FPS: must be a number."),
        ("ARGUSAI_FOO", "1", "ARGUSAI_FOO: there is no such setting."),
        ("ARGUSAI_OBJECTS__LABELS", "person,ufo", "ARGUSAI_OBJECTS__LABELS: unknown: ufo; known: "),
    ],
)
def test_a_fault_is_told_in_plain_words(name: str, text: str, told: str) -> None:
    with pytest.raises(StartError) as caught:
        load_settings({name: text})
    line = str(caught.value).splitlines()[1].strip()
    assert line.startswith(told)
    assert "Did you mean" not in line


def test_a_fault_never_shows_a_secret() -> None:
    key, url = secret("this-is-no-fernet-key"), f"mysql://anna:{secret('hunter2-hunter2')}@host/name"
    with pytest.raises(StartError) as caught:
        load_settings({"ENCRYPTION_KEY": key, "DATABASE_URL": url})
    assert key not in str(caught.value)
    assert "hunter2-hunter2" not in str(caught.value)


def test_secrets_are_not_in_the_repr() -> None:
    key = secret(Fernet.generate_key().decode())
    settings = load_settings({"ENCRYPTION_KEY": key, "DATABASE_URL": "sqlite:///./very-secret.db"})
    assert key not in repr(settings)
    assert "very-secret" not in repr(settings)
    assert settings.encryption_key.get_secret_value() == key


def test_several_keys_are_taken_and_the_wrong_one_is_counted() -> None:
    good = Fernet.generate_key().decode()
    load_settings({"ENCRYPTION_KEY": f"{good},{Fernet.generate_key().decode()}"})
    with pytest.raises(StartError, match="Key 2 of 2"):
        load_settings({"ENCRYPTION_KEY": f"{good},broken"})


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "own.env"
    file.write_text("ARGUSAI_PORT=8100\nexport ARGUSAI_HOST='0.0.0.0'\n# a note\nOTHER=x\n")
    settings = load_settings({"ARGUSAI_PORT": "8200"}, file)
    assert (settings.port, settings.host) == (8200, "0.0.0.0")  # noqa: S104 - what the file says


def test_an_unknown_name_in_the_file_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "own.env"
    file.write_text("ARGUSAI_HOTS=127.0.0.1\n")
    with pytest.raises(StartError, match=r"ARGUSAI_HOTS: .*ARGUSAI_HOST"):
        load_settings({}, file)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.env"
    file.write_bytes(b"\xff\xfe\x00ARGUSAI")
    with pytest.raises(StartError, match="cannot be read"):
        load_settings({}, file)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    """A container makes one where a file that is to be mounted is missing: then no setting would hold."""
    with pytest.raises(StartError, match="cannot be read"):
        load_settings({}, tmp_path)


@pytest.mark.parametrize("path", ["~nobody-is-called-so/x", "/a\0b", "/" + "a" * 300])
def test_what_is_no_path_is_a_fault(path: str) -> None:
    given = dict.fromkeys(("ARGUSAI_DATA_DIR", "ARGUSAI_CACHE_DIR", "ARGUSAI_TLS_CERT", "ARGUSAI_TLS_KEY"), path)
    with pytest.raises(StartError) as refused:
        load_settings(given)
    assert all(f"{name}: is " in str(refused.value) for name in given)


def test_a_database_below_a_tilde_is_a_fault() -> None:
    with pytest.raises(StartError, match="whole path"):
        load_settings({"DATABASE_URL": "sqlite:///~/argusai.db"})


def test_a_line_that_sets_nothing_is_named_with_all_that_is_wrong_and_without_its_text(tmp_path: Path) -> None:
    file = tmp_path / "own.env"
    file.write_text("\ufeffARGUSAI_PORT=70000\nhunter2 is mine\nARGUSAI_HOST\nOTHER\n", encoding="utf-8")
    with pytest.raises(StartError) as refused:
        load_settings({}, file)
    said = str(refused.value)
    assert all(part in said for part in ("line 2: must be NAME=value.", "line 3:", "ARGUSAI_PORT: "))
    assert "hunter2" not in said
    assert "line 4" not in said


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(StartError, match="ARGUSAI_DATA_DIR"):
        load_settings({"ARGUSAI_DATA_DIR": str(tmp_path / "taken")})


def test_settings_are_frozen() -> None:
    settings = load_settings({})
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1  # type: ignore[misc]


def test_importing_reads_nothing() -> None:
    command = [sys.executable, "-c", "import argusai.settings"]
    environ = {"ARGUSAI_PORT": "wrong", "ENCRYPTION_KEY": "wrong", "PYTHONPATH": str(BACKEND)}
    assert subprocess.run(command, env=environ, capture_output=True, check=False).returncode == 0


def test_the_reference_page_is_that_of_the_program() -> None:
    page = BACKEND.parent / "docs" / "reference" / "settings.md"
    assert page.read_text() == render()
    assert [line for line in page.read_text().splitlines() if line.endswith("|  |")] == []
    assert "media_folder" not in page.read_text()
