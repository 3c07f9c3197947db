"""One picture from the bytes of a file (C14), black where the camera's masks are (C6)."""

import pytest

from argusai.pipeline.capture.cameras.contract import Privacy
from argusai.pipeline.capture.streams.errors import NotAVideo
from argusai.pipeline.capture.streams.pyav import black
from argusai.pipeline.capture.streams.pyav.one_picture import PictureKind, read_picture
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
