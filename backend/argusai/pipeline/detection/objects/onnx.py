"""The object detector on ONNX Runtime."""

from collections.abc import Sequence
from pathlib import Path

from argusai.pipeline.capture.streams.contract import Box, Image, Picture
from argusai.pipeline.detection.objects import nanodet
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.contrast import with_contrast
from argusai.pipeline.detection.objects.errors import INSTALL_COMMAND, DetectorBroken, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.labels import LABELS
from argusai.pipeline.detection.objects.onnx_providers import providers_for, tell_once
from argusai.pipeline.detection.objects.onnx_runtime import RUNTIME_ERRORS, InferenceSession, SessionOptions
from argusai.pipeline.detection.objects.overlap import keep_best
from argusai.pipeline.detection.objects.settings import ObjectSettings
from argusai.pipeline.detection.objects.view import View, view


def open_session(model: Path | bytes, threads: int = 1, provider: str = "cpu") -> InferenceSession:
    """On `provider` (a short name, such as cuda) where that works, else on the processor, which is said once.

    Raises ModelMissing or ModelBroken.
    """
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Spinning doubled the latency on a busy machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if isinstance(model, Path) and not model.is_file():
        raise ModelMissing(f"The object detector's model is not installed. Run: {INSTALL_COMMAND}")
    source = model if isinstance(model, bytes) else str(model)
    wanted = providers_for(provider)
    try:
        session = InferenceSession(source, options, providers=wanted)
    except RUNTIME_ERRORS as error:
        if len(wanted) > 1:  # it is there, but not for this model, or its own libraries are not
            tell_once(provider, str(error).partition("\n")[0])
            return open_session(model, threads)
        raise ModelBroken(f"The object detector's model cannot be read. Run: {INSTALL_COMMAND}") from error
    if wanted[0] not in session.get_providers():
        tell_once(provider, "it did not start")
    return session


class NanoDetDetector:
    """An ObjectDetector. Safe to share between threads: the session keeps nothing between calls."""

    name = "nanodet"

    def __init__(self, session: InferenceSession, settings: ObjectSettings = ObjectSettings()) -> None:
        self._session = session
        self._settings = settings
        self._columns = nanodet.label_columns(settings.labels)
        self._input = session.get_inputs()[0].name

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        found = [detection for area in areas for detection in self._look(picture, area)]
        return keep_best(found, self._settings.most_objects)

    def _look(self, picture: Picture, area: Box) -> list[Detection]:
        shown = view(picture, area, nanodet.SIDE, nanodet.FILLING)
        if shown is None:
            return []
        try:
            outputs = self._session.run(None, {self._input: nanodet.to_input(_in_good_light(shown))})
        except RUNTIME_ERRORS as error:
            raise DetectorBroken(f"The detector could not be run: {error}") from error
        answer = nanodet.read_answer(outputs, self._columns, self._settings.least_score)
        return keep_best(shown.found(self.name, LABELS, answer), self._settings.most_objects)


def _in_good_light(shown: View) -> Image:
    wide, tall = (round(side * shown.scale) for side in (shown.area.width, shown.area.height))
    return with_contrast(shown.square, wide, tall)
