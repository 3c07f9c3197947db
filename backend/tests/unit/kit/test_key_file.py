"""F4: an installation that was given no key makes one, once, and keeps it."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from argusai.kit.errors import StartError
from argusai.kit.key_file import NAME, open_vault
from argusai.kit.log import set_up_log

pytestmark = pytest.mark.covers("F4")


@pytest.mark.parametrize("unset", ["", "  \n"])
def test_a_key_is_made_once_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str], unset: str) -> None:
    set_up_log()
    folder = tmp_path / "data"
    sealed = open_vault(unset, folder).seal("the camera's password")
    assert "an encryption key was made" in capsys.readouterr().err
    assert open_vault(unset, folder).open(sealed) == "the camera's password"
    assert "was made" not in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_none_is_made_before_it_is_used(tmp_path: Path) -> None:
    assert not open_vault("", tmp_path / "data").has_older_keys
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    open_vault("", tmp_path).seal("used")
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    (tmp_path / NAME).chmod(0o644)
    open_vault("", tmp_path)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_the_key_itself_is_never_logged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("DEBUG")
    open_vault("", tmp_path).seal("used")
    assert (tmp_path / NAME).read_text() not in capsys.readouterr().err


def test_a_given_key_makes_no_file(tmp_path: Path, encryption_key: str) -> None:
    open_vault(encryption_key, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\n", b"not a key", b"\xff\xff"])
def test_a_broken_file_is_left_alone_and_stops_the_start(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(StartError, match="Put it back from your copy"):
        open_vault("", tmp_path)
    assert (tmp_path / NAME).read_bytes() == content


def test_a_folder_that_cannot_be_made_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartError, match="cannot be used"):
        open_vault("", tmp_path / "file" / "data").seal("used")


def test_starts_at_the_same_moment_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        vaults = list(pool.map(lambda _: open_vault("", tmp_path), range(8)))
        sealed, *_ = pool.map(lambda vault: vault.seal("shared"), vaults)
    assert {vault.open(sealed) for vault in vaults} == {"shared"}
