"""F15: time zones by their names, and the machine's own."""

from pathlib import Path

import pytest

from argusai.kit.zones import is_zone, nearest_zone
from argusai.system.zones import machine_zone

pytestmark = pytest.mark.covers("F15")


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"])
def test_zones(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "Nowhere", "../../etc/passwd", "/etc/localtime", "Europe", "Europe/", "x\x00y", "a" * 5000, "\ud800"),
        *("Factory", "localtime", "posixrules", "posix/Europe/Berlin", "right/UTC", "europe/berlin"),
    ],
)
def test_what_is_no_zone(name: str) -> None:
    assert not is_zone(name)


@pytest.mark.parametrize(
    ("written", "meant"), [("europe/berlin", "Europe/Berlin"), ("Lisbon", "Europe/Lisbon"), ("Factory", "Asia/Tokyo")]
)
def test_what_was_probably_meant_is_named(written: str, meant: str) -> None:
    assert nearest_zone(written, "Asia/Tokyo") == meant


def test_the_machines_zone_is_what_its_link_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Vienna")
    assert machine_zone(link, tmp_path / "none") == "Europe/Vienna"


def test_else_what_its_file_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    (tmp_path / "timezone").write_text("Asia/Tokyo\n")
    assert machine_zone(tmp_path / "none", tmp_path / "timezone") == "Asia/Tokyo"


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ":Europe/Lisbon")
    assert machine_zone(tmp_path / "none", tmp_path / "none") == "Europe/Lisbon"


@pytest.mark.parametrize("content", ["", "Mars/Base\n", "\xff\xfe"])
def test_a_machine_that_does_not_say_lives_in_utc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setenv("TZ", "EST5EDT,odd")
    (tmp_path / "timezone").write_text(content)
    assert machine_zone(tmp_path / "none", tmp_path / "timezone") == "UTC"
