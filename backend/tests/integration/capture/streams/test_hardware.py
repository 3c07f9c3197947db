"""Hardware decoding that is not there costs nothing but a line in the log."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.pyav.hardware import SOFTWARE, usable
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.capture.streams.settings import DecodeSettings
from tests.support.video import Recipe, make_clip

pytestmark = pytest.mark.covers("E10")

NOWHERE = "/dev/dri/renderD999"  # exists on no machine, also not on one with such hardware


@pytest.mark.parametrize("kind", ["vaapi", "v4l2m2m", "qsv"])
def test_what_does_not_work_here_falls_back_and_is_said_once(kind: str) -> None:
    wanted = DecodeSettings.model_validate({"hwaccel": kind, "device": NOWHERE})
    if kind == "v4l2m2m" and Path("/dev/video10").exists():
        pytest.skip("this machine may have such a decoder, which takes no device")
    with capture_logs() as lines:
        assert usable(wanted) == SOFTWARE
    assert [(line["log_level"], line["hwaccel"]) for line in lines] == [("warning", kind)]


def test_software_needs_no_probe() -> None:
    with capture_logs() as lines:
        assert usable(SOFTWARE) is SOFTWARE
    assert lines == []


@pytest.mark.parametrize("kind", ["vaapi", "v4l2m2m"])
def test_a_stream_that_the_hardware_cannot_do_is_decoded_all_the_same(kind: str, tmp_path: Path) -> None:
    """As when the probe was right and this one stream is of another kind."""
    clip = make_clip(tmp_path / "clip.mp4", Recipe())
    wanted = DecodeSettings.model_validate({"hwaccel": kind})
    with PyavSource(Source("file", str(clip)), decode=wanted) as source:
        pictures = [each for unit in source.units() for each in source.decode(unit)]
    assert len(pictures) > 5
    assert pictures[0].picture.luma(100).any()
