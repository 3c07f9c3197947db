"""`argusai capture-child`: a capture process. Started by `argusai serve`, never by a person."""

import argparse

from argusai.flow.watching import WatchSettings, watch_maker
from argusai.kit.log import get_log, set_up_log
from argusai.pipeline.capture.streams.child import run_child
from argusai.pipeline.capture.streams.pyav.hardware import usable
from argusai.pipeline.detection.objects.errors import ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.install import model_path
from argusai.pipeline.detection.objects.onnx import NanoDetDetector, open_session


def main(arguments: list[str]) -> None:
    """Runs until the parent says stop, or is gone. Does not return."""
    parser = argparse.ArgumentParser(prog="argusai capture-child")
    parser.add_argument("--settings", required=True, type=WatchSettings.model_validate_json)
    parser.add_argument("--fd", required=True, type=int)
    given = parser.parse_args(arguments)
    settings: WatchSettings = given.settings
    set_up_log(settings.log_level, for_parent=True)
    capture = settings.capture.model_copy(update={"decode": usable(settings.capture.decode)})
    run_child(given.fd, watch_maker(_detector(settings), settings), capture)


def _detector(settings: WatchSettings) -> NanoDetDetector | None:
    try:
        session = open_session(model_path(settings.cache_dir), provider=settings.detector.provider)
        return NanoDetDetector(session, settings.objects)
    except (ModelMissing, ModelBroken) as error:
        get_log("detection.objects").error("nothing is detected", reason=str(error))
        return None
