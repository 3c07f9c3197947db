"""Secrets inside addresses: taken out, put back for the connection, never shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argusai.kit.errors import BadInput
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.address import read_http, read_rtsp
from argusai.pipeline.capture.cameras.contract import open_address
from argusai.pipeline.capture.cameras.credentials import LOST, seal, unseal
from argusai.pipeline.capture.cameras.hidden import hide
from argusai.pipeline.capture.cameras.resolve import Resolved, Stored, resolve, source_of
from argusai.pipeline.capture.cameras.schemas import HttpSourceIn, RtspSourceIn

pytestmark = pytest.mark.covers("C1", "C2")


@pytest.mark.parametrize(
    ("text", "shown", "secrets"),
    [
        ("/s?user=admin&password=xyz", "/s?user=admin&password=***", ["xyz"]),
        ("/snap.jpg?usr=a&pwd=a/b?c%20d;e&x=1", "/snap.jpg?usr=a&pwd=***&x=1", ["a/b?c%20d;e"]),
        (
            "/user=admin_password=tl_Jw_channel=1_stream=0.sdp?real_stream",
            "/user=admin_password=***_channel=1_stream=0.sdp?real_stream",
            ["tl_Jw"],
        ),
        ("/user=admin&password=&channel=1", "/user=admin&password=&channel=1", []),
        ("/tmpfs/auto.jpg?loginuse=a&loginpas=b", "/tmpfs/auto.jpg?loginuse=a&loginpas=***", ["b"]),
        ("/yard?api=K&token=T", "/yard?api=***&token=***", ["K", "T"]),
        ("/cam***/a", "/cam%2A%2A%2A/a", []),
        ("/stream1?subtype=1&keyframe=2", "/stream1?subtype=1&keyframe=2", []),
        ("/monkey=1/key=2", "/monkey=1/key=***", ["2"]),
        ("", "", []),
    ],
)
def test_secrets_are_found_by_their_names(text: str, shown: str, secrets: list[str]) -> None:
    hidden = hide(text, 554)
    assert (hidden.shown, [secret.value for secret in hidden.secrets]) == (shown, secrets)


def test_the_path_of_a_unifi_stream_is_a_secret_and_still_tells_streams_apart() -> None:
    first, second = (
        read_rtsp("rtsps://10.0.0.1:7441/AbCdEf0123456789?enableSrtp"),
        read_rtsp("rtsps://10.0.0.1:7441/B1234567890123"),
    )
    assert (first.url, first.server) == ("rtsps://10.0.0.1:7441/***?enableSrtp", "rtsps://10.0.0.1:7441")
    assert first.key != second.key
    assert "AbCdEf" not in first.key + repr(first)


@given(st.text(st.characters(exclude_characters="&#*", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20))
def test_whatever_the_password_it_comes_back_whole(password: str) -> None:
    made = resolve(HttpSourceIn(kind="http", url=f"http://10.0.0.5/s?user=a&pwd={password}&x=1"))
    assert made.source.address == "http://10.0.0.5/s?user=a&pwd=***&x=1"
    assert open_address(made.source) == f"http://10.0.0.5/s?user=a&pwd={password}&x=1"


def edited(url: str, before: Resolved, key: str) -> Resolved:
    vault = Vault(key)
    kept = unseal(vault, seal(vault, before.credentials))
    return resolve(RtspSourceIn(kind="rtsp", url=url), Stored(before.column, kept))


def test_what_is_hidden_stays_for_its_server_and_goes_to_no_other(encryption_key: str) -> None:
    before = resolve(RtspSourceIn(kind="rtsp", url="rtsp://10.0.0.5/s?password=one&token=two"))
    assert before.column == {"kind": "rtsp", "url": "rtsp://10.0.0.5/s?password=***&token=***"}
    assert "one" not in repr(before)
    again = edited("rtsp://10.0.0.5/other?token=***&password=new", before, encryption_key)
    assert open_address(again.source) == "rtsp://10.0.0.5/other?token=two&password=new"
    assert source_of(again.column, again.credentials) == again.source
    for url in (
        "rtsp://10.0.0.6/s?token=***",
        "rtsp://10.0.0.5/s?pwd=***",
        "rtsp://10.0.0.5/s?token=***&x=***&token=***",
    ):
        with pytest.raises(BadInput) as refused:
            edited(url, before, encryption_key)
        assert (refused.value.slug, list(refused.value.fields)) == ("password-needed", ["source.url"])


def test_a_secret_that_cannot_be_read_any_more_is_asked_for() -> None:
    stored = Stored({"kind": "http", "url": "http://10.0.0.5/s?pwd=***"}, LOST)
    with pytest.raises(BadInput) as refused:
        resolve(HttpSourceIn(kind="http", url="http://10.0.0.5/s?pwd=***", username="", password=""), stored)
    assert list(refused.value.fields) == ["source.url"]


@pytest.mark.parametrize(
    ("text", "url", "username", "password"),
    [
        ("http://admin:p@ss/w:rd@10.0.0.5/s", "http://10.0.0.5/s", "admin", "p@ss/w:rd"),
        ("HTTPS://Cam.lan:443/a?b", "https://cam.lan/a?b", None, None),
        ("http://yard:8080", "http://yard:8080", None, None),
    ],
)
def test_web_addresses_are_read_like_the_others(
    text: str, url: str, username: str | None, password: str | None
) -> None:
    read = read_http(text)
    assert (read.url, read.username, read.password) == (url, username, password)


@pytest.mark.parametrize("text", ["rtsp://10.0.0.5/", "ftp://10.0.0.5/", "http://", "http://10.0.0.5:0/"])
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_http(text)
    assert refused.value.slug == "bad-address"


def test_the_cloud_is_no_camera() -> None:
    for text in ("http://169.254.169.254/latest", "http://metadata.google.internal/", "https://[fe80::1]/"):
        with pytest.raises(BadInput) as refused:
            read_http(text)
        assert refused.value.slug == "address-not-allowed"


def test_choices_are_kept_where_they_are_made() -> None:
    pin = "ab" * 32
    made = resolve(HttpSourceIn(kind="http", url="https://10.0.0.5/", certificate=pin, per_second=0.5))
    assert made.column == {"kind": "http", "url": "https://10.0.0.5/", "certificate": pin, "per_second": 0.5}
    tunnel = resolve(RtspSourceIn(kind="rtsp", url="rtsps://10.0.0.5/", transport="http"))
    assert (tunnel.source.transport, tunnel.column["transport"]) == ("http", "http")


def test_a_password_moves_to_no_other_kind_of_door(encryption_key: str) -> None:
    stored = Stored({"kind": "rtsp", "url": "rtsps://10.0.0.5:8443/s"}, unseal(Vault(encryption_key), None))
    made = resolve(RtspSourceIn(kind="rtsp", url="rtsps://10.0.0.5:8443/s", username="a", password="b"), stored)
    stored = Stored(made.column, made.credentials)
    for url in ("http://10.0.0.5:8443/s", "https://10.0.0.5:8443/s"):
        with pytest.raises(BadInput):
            resolve(HttpSourceIn(kind="http", url=url), stored)
    with pytest.raises(BadInput):
        resolve(RtspSourceIn(kind="rtsp", url="rtsp://10.0.0.5:8443/s"), stored)
