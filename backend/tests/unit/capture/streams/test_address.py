"""From a source to what FFmpeg is given."""

import os
from pathlib import Path

import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import NotAVideo, WrongPassword
from argusai.pipeline.capture.streams.pyav.address import (
    check_file,
    host_and_port,
    options_for_ffmpeg,
    url_for_ffmpeg,
)

pytestmark = pytest.mark.covers("F8")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("rtsp://cam/live", ("cam", 554)),
        ("RTSP://Cam:8554/live?x=1", ("cam", 8554)),
        ("rtsp://[fe80::1]:99/", ("fe80::1", 99)),
    ],
)
def test_host_and_port_are_read(address: str, expected: tuple[str, int]) -> None:
    assert host_and_port(address) == expected


@pytest.mark.parametrize(
    "address",
    ["", "cam", "ftp://cam/", "rtsp://", "rtsp://:554/", "rtsp://cam:99999/", "rtsp://cam:x/", "rtsp://[::1/x"],
)
def test_other_addresses_are_refused_with_a_hint(address: str) -> None:
    with pytest.raises(NotAVideo, match="looks like rtsp://"):
        host_and_port(address)


@pytest.mark.parametrize(
    ("username", "password", "part"),
    [
        ("admin", "simple", "admin:simple@"),
        ("admin", "p@ss:w/rd#?%", "admin:p%40ss%3Aw%2Frd%23%3F%25@"),
        ("ü@x", "", "%C3%BC%40x:@"),
    ],
)
def test_credentials_are_encoded(username: str, password: str, part: str) -> None:
    source = Source("rtsp", "rtsp://cam:554/live?a=b@c", username, password)
    assert url_for_ffmpeg(source) == f"rtsp://{part}cam:554/live?a=b@c"


@pytest.mark.parametrize(("letter", "most"), [("p", 121), ("ж", 20)])
def test_credentials_that_ffmpeg_would_cut_are_refused_with_what_to_do(letter: str, most: int) -> None:
    assert url_for_ffmpeg(Source("rtsp", "rtsp://cam/", "admin", letter * most)).endswith("@cam/")
    with pytest.raises(WrongPassword, match=r"too long .* Set a shorter password on the camera"):
        url_for_ffmpeg(Source("rtsp", "rtsp://cam/", "admin", letter * (most + 1)))


def test_without_credentials_the_address_stays() -> None:
    assert url_for_ffmpeg(Source("rtsp", "rtsp://cam/live")) == "rtsp://cam/live"


@pytest.mark.parametrize("name", ["http:evil", "concat:a|b", "subfile,,start,0,end,0,,:x", "%d.jpg"])
def test_a_file_name_is_never_a_protocol(name: str, tmp_path: Path) -> None:
    assert url_for_ffmpeg(Source("file", f"{tmp_path}/{name}")) == f"file:{tmp_path}/{name}"
    assert options_for_ffmpeg(Source("file", "/x"))["protocol_whitelist"] == "file"


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path), "/dev/zero", str(tmp_path / "pipe"), "relative.mp4", "/a\0b"):
        with pytest.raises(NotAVideo):
            check_file(path)
    with pytest.raises(FileNotFoundError):
        check_file(str(tmp_path / "none"))


def test_a_password_does_not_show_in_the_source_itself() -> None:
    assert "hidden" not in repr(Source("rtsp", "rtsp://cam/", "admin", "hidden"))
