"""Cameras over HTTP: streams of JPEGs and single ones, with sign-in, TLS and bad habits, from a real server."""

import struct
import time
from itertools import islice
from pathlib import Path

import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import CertificateRefused, StreamError
from argusai.pipeline.capture.streams.pyav.jpegs import JpegSource
from argusai.pipeline.capture.streams.pyav.open import open_source
from tests.support.masks import unmasked
from tests.support.secrets import secret
from tests.support.web_camera import Auth, Drips, WebCamera, jpegs, make_certificate, web_camera

pytestmark = pytest.mark.covers("C2")
PASSWORD = secret('p@ss:w/rd?#%&+ "ü\\')


def look(source: Source, count: int = 5) -> list[tuple[int, int]]:
    """The sizes of the first pictures."""
    with open_source(source, unmasked(), 2, 2) as opened:
        units = list(islice(opened.units(), count))
        assert [unit.stamp.dts for unit in units] == sorted({unit.stamp.dts for unit in units})
        return [(each.picture.width, each.picture.height) for unit in units for each in opened.decode(unit)]


def a_huge_jpeg() -> bytes:
    """A few bytes that say that they are a picture of 81 million pixels."""
    small = jpegs()[0]
    size = small.index(b"\xff\xc0") + 5
    return small[:size] + struct.pack(">HH", 9000, 9000) + small[size + 4 :]


def failure(source: Source, count: int = 200) -> StreamError:
    with pytest.raises(StreamError) as caught:
        look(source, count)
    assert PASSWORD not in repr(caught.value) + str(caught.value)
    return caught.value


@pytest.mark.parametrize("path", ["/video", "/snapshot.jpg"])
def test_one_address_is_a_stream_and_another_a_picture(path: str) -> None:
    with web_camera() as camera:
        assert look(camera.source(path)) == [(320, 180)] * 5
        assert camera.connections == 1
        with JpegSource(camera.source(path)) as opened:
            assert (opened.facts.codec, opened.facts.width, opened.facts.height) == ("mjpeg", 320, 180)


@pytest.mark.parametrize("auth", ["basic", "digest", "both"])
@pytest.mark.parametrize("path", ["/video", "/snap?channel=1&x=a b"])
def test_it_signs_in_with_any_characters(auth: Auth, path: str) -> None:
    with web_camera(WebCamera("ad min@ü", PASSWORD, auth)) as camera:
        assert len(look(camera.source(path), 3)) == 3
        # Only the first request is asked to sign in.
        assert len(camera.requests) == (2 if path == "/video" else 4)


@pytest.mark.parametrize("auth", ["basic", "digest", "both"])
def test_a_wrong_password_is_said_after_one_try(auth: Auth) -> None:
    with web_camera(WebCamera("admin", PASSWORD, auth)) as camera:
        assert failure(Source("http", camera.address(), "admin", secret("guessed"))).slug == "wrong-password"
        assert len(camera.requests) == 2
        assert failure(Source("http", camera.address())).slug == "password-needed"


@pytest.mark.parametrize("boundary", ["--frame", '"my boundary"', "myboundary", "123456789000000000000987654321", ""])
@pytest.mark.parametrize("with_length", [True, False])
def test_boundaries_as_cameras_write_them(boundary: str, with_length: bool) -> None:
    with web_camera(WebCamera(boundary=boundary, with_length=with_length)) as camera:
        assert look(camera.source()) == [(320, 180)] * 5


def test_what_is_no_picture_is_passed_over() -> None:
    with web_camera(WebCamera(broken_every=2)) as camera:
        assert look(camera.source()) == [(320, 180)] * 5


def test_pictures_may_change_their_size() -> None:
    with web_camera(WebCamera(sizes=((320, 180), (640, 360)))) as camera:
        assert set(look(camera.source(), 8)) == {(320, 180), (640, 360)}


@pytest.mark.covers("C3")
@pytest.mark.parametrize(
    ("camera", "slug"),
    [(WebCamera(most=5), "failed"), (WebCamera(freezes_after=4), "timeout"), (WebCamera(most=0), "failed")],
)
def test_an_end_and_a_silence_are_noticed(camera: WebCamera, slug: str) -> None:
    with web_camera(camera):
        began = time.monotonic()
        with pytest.raises(StreamError) as caught, open_source(camera.source(), unmasked(), 1, 0.5) as opened:
            list(opened.units())
        assert caught.value.slug == slug
        assert caught.value.retryable
        assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("behaviour", "slug"),
    [
        ({"status": 404}, "not-found"),
        ({"status": 403}, "not-allowed"),
        ({"status": 503}, "failed"),
        ({"status": 302, "location": "http://example.org/"}, "failed"),
        ({"status": 302, "location": "/round"}, "failed"),
        ({"media_type": "text/html", "body": b"<html>Please log in"}, "not-a-video"),
        ({"media_type": "image/jpeg", "body": b"GIF89a"}, "not-a-video"),
        ({"media_type": "image/jpeg", "body": b"\xff\xd8 and no more"}, "not-a-video"),
        ({"media_type": "image/jpeg", "body": a_huge_jpeg()}, "not-a-video"),
        ({"media_type": "video/mp4", "body": b"ftyp"}, "not-a-video"),
    ],
)
def test_other_answers_are_told_in_words(behaviour: dict[str, object], slug: str) -> None:
    with web_camera(WebCamera(**behaviour)) as camera:  # type: ignore[arg-type]
        assert failure(camera.source("/snap")).slug == slug


@pytest.mark.covers("C20")
@pytest.mark.parametrize(("drips", "path"), [("head", "/snap"), ("picture", "/snap"), ("picture", "/video")])
def test_what_comes_in_drops_is_given_up_though_each_of_them_is_in_time(drips: Drips, path: str) -> None:
    with web_camera(WebCamera(drips=drips)) as camera:
        with pytest.raises(StreamError) as caught:
            open_source(camera.source(path), unmasked(), 2, 0.1)
        assert caught.value.slug == "timeout"


def test_a_picture_of_the_stream_that_comes_in_drops_ends_it() -> None:
    with web_camera() as camera, open_source(camera.source(), unmasked(), 2, 0.1) as opened:
        units = opened.units()
        assert next(units)
        camera.drips = "picture"
        with pytest.raises(StreamError) as caught:
            list(units)
        assert caught.value.slug == "timeout"


def test_a_busy_moment_is_forgiven_and_a_long_one_is_not() -> None:
    with web_camera() as camera, JpegSource(camera.source("/snap"), 1, 1) as opened:
        units = opened.units()
        assert next(units)
        assert next(units)
        camera.status = 503
        with pytest.raises(StreamError):
            next(units)
        assert camera.requests.count("/snap") == 2 + 3


def test_a_certificate_is_shown_accepted_and_held_to(tmp_path: Path) -> None:
    shown = make_certificate(tmp_path / "one.pem")
    with web_camera(certificate=tmp_path / "one.pem") as camera:
        refused = failure(camera.source())
        assert isinstance(refused, CertificateRefused)
        assert (refused.slug, refused.certificate) == ("certificate", shown)
        assert camera.requests == []
        assert len(look(camera.source(certificate=shown), 3)) == 3
        camera.requests.clear()
        other = failure(camera.source(certificate="0" * 64))
        assert isinstance(other, CertificateRefused)
        assert other.certificate == shown
        assert "another certificate" in other.sentence
        assert camera.requests == []


@pytest.mark.covers("C3")
def test_where_nothing_is_it_says_so() -> None:
    assert failure(Source("http", "http://127.0.0.1:1/snap")).slug == "refused"
    assert failure(Source("http", "http://no-such-host.invalid/snap")).slug == "unknown-host"
