import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.address import read_path, read_rtsp


@pytest.mark.covers("F8")
@pytest.mark.parametrize(
    ("text", "url", "username", "password"),
    [
        ("rtsp://10.0.0.5/s", "rtsp://10.0.0.5/s", None, None),
        ("RTSP://CAM.Local:554/S?a=1", "rtsp://cam.local/S?a=1", None, None),
        ("rtsp://yard:8554", "rtsp://yard:8554", None, None),
        ("rtsp://admin@10.0.0.5/s", "rtsp://10.0.0.5/s", "admin", None),
        ("rtsp://admin:@10.0.0.5/s", "rtsp://10.0.0.5/s", "admin", ""),
        ("rtsp://admin:word@yard/s", "rtsp://yard/s", "admin", "word"),
        ("rtsp://admin:p@ss@10.0.0.5/s", "rtsp://10.0.0.5/s", "admin", "p@ss"),
        ("rtsp://admin:a:b:c@10.0.0.5/s", "rtsp://10.0.0.5/s", "admin", "a:b:c"),
        ("rtsp://admin:a/b@10.0.0.5/s", "rtsp://10.0.0.5/s", "admin", "a/b"),
        ("rtsp://admin:p@ss/w:rd@10.0.0.5/s", "rtsp://10.0.0.5/s", "admin", "p@ss/w:rd"),
        ("rtsp://admin:a?b#c@10.0.0.5/s", "rtsp://10.0.0.5/s", "admin", "a?b#c"),
        ("rtsp://a%40home:p%2F%3A%C3%A4%25@10.0.0.5/s", "rtsp://10.0.0.5/s", "a@home", "p/:ä%"),
        ("rtsp://admin:100%@10.0.0.5/s", "rtsp://10.0.0.5/s", "admin", "100%"),
        ("rtsp://10.0.0.5:8554/cam@1", "rtsp://10.0.0.5:8554/cam@1", None, None),
        ("rtsp://admin:word@10.0.0.5/cam@1", "rtsp://10.0.0.5/cam@1", "admin", "word"),
        ("rtsp://admin:x@[FD00::0:1]:8554/s", "rtsp://[fd00::1]:8554/s", "admin", "x"),
    ],
)
def test_credentials_are_taken_out_of_the_address(
    text: str, url: str, username: str | None, password: str | None
) -> None:
    read = read_rtsp(text)
    assert (read.url, read.username, read.password) == (url, username, password)


@pytest.mark.covers("F8")
@pytest.mark.parametrize(
    "text", ["rtsp://admin:12/34@yard/s", "rtsp://u:p@host/x@other/s", "rtsp://u:a@1.2.3.4/b@5.6.7.8/"]
)
def test_what_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_rtsp(text)
    assert refused.value.slug == "address-ambiguous"


@pytest.mark.covers("F8", "F31")
@pytest.mark.parametrize(
    "text",
    ["10.0.0.5/s", "http://10.0.0.5/", "rtsp://", "rtsp:///s", "rtsp://:554/s", "rtsp://10.0.0.5:0/s", "rtsp://a b/s",
     "rtsp://10.0.0.5:99999/s", "rtsp://[::1/s", "rtsp://[10.0.0.5]/s", "rtsp://a..b/s", "rtsp://a%62c/s", "rtsp://1.2.3.4.5/s",
     f"rtsp://u:{'a' * 257}@10.0.0.5/s", f"rtsp://{'a' * 257}:p@10.0.0.5/s",
     "rtsp://u:%ff@10.0.0.5/s", "file:///etc/passwd", "concat:rtsp://10.0.0.5/s", f"rtsp://{'a' * 254}/s"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_rtsp(text)
    assert refused.value.slug == "bad-address"


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "text", ["rtsp://10.0.0.5/s\r\nX: y", "rtsp://u:a%0d%0a@10.0.0.5/s", "rtsp://10.0.0.5/\x00", "rtsp://\ud800/"]
)
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_rtsp(text)
    assert refused.value.slug == "bad-characters"


@pytest.mark.covers("F8")
@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254",
        "169.254.1.1",
        "[fe80::1]",
        "2852039166",
        "0xa9.0xfe.1",
        "[::ffff:169.254.1.1]",
        "224.0.0.1",
        "0.0.0.0",  # noqa: S104 - refused
        "0",
    ],
)
def test_addresses_of_no_camera_are_refused(host: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_rtsp(f"rtsp://{host}/s")
    assert refused.value.slug == "address-not-allowed"


@pytest.mark.covers("F30")
@pytest.mark.parametrize(
    "other", ["RTSP://YARD.lan:554/s", "rtsp://yard.lan./s", "rtsp://u:p@yard.lan/s", "rtsp://Yard.Lan:0554/s"]
)
def test_the_same_stream_has_the_same_key(other: str) -> None:
    assert read_rtsp(other).key == read_rtsp("rtsp://yard.lan/s").key


@pytest.mark.covers("F30")
@pytest.mark.parametrize(
    "other", ["rtsp://yard.lan/S", "rtsp://yard.lan:8554/s", "rtsp://yard.lan/s?x", "rtsp://yard/s"]
)
def test_another_stream_has_another_key(other: str) -> None:
    assert read_rtsp(other).key != read_rtsp("rtsp://yard.lan/s").key


@pytest.mark.covers("F8")
@given(
    username=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
    password=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)
def test_any_credentials_survive_percent_encoding(username: str, password: str) -> None:
    read = read_rtsp(f"rtsp://{quote(username, safe='')}:{quote(password, safe='')}@10.0.0.5/s")
    assert (read.url, read.username, read.password) == ("rtsp://10.0.0.5/s", username, password)


@pytest.mark.covers("F31", "F32")
@given(st.text(st.sampled_from(string.ascii_letters + "0123456789.:/@?#[]%-\u00e4 "), max_size=60))
def test_nothing_crashes_and_no_password_stays_in_an_address(rest: str) -> None:
    try:
        read = read_rtsp("rtsp://" + rest)
    except BadInput:
        return
    again = read_rtsp(read.url)
    assert (again.url, again.username, again.password) == (read.url, None, None)


@pytest.mark.covers("F8")
@pytest.mark.parametrize(
    ("text", "path"), [("/v/a.mp4", "/v/a.mp4"), ("//v/./x/../a.mp4", "/v/a.mp4"), ("/a b/ü.mkv", "/a b/ü.mkv")]
)
def test_paths_are_normalised(text: str, path: str) -> None:
    assert read_path(text) == path


@pytest.mark.covers("F31")
@pytest.mark.parametrize("text", ["a.mp4", "./a.mp4", "~/a.mp4", "C:\\a.mp4", "file:///a.mp4"])
def test_paths_are_whole(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_path(text)
    assert refused.value.slug == "bad-address"
