"""The child of `trial`: description and model as arguments, a JPEG on standard input, the answer on standard output.

Run as a module: python -m argusai.pipeline.detection.objects.own.trial_child
"""

import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

import numpy as np

from argusai.kit.errors import ArgusError
from argusai.kit.orphan import end_with_parent
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.errors import ModelBroken
from argusai.pipeline.detection.objects.labels import LABELS
from argusai.pipeline.detection.objects.onnx import open_session
from argusai.pipeline.detection.objects.own.description import DetectorDescription, read_description_file
from argusai.pipeline.detection.objects.own.onnx import DescribedDetector
from argusai.pipeline.detection.objects.own.onnx_outside import reads_files
from argusai.pipeline.detection.objects.own.opencv import ArrayPicture, read_jpeg
from argusai.pipeline.detection.objects.settings import ObjectSettings

_MOST_MEMORY = 8 << 30  # of addresses; the library maps far more than it uses
_CPU_SECONDS = 120
_LOOKS = 5
_SURE = 0.5
_MOST_IN_NOTHING = 10


def look(description: DetectorDescription, model: bytes, picture: ArrayPicture | None) -> dict[str, object]:
    """Raises ArgusError."""
    if reads_files(model):
        raise ModelBroken("Its weights lie in other files. Export it as one file.")
    try:
        session = open_session(model)
    except ModelBroken as error:
        raise ModelBroken(f"This is no ONNX model that can be run: {error.__cause__}"[:400]) from error
    detector = DescribedDetector(session, description, ObjectSettings(labels=frozenset(LABELS), least_score=0.05))
    nothing = ArrayPicture(np.full((480, 640, 3), 114, np.uint8))
    for level in (0, 127, 255):  # a model may fail, or never end, on some pictures only
        other = ArrayPicture(np.full((480, 640, 3), level, np.uint8))
        detector.detect(other, [_whole(other)])
    ghosts = [each for each in detector.detect(nothing, [_whole(nothing)]) if each.score >= _SURE]
    if len(ghosts) > _MOST_IN_NOTHING:
        raise ModelBroken(
            f"It sees {len(ghosts)} objects in an empty grey picture: the description does not fit the model."
        )
    shown = picture or nothing
    took = []
    for _ in range(_LOOKS):
        began = time.perf_counter()
        found = detector.detect(shown, [_whole(shown)])
        took.append(time.perf_counter() - began)
    sure = Counter(each.label for each in found if each.score >= _SURE)
    return {"found": dict(sure), "milliseconds": round(median(took) * 1000, 1)}


def _whole(picture: ArrayPicture) -> Box:
    return Box(0, 0, picture.width, picture.height)


def main() -> None:
    end_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    description, model = (Path(argument) for argument in sys.argv[1:3])
    shown = read_jpeg(sys.stdin.buffer.read())
    try:
        answer = look(read_description_file(description), model.read_bytes(), shown)
    except ArgusError as error:
        answer = {"refused": error.detail}
    except MemoryError:
        answer = {"refused": "The model needs more memory than a detector may."}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
