"""The object detector on ONNX Runtime."""

from collections.abc import Sequence
from pathlib import Path

import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as native

from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.objects import nanodet
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.errors import INSTALL_COMMAND, DetectorBroken, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.labels import LABELS
from argusai.pipeline.detection.objects.opencv import letterbox
from argusai.pipeline.detection.objects.overlap import keep_best
from argusai.pipeline.detection.objects.settings import ObjectSettings

# The library's own errors have no common base of their own.
_RUNTIME_ERRORS: tuple[type[Exception], ...] = (
    RuntimeError,
    ValueError,
    *(kind for kind in vars(native).values() if isinstance(kind, type) and issubclass(kind, Exception)),
)
_EDGE = 3.0  # input pixels: a box this near the edge of its area is cut by it
_FILLS_AREA = 0.6  # of the area's side: so large an object is cut wherever one looks, and is kept
_LEAST_SIDE = 2.0  # pixels


def open_session(model: Path | bytes, threads: int = 1) -> onnxruntime.InferenceSession:
    """Raises ModelMissing or ModelBroken."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Spinning doubled the latency on a busy machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if isinstance(model, Path) and not model.is_file():
        raise ModelMissing(f"The object detector's model is not installed. Run: {INSTALL_COMMAND}")
    try:
        source = model if isinstance(model, bytes) else str(model)
        return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    except _RUNTIME_ERRORS as error:
        raise ModelBroken(f"The object detector's model cannot be read. Run: {INSTALL_COMMAND}") from error


class NanoDetDetector:
    """An ObjectDetector. Safe to share between threads: the session keeps nothing between calls."""

    def __init__(self, session: onnxruntime.InferenceSession, settings: ObjectSettings = ObjectSettings()) -> None:
        self._session = session
        self._settings = settings
        self._columns = nanodet.label_columns(settings.labels)
        self._input = session.get_inputs()[0].name

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        found = [detection for area in areas for detection in self._look(picture, area)]
        return keep_best(found, self._settings.most_objects)

    def _look(self, picture: Picture, area: Box) -> list[Detection]:
        frame = Box(0, 0, picture.width, picture.height)
        left, top = max(0, int(area.left)), max(0, int(area.top))
        inside = Box(left, top, min(picture.width, round(area.right)), min(picture.height, round(area.bottom)))
        if inside.width < 1 or inside.height < 1:
            return []
        square, scale = letterbox(picture.bgr(inside), nanodet.SIDE, nanodet.FILLING)
        try:
            outputs = self._session.run(None, {self._input: nanodet.to_input(square)})
        except _RUNTIME_ERRORS as error:
            raise DetectorBroken(f"The detector could not be run: {error}") from error
        answer = nanodet.read_answer(outputs, self._columns, self._settings.least_score)
        found = []
        for label, score, box in zip(answer.labels, answer.scores, answer.boxes / scale, strict=True):
            near = Box(*(float(value) for value in box))
            if _is_cut(near, inside, frame, _EDGE / scale):
                continue
            placed = _placed(near, inside)
            if placed.width >= _LEAST_SIDE and placed.height >= _LEAST_SIDE:
                found.append(Detection(LABELS[label], float(score), placed))
        return keep_best(found, self._settings.most_objects)


def _placed(near: Box, area: Box) -> Box:
    """`near`, relative to `area`, in pixels of the frame; nothing outside the area."""
    return Box(
        area.left + min(max(near.left, 0.0), area.width),
        area.top + min(max(near.top, 0.0), area.height),
        area.left + min(max(near.right, 0.0), area.width),
        area.top + min(max(near.bottom, 0.0), area.height),
    )


def _is_cut(near: Box, area: Box, frame: Box, edge: float) -> bool:
    """An inner edge of the area goes through the object: another area shows it whole, or it is not worth reporting."""
    across = (near.left < edge and area.left > frame.left) or (
        near.right > area.width - edge and area.right < frame.right
    )
    down = (near.top < edge and area.top > frame.top) or (
        near.bottom > area.height - edge and area.bottom < frame.bottom
    )
    return (across and near.width < area.width * _FILLS_AREA) or (down and near.height < area.height * _FILLS_AREA)
