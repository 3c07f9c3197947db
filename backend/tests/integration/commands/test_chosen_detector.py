"""Which detector a capture process opens: the owner's, if it was chosen and works."""

import json
from pathlib import Path

import pytest

from argusai.commands.capture_child import own_detector
from argusai.flow.watching import WatchSettings
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.detection.objects.own.onnx import DescribedDetector
from argusai.pipeline.detection.objects.own.shelf import BUILT_IN, Check, Shelf
from tests.support.own_models import answers, constant_model, described

pytestmark = pytest.mark.covers("E10")


@pytest.fixture
def settings(tmp_path: Path) -> WatchSettings:
    return WatchSettings(
        log_level="INFO",
        cache_dir=tmp_path / "cache",
        detectors_folder=tmp_path / "detectors",
        capture=StreamSettings(media_folder=tmp_path / "media"),
    )


def shelf_with(settings: WatchSettings, model: bytes) -> Shelf:
    shelf = Shelf(settings.detectors_folder)
    shelf.describe(json.dumps(described("dense")).encode())
    with shelf.begin_model("tiny") as file:
        file.write(model)
    shelf.keep_model("tiny", Check({}, 1.0))
    shelf.choose("tiny")
    return shelf


def test_the_chosen_one_is_opened(settings: WatchSettings) -> None:
    assert own_detector(settings) is None
    shelf = shelf_with(settings, constant_model(answers("dense")))
    detector = own_detector(settings)
    assert isinstance(detector, DescribedDetector)
    assert detector.name == "tiny"
    shelf.choose(BUILT_IN)
    assert own_detector(settings) is None


@pytest.mark.covers("E20")
def test_one_that_was_cut_short_leaves_the_built_in_one(settings: WatchSettings) -> None:
    shelf_with(settings, constant_model(answers("dense"))[:100])
    assert own_detector(settings) is None
