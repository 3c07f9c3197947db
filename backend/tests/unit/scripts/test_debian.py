"""The Debian packages that tests need are installed where that is allowed, else named (F3)."""

import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.scripts import load

pytestmark = pytest.mark.covers("F3")
APT = """#!/bin/sh
echo "apt-get $*" >> "$LOG"
case "$*" in
  *update*) exit ${UPDATE:-0} ;;
  *install*) cat "$POLICY" >> "$LOG"; exit ${INSTALL:-0} ;;
esac
"""


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script on a machine whose apt-get only writes down how it was called."""
    loaded = load("debian")
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "apt-get").write_text(APT)
    (programs / "apt-get").chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("LOG", str(tmp_path / "calls"))
    monkeypatch.setenv("POLICY", str(tmp_path / "policy-rc.d"))
    monkeypatch.setattr(loaded, "POLICY", tmp_path / "policy-rc.d")
    monkeypatch.setattr(loaded.time, "sleep", lambda _seconds: None)
    return loaded


def _calls(tmp_path: Path) -> list[str]:
    return (tmp_path / "calls").read_text().splitlines()


def test_packages_are_installed_after_an_update_and_no_daemon_may_start(debian: Any, tmp_path: Path) -> None:
    assert debian.install(["ffmpeg"], [])
    update, install, *policy = _calls(tmp_path)
    assert update.endswith("update")
    assert install.endswith("install --no-install-recommends ffmpeg")
    assert policy == ["#!/bin/sh", "exit 101"]
    assert not (tmp_path / "policy-rc.d").exists()


def test_a_policy_of_the_machine_stays_as_it_is(debian: Any, tmp_path: Path) -> None:
    (tmp_path / "policy-rc.d").write_text("mine")
    assert debian.install(["ffmpeg"], [])
    assert (tmp_path / "policy-rc.d").read_text() == "mine"


def test_the_policy_goes_when_the_installation_fails(
    debian: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSTALL", "1")
    assert not debian.install(["ffmpeg"], [])
    assert not (tmp_path / "policy-rc.d").exists()


def test_the_network_gets_three_tries(debian: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPDATE", "1")
    assert not debian.install(["ffmpeg"], [])
    assert len(_calls(tmp_path)) == 3


def test_without_the_right_to_install_it_says_what_to_install(
    debian: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "missing_packages", lambda: ["ffmpeg", "chromium"])
    monkeypatch.setattr(debian, "as_root", lambda: None)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert debian.provide() == 1
    assert "apt-get install --no-install-recommends ffmpeg chromium" in capsys.readouterr().err


def test_on_another_system_it_names_what_the_tests_need(
    debian: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian.shutil, "which", lambda _name: None)
    assert debian.provide() == 0
    assert "not Debian" in capsys.readouterr().out


def test_a_missing_package_is_noticed(debian: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "ffmpeg installed\npython3-gi config-files\n", "")

    monkeypatch.setattr(debian.subprocess, "run", answer)
    missing = debian.missing_packages()
    assert "ffmpeg" not in missing
    assert {"python3-gi", "gstreamer1.0-tools"} <= set(missing)
