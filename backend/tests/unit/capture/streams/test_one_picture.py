"""One picture from the bytes of a file (C14), black where the camera's masks are (C6)."""

import zlib

import cv2
import numpy as np
import pytest

from argusai.pipeline.capture.cameras.contract import Privacy
from argusai.pipeline.capture.streams.errors import NotAVideo
from argusai.pipeline.capture.streams.pyav import black
from argusai.pipeline.capture.streams.pyav.one_picture import read_picture
from argusai.pipeline.capture.streams.pyav.picture_size import PictureKind, said_size
from argusai.pipeline.events.history.asking.sniff import sniff
from tests.support.masks import rectangle
from tests.support.sent import ENDINGS, SIZE, decoded, hostile, is_masked, white

pytestmark = [pytest.mark.covers("C14"), pytest.mark.covers("C6")]

LEFT_HALF = Privacy((rectangle(0, 0, 0.5, 1),))


@pytest.mark.parametrize("kind", ENDINGS)
def test_every_form_is_known_by_its_bytes_and_masked(kind: PictureKind) -> None:
    content = white(kind)
    assert sniff(content[:400]) == kind
    whole = read_picture(content, kind, Privacy())
    assert (whole.width, whole.height) == SIZE
    assert decoded(whole.jpeg()).min() > 240
    assert is_masked(decoded(read_picture(content, kind, LEFT_HALF).jpeg()))


@pytest.mark.parametrize("kind", ENDINGS)
def test_a_picture_that_is_cut_off_is_none(kind: PictureKind) -> None:
    content = white(kind)
    with pytest.raises(NotAVideo):
        read_picture(content[: len(content) // 2], kind, Privacy())


def _png(width: int, height: int) -> bytes:
    """Black, a bit for each pixel."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + b"\1\0\0\0\0"
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * height, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_one_that_is_too_large_is_not_called_damaged() -> None:
    with pytest.raises(NotAVideo) as refused:
        read_picture(_png(12_000, 9_000), "png", Privacy())
    assert refused.value.sentence == (
        "This picture is too large: it has 12000×9000 pixels, 108 million. At most 100 million are accepted."
    )
    assert read_picture(_png(12_000, 8), "png", Privacy()).width == 12_000


@pytest.mark.parametrize("kind", ENDINGS)
@pytest.mark.parametrize("size", [(320, 240), (65, 1030)])
def test_a_picture_says_its_size(kind: PictureKind, size: tuple[int, int]) -> None:
    content = white(kind, size)
    assert said_size(content, kind) == size
    for end in (0, 3, 13, 19, 23, 29):
        assert said_size(content[:end], kind) in (None, size)
    assert said_size(content[:2] + b"\xff" * 400, kind) != size


def test_other_forms_of_webp_say_their_size() -> None:
    lossless = cv2.imencode(".webp", np.zeros((1030, 65, 3), np.uint8), [cv2.IMWRITE_WEBP_QUALITY, 101])[1].tobytes()
    assert (lossless[12:16], said_size(lossless, "webp")) == (b"VP8L", (65, 1030))
    extended = lossless[:12] + b"VP8X\x0a\0\0\0" + bytes(4) + (64).to_bytes(3, "little") + (1029).to_bytes(3, "little")
    assert said_size(extended, "webp") == (65, 1030)


def test_a_picture_that_cannot_be_masked_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ValueError("no such format")

    monkeypatch.setattr(black.Blackout, "apply", breaks)
    with pytest.raises(NotAVideo, match="privacy masks"):
        read_picture(white("png"), "png", LEFT_HALF)
    assert read_picture(white("png"), "png", Privacy()).width == SIZE[0]


def test_what_leads_to_other_files_is_never_given_to_a_decoder() -> None:
    files = hostile(b"\0\0\0\x20ftypisom" + bytes(10_000))
    assert sniff(files["a playlist"]) is None
    assert sniff(files["a script of pictures"]) is None
    for nothing in (b"", b"G", b"RIFF", b"<svg xmlns='http://www.w3.org/2000/svg'/>", bytes(400)):
        assert sniff(nothing) is None
