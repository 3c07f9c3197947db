"""Which detector a capture process opens: the owner's, if it was chosen and works."""

import json
import time
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from structlog.testing import capture_logs

from argusai.commands.capture_child import open_eyes, own_detector
from argusai.flow.watching import WatchSettings
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.detection.objects.own import onnx as own_onnx
from argusai.pipeline.detection.objects.own.onnx import DescribedDetector
from argusai.pipeline.detection.objects.own.shelf import BUILT_IN, Check, Shelf
from tests.support.own_models import answers, constant_model, described, endless_model

pytestmark = pytest.mark.covers("E10")

NONSENSE = {name: np.full_like(value, np.nan) for name, value in answers("dense").items()}


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
    timed = own_detector(settings)
    assert timed is not None
    assert isinstance(timed.detector, DescribedDetector)
    assert timed.detector.name == "tiny"
    assert timed.rate > 0
    shelf.choose(BUILT_IN)
    assert own_detector(settings) is None


def test_one_that_is_not_ready_in_time_leaves_the_built_in_one(
    settings: WatchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_onnx, "MOST_SECONDS", 0.5)
    shelf_with(settings, endless_model())
    began = time.monotonic()
    with capture_logs() as logs:
        assert own_detector(settings, most_seconds=0.1) is None
    assert time.monotonic() - began < 0.5
    assert [(each["log_level"], each["reason"]) for each in logs] == [("error", "It was not ready after 0.1 s.")]


@pytest.mark.parametrize("model", [endless_model(), constant_model(NONSENSE)], ids=["endless", "nonsense"])
def test_one_that_fails_at_its_first_look_leaves_the_built_in_one(
    settings: WatchSettings, monkeypatch: pytest.MonkeyPatch, model: bytes
) -> None:
    monkeypatch.setattr(own_onnx, "MOST_SECONDS", 0.1)
    shelf_with(settings, model)
    with capture_logs() as logs:
        assert own_detector(settings) is None
    assert [each["log_level"] for each in logs] == ["error"]


@pytest.mark.parametrize("file", ["description.json", "model.onnx", "checked.json"])
def test_one_whose_files_are_damaged_is_said_to_be_left_aside(settings: WatchSettings, file: str) -> None:
    shelf_with(settings, constant_model(answers("dense")))
    kept = settings.detectors_folder / "tiny" / file
    assert kept.exists()
    kept.write_bytes(b"{")
    with capture_logs() as logs:
        assert own_detector(settings) is None
    assert [(each["log_level"], each["name"]) for each in logs] == [("error", "tiny")]


def test_without_any_model_the_reason_is_told_at_each_camera(settings: WatchSettings) -> None:
    with capture_logs() as logs:
        eyes = open_eyes(settings)
    assert eyes.looks_of(uuid4()).blind.startswith("The model nanodet is not installed.")
    assert [each["event"] for each in logs] == ["nothing is detected"]


@pytest.mark.covers("E20")
def test_one_that_was_cut_short_leaves_the_built_in_one(settings: WatchSettings) -> None:
    shelf_with(settings, constant_model(answers("dense"))[:100])
    assert own_detector(settings) is None
