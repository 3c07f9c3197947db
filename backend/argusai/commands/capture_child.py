"""`argusai capture-child`: a capture process. Started by `argusai serve`, never by a person."""

import argparse
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from argusai.flow.looking import looker
from argusai.flow.watching import WatchSettings, watch_maker
from argusai.kit.errors import NotFound
from argusai.kit.heaps import keep_few_heaps
from argusai.kit.log import get_log, set_up_log
from argusai.pipeline.capture.streams.child import run_child
from argusai.pipeline.capture.streams.contract import Looks
from argusai.pipeline.capture.streams.ports import Seeing
from argusai.pipeline.capture.streams.pyav.hardware import usable
from argusai.pipeline.detection.motion.opencv import in_one_thread
from argusai.pipeline.detection.objects.budget import Budget
from argusai.pipeline.detection.objects.errors import DetectorBroken, DetectorRefused, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.eyes import Eyes, measured_rate, second_detector
from argusai.pipeline.detection.objects.install import model_path
from argusai.pipeline.detection.objects.onnx import NanoDetDetector, open_session
from argusai.pipeline.detection.objects.own.onnx import DescribedDetector
from argusai.pipeline.detection.objects.own.shelf import BUILT_IN, Shelf
from argusai.pipeline.detection.objects.ports import ObjectDetector

_log = get_log("detection.objects")
# For opening an owner's detector and timing it; well within the time that a capture process has to start.
_MOST_SECONDS = 20.0
_LEFT_ASIDE = "the chosen detector does not work; the built-in one is used"


def main(arguments: list[str]) -> None:
    """Runs until the parent says stop, or is gone. Does not return."""
    parser = argparse.ArgumentParser(prog="argusai capture-child")
    parser.add_argument("--settings", required=True, type=WatchSettings.model_validate_json)
    parser.add_argument("--fd", required=True, type=int)
    given = parser.parse_args(arguments)
    settings: WatchSettings = given.settings
    set_up_log(settings.log_level, for_parent=True)
    keep_few_heaps()
    in_one_thread()
    capture = settings.capture.model_copy(update={"decode": usable(settings.capture.decode)})
    eyes = open_eyes(settings)
    seeing = eyes if isinstance(eyes, Eyes) else None
    around = Seeing(eyes.looks_of, looker(seeing, settings), eyes.take_share)
    run_child(given.fd, watch_maker(seeing, settings), capture, around)


@dataclass(frozen=True, slots=True)
class BlindReason:
    """Why nothing is detected at any camera, for the camera's page."""

    sentence: str

    def looks_of(self, camera_id: UUID) -> Looks:
        return Looks(blind=self.sentence)

    def take_share(self, share: float) -> None:
        """There is nothing to share."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A detector that works, and the looks a second that this machine can give to it."""

    detector: ObjectDetector
    rate: float


def own_detector(settings: WatchSettings, most_seconds: float = _MOST_SECONDS) -> Timed | None:
    """The one that the owner brought and chose. One that does not work any more, or does not answer within
    `most_seconds`, leaves ours in its place."""
    shelf = Shelf(settings.detectors_folder)
    name = shelf.in_use()
    if name == BUILT_IN:
        if (chosen := shelf.chosen()) != BUILT_IN:
            _log.error(_LEFT_ASIDE, name=chosen, reason="Its description or its model cannot be read. Bring it again.")
        return None
    trying = ThreadPoolExecutor(1, thread_name_prefix="own-detector")
    try:
        timed = trying.submit(_open_own, settings, shelf, name).result(most_seconds)
    except (ModelBroken, ModelMissing, DetectorBroken, DetectorRefused, NotFound) as error:
        _log.error(_LEFT_ASIDE, name=name, reason=error.detail)
        return None
    except TimeoutError:
        _log.error(_LEFT_ASIDE, name=name, reason=f"It was not ready after {most_seconds:g} s.")
        return None
    finally:
        trying.shutdown(wait=False)  # what hangs there, hangs on: this process does not wait for it, even at its end
    _log.info("a detector of the owner's is used", name=name)
    return timed


def _open_own(settings: WatchSettings, shelf: Shelf, name: str) -> Timed:
    session = open_session(shelf.model(name), provider=settings.detector.provider)
    detector = DescribedDetector(session, shelf.get(name).description, settings.objects)
    measured = measured_rate(detector)  # in any case: one that answers nonsense is not taken
    return Timed(detector, settings.objects.looks_per_second or measured)


def _built_in(settings: WatchSettings) -> Timed:
    """Raises ModelMissing, ModelBroken or DetectorBroken."""
    session = open_session(model_path(settings.cache_dir), provider=settings.detector.provider)
    detector = NanoDetDetector(session, settings.objects)
    return Timed(detector, settings.objects.looks_per_second or measured_rate(detector))


def open_eyes(settings: WatchSettings) -> Eyes | BlindReason:
    """The owner's detector, or ours."""
    try:
        timed = own_detector(settings) or _built_in(settings)
    except (ModelMissing, ModelBroken, DetectorBroken) as error:
        _log.error("nothing is detected", reason=error.detail)
        return BlindReason(error.detail)
    _log.info("the detector's time is limited", looks_per_second=round(timed.rate, 1))
    second = second_detector(settings.cache_dir, settings.objects)
    return Eyes(timed.detector, second, Budget(timed.rate), bear_faults=True)
