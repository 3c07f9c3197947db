"""FFmpeg's failures in our words."""

import errno
import socket

import av
import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams import errors
from argusai.pipeline.capture.streams.pyav.failures import translate
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("F8", "F30")
PASSWORD = secret("hunter-two-two")
CAMERA = Source("rtsp", "rtsp://cam/", "admin", PASSWORD)
OPEN_CAMERA = Source("rtsp", "rtsp://cam/")
FILE = Source("file", "/x.mp4")


@pytest.mark.parametrize(
    ("error", "source", "slug"),
    [
        (av.error.HTTPUnauthorizedError(401, "x"), CAMERA, "wrong-password"),
        (av.error.HTTPUnauthorizedError(401, "x"), OPEN_CAMERA, "password-needed"),
        (av.error.HTTPForbiddenError(403, "x"), CAMERA, "not-allowed"),
        (av.error.HTTPNotFoundError(404, "x"), CAMERA, "not-found"),
        (av.error.HTTPServerError(500, "x"), CAMERA, "failed"),
        (av.error.ExitError(1, "x"), CAMERA, "timeout"),
        (av.error.InvalidDataError(1, "x"), FILE, "not-a-video"),
        (av.error.ConnectionRefusedError(errno.ECONNREFUSED, "x"), CAMERA, "refused"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), CAMERA, "refused"),
        (OSError(errno.EHOSTUNREACH, "x"), CAMERA, "no-route"),
        (OSError(errno.ENETUNREACH, "x"), CAMERA, "no-route"),
        (socket.gaierror(-2, "x"), CAMERA, "unknown-host"),
        (TimeoutError("x"), CAMERA, "timeout"),
        (av.error.FileNotFoundError(errno.ENOENT, "x"), FILE, "no-file"),
        (OSError(errno.ENAMETOOLONG, "x"), FILE, "no-file"),
        (OSError(errno.ELOOP, "x"), FILE, "no-file"),
        (PermissionError(errno.EACCES, "x"), FILE, "not-allowed"),
        (IsADirectoryError(errno.EISDIR, "x"), FILE, "not-a-video"),
        (OSError(errno.EIO, "x"), CAMERA, "failed"),
        (ValueError("x"), FILE, "not-a-video"),
        (RuntimeError("x"), FILE, "failed"),
    ],
)
def test_every_failure_has_a_word(error: Exception, source: Source, slug: str) -> None:
    assert translate(error, source).slug == slug


def test_what_fails_at_the_time_limit_was_too_slow() -> None:
    assert translate(av.error.InvalidDataError(1, "x"), CAMERA, waited_out=True).slug == "timeout"


def test_a_url_in_the_cause_goes_nowhere() -> None:
    leaky = av.error.InvalidDataError(1, f"Invalid data: 'rtsp://admin:{PASSWORD}@cam/'")
    told = translate(leaky, CAMERA)
    assert PASSWORD not in str(told) + repr(told) + told.sentence


@pytest.mark.parametrize("kind", errors.ALL)
def test_every_error_says_what_to_do_and_survives_the_pipe(kind: type[errors.StreamError]) -> None:
    error = kind()
    assert error.sentence.endswith(".")
    assert len(error.sentence) > 30
    back = errors.by_slug(error.slug, error.sentence)
    assert (type(back), back.sentence) == (kind, error.sentence)


def test_the_slugs_are_unique() -> None:
    assert len({kind.slug for kind in errors.ALL}) == len(errors.ALL) == 17
