"""Makes the NanoDet model file. Loaded only at installation: the ONNX library is large."""

import numpy as np

from argusai.pipeline.detection.objects.convert import convert_to_onnx
from argusai.pipeline.detection.objects.errors import ModelBroken
from argusai.pipeline.detection.objects.nanodet import FILLING, SIDE, label_columns, read_answer, to_input
from argusai.pipeline.detection.objects.onnx import open_session
from argusai.pipeline.detection.objects.settings import WATCHED
from argusai.pipeline.detection.objects.tfjs import ModelUnreadable, read_graph_model

_SURE = 0.3


def make(topology: bytes, weights: bytes) -> bytes:
    """The ONNX file. Raises ModelBroken or DetectorBroken when it cannot be made, or sees things in a grey picture."""
    try:
        model = convert_to_onnx(read_graph_model(topology, weights))
    except ModelUnreadable as error:
        raise ModelBroken(str(error)) from error
    try_out(model)
    return model


def try_out(model: bytes) -> None:
    """Run it on a picture without anything in it. Raises ModelBroken or DetectorBroken."""
    session = open_session(model)
    grey = np.full((SIDE, SIDE, 3), FILLING, np.uint8)
    outputs = session.run(None, {session.get_inputs()[0].name: to_input(grey)})
    if len(read_answer(outputs, label_columns(WATCHED), _SURE).scores):
        raise ModelBroken("The detector sees objects in an empty picture.")
