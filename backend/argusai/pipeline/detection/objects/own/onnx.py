"""A detector that the user brought, on ONNX Runtime."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.objects.areas import EDGE, place, whole_pixels
from argusai.pipeline.detection.objects.contract import Detection, Opinion
from argusai.pipeline.detection.objects.errors import DetectorBroken, DetectorRefused
from argusai.pipeline.detection.objects.onnx_runtime import RUNTIME_ERRORS, InferenceSession, RunOptions
from argusai.pipeline.detection.objects.overlap import keep_best
from argusai.pipeline.detection.objects.own.decode import decode
from argusai.pipeline.detection.objects.own.description import DetectorDescription
from argusai.pipeline.detection.objects.own.opencv import to_input
from argusai.pipeline.detection.objects.settings import ObjectSettings

_USUAL_RELIABLE_SCORE = 0.5
# What is not answered within this is not worth waiting for: who was to be seen has left.
MOST_SECONDS = 5.0


class DescribedDetector:
    """An ObjectDetector. Safe to share between threads: the session keeps nothing between calls.

    Raises DetectorRefused when the model has not the inputs and outputs that the description names. A look that takes
    longer than `most_seconds` (None: MOST_SECONDS) is ended and raises DetectorBroken: a model may hold a loop without
    an end.
    """

    def __init__(
        self,
        session: InferenceSession,
        description: DetectorDescription,
        settings: ObjectSettings = ObjectSettings(),
        most_seconds: float | None = None,
    ) -> None:
        self._session = session
        self._most_seconds = MOST_SECONDS if most_seconds is None else most_seconds
        self._description = description
        self._settings = settings
        self._outputs = _names_of_outputs(session, description)
        self._words = [word if word in settings.labels else "" for word in description.our_words()]
        self._extra: dict[str, npt.NDArray[Any]] = {}
        shape = description.input
        if shape.size_name is not None:
            self._extra[shape.size_name] = np.array([[shape.width, shape.height]], np.int64)

    @property
    def name(self) -> str:
        return self._description.name

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        found = [detection for area in areas for detection in self._look(picture, area)]
        return keep_best(found, self._settings.most_objects)

    def _look(self, picture: Picture, area: Box) -> list[Detection]:
        inside = whole_pixels(area, picture)
        if inside is None:
            return []
        values, fit = to_input(picture.bgr(inside), self._description.input)
        outputs = self._run({self._description.input.name: values, **self._extra})
        answer = decode(dict(zip(self._outputs, outputs, strict=True)), self._description, self._least_score())
        found = []
        for number, score, corners in zip(answer.classes, answer.scores, answer.boxes, strict=True):
            near = fit.to_crop(*(float(value) for value in corners))
            placed = place(near, inside, picture, edge=EDGE / min(fit.across, fit.down))
            if placed is not None and (word := self._words[number]):
                fair = self._fair(float(score))
                found.append(Detection(word, fair, placed, (Opinion(self.name, word, fair),)))
        return keep_best(found, self._settings.most_objects)

    def _run(self, inputs: dict[str, npt.NDArray[Any]]) -> list[Any]:
        options = RunOptions()
        options.log_severity_level = 4  # what is wrong is raised
        try:
            with _ended_after(self._most_seconds, options):
                return list(self._session.run(self._outputs, inputs, options))
        except RUNTIME_ERRORS as error:
            if options.terminate:
                raise DetectorBroken(f"The detector took longer than {self._most_seconds:g} s for one look.") from error
            raise DetectorBroken(f"The detector could not be run: {error}") from error

    def _least_score(self) -> float:
        """In the model's own scores."""
        reliable = self._description.reliable_score
        return self._settings.least_score * reliable / _USUAL_RELIABLE_SCORE

    def _fair(self, score: float) -> float:
        """The model's score on our scale, where 0.5 is mostly right: linear below and above its own such score."""
        reliable = self._description.reliable_score
        if score <= reliable:
            return score / reliable * _USUAL_RELIABLE_SCORE
        return _USUAL_RELIABLE_SCORE + (score - reliable) / (1 - reliable) * (1 - _USUAL_RELIABLE_SCORE)


@contextmanager
def _ended_after(seconds: float, options: RunOptions) -> Iterator[None]:
    """The run with these `options` raises one of RUNTIME_ERRORS, should it still go on after `seconds`. ONNX Runtime
    looks between two nodes; only a single node without an end is beyond it."""
    timer = threading.Timer(seconds, setattr, (options, "terminate", True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _names_of_outputs(session: InferenceSession, description: DetectorDescription) -> list[str]:
    inputs = {each.name: each for each in session.get_inputs()}
    wanted = {description.input.name, description.input.size_name} - {None}
    if inputs.keys() != wanted:
        raise DetectorRefused(f"The model's inputs are {', '.join(inputs)}; the description names others.")
    _check_size(inputs[description.input.name].shape, description)
    there = [each.name for each in session.get_outputs()]
    said = description.output
    names = [name for name in (said.boxes, said.scores, said.classes, said.count) if name is not None]
    if missing := [name for name in names if name not in there]:
        raise DetectorRefused(f"The model has no output “{missing[0]}”; it has {', '.join(there)}.")
    return list(dict.fromkeys(names))


def _check_size(shape: Sequence[int | str | None], description: DetectorDescription) -> None:
    """Axes that the model leaves open are texts or None."""
    size = description.input
    channels_first = size.layout == "nchw"
    wanted = (1, 3, size.height, size.width) if channels_first else (1, size.height, size.width, 3)
    fixed = [(want, got) for want, got in zip(wanted, shape, strict=False) if isinstance(got, int)]
    if len(shape) != len(wanted) or any(want != got for want, got in fixed):
        told, needed = ", ".join(map(str, shape)), ", ".join(map(str, wanted))
        raise DetectorRefused(f"The model takes ({told}); by the description it would get ({needed}).")
