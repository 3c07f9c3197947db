"""The second object detector on LiteRT (TensorFlow Lite). Imported only where the model is there: see `eyes`."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from ai_edge_litert.interpreter import Interpreter

from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.objects import ssd
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.errors import INSTALL_COMMAND, DetectorBroken, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.overlap import keep_best
from argusai.pipeline.detection.objects.settings import ObjectSettings
from argusai.pipeline.detection.objects.view import Floats, view

_GENERAL = frozenset({"vehicle"})  # what the model says of a bus or a van; asked for where any vehicle is
_VEHICLES = frozenset({"car", "bus", "truck", "train"})


class Session:
    """One loaded model. An interpreter keeps its tensors between calls, so only one thread at a time runs it."""

    def __init__(self, model: Path | bytes, threads: int = 1) -> None:
        """Raises ModelMissing or ModelBroken."""
        if isinstance(model, Path) and not model.is_file():
            raise ModelMissing(f"The second detector's model is not installed. Run: {INSTALL_COMMAND}")
        source = {"model_content": model} if isinstance(model, bytes) else {"model_path": str(model)}
        try:
            self._interpreter = Interpreter(**source, num_threads=threads)
            self._interpreter.allocate_tensors()
        except (RuntimeError, ValueError) as error:
            raise ModelBroken(f"The second detector's model cannot be read. Run: {INSTALL_COMMAND}") from error
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._outputs = [output["index"] for output in self._interpreter.get_output_details()]
        self._lock = threading.Lock()

    def run(self, given: Floats) -> list[npt.NDArray[Any]]:
        """Copies of the outputs. Raises DetectorBroken."""
        with self._lock:
            try:
                self._interpreter.set_tensor(self._input, given)
                self._interpreter.invoke()
            except (RuntimeError, ValueError) as error:
                raise DetectorBroken(f"The second detector could not be run: {error}") from error
            return [np.array(self._interpreter.get_tensor(index)) for index in self._outputs]


class SsdDetector:
    """An ObjectDetector for people, cars, other vehicles, bicycles, cats, dogs and cows. Safe to share."""

    name = "ssd-mobilenet"

    def __init__(self, session: Session, settings: ObjectSettings = ObjectSettings()) -> None:
        self._session = session
        self._settings = settings
        self._anchors = ssd.anchors()
        asked = settings.labels | _GENERAL if settings.labels & _VEHICLES else settings.labels
        self._columns = ssd.word_columns(asked)

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        found = [detection for area in areas for detection in self._look(picture, area)]
        return keep_best(found, self._settings.most_objects)

    def _look(self, picture: Picture, area: Box) -> list[Detection]:
        shown = view(picture, area, ssd.SIDE, ssd.FILLING)
        if shown is None:
            return []
        outputs = self._session.run(ssd.to_input(shown.square))
        answer = ssd.read_answer(outputs, self._anchors, self._columns, self._settings.least_score)
        return keep_best(shown.found(self.name, ssd.WORDS, answer), self._settings.most_objects)
