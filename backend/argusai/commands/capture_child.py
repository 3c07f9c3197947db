"""`argusai capture-child`: a capture process. Started by `argusai serve`, never by a person."""

import argparse

from argusai.flow.watching import WatchSettings, watch_maker
from argusai.kit.errors import NotFound
from argusai.kit.log import get_log, set_up_log
from argusai.pipeline.capture.streams.child import run_child
from argusai.pipeline.capture.streams.ports import no_looks
from argusai.pipeline.capture.streams.pyav.hardware import usable
from argusai.pipeline.detection.objects.budget import Budget
from argusai.pipeline.detection.objects.errors import DetectorBroken, DetectorRefused, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.eyes import Eyes, measured_rate, second_detector
from argusai.pipeline.detection.objects.install import model_path
from argusai.pipeline.detection.objects.onnx import NanoDetDetector, open_session
from argusai.pipeline.detection.objects.own.onnx import DescribedDetector
from argusai.pipeline.detection.objects.own.shelf import BUILT_IN, Shelf
from argusai.pipeline.detection.objects.ports import ObjectDetector

_log = get_log("detection.objects")


def main(arguments: list[str]) -> None:
    """Runs until the parent says stop, or is gone. Does not return."""
    parser = argparse.ArgumentParser(prog="argusai capture-child")
    parser.add_argument("--settings", required=True, type=WatchSettings.model_validate_json)
    parser.add_argument("--fd", required=True, type=int)
    given = parser.parse_args(arguments)
    settings: WatchSettings = given.settings
    set_up_log(settings.log_level, for_parent=True)
    capture = settings.capture.model_copy(update={"decode": usable(settings.capture.decode)})
    eyes = _eyes(settings)
    run_child(given.fd, watch_maker(eyes, settings), capture, eyes.looks_of if eyes else no_looks)


def own_detector(settings: WatchSettings) -> ObjectDetector | None:
    """The one that the owner brought and chose. One that does not work any more leaves ours in its place."""
    shelf = Shelf(settings.detectors_folder)
    name = shelf.in_use()
    if name == BUILT_IN:
        return None
    try:
        session = open_session(shelf.model(name), provider=settings.detector.provider)
        detector = DescribedDetector(session, shelf.get(name).description, settings.objects)
    except (ModelBroken, DetectorRefused, NotFound) as error:
        _log.error("the chosen detector does not work; the built-in one is used", name=name, reason=str(error))
        return None
    _log.info("a detector of the owner's is used", name=name)
    return detector


def _built_in(settings: WatchSettings) -> NanoDetDetector:
    """Raises ModelMissing or ModelBroken."""
    session = open_session(model_path(settings.cache_dir), provider=settings.detector.provider)
    return NanoDetDetector(session, settings.objects)


def _eyes(settings: WatchSettings) -> Eyes | None:
    try:
        detector = own_detector(settings) or _built_in(settings)
        rate = settings.objects.looks_per_second or measured_rate(detector)
    except (ModelMissing, ModelBroken, DetectorBroken) as error:
        _log.error("nothing is detected", reason=str(error))
        return None
    _log.info("the detector's time is limited", looks_per_second=round(rate, 1))
    return Eyes(detector, second_detector(settings.cache_dir, settings.objects), Budget(rate), bear_faults=True)
