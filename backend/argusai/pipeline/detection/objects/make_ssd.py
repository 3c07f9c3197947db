"""Makes the file of the second model out of the package's assets. Loaded only at installation."""

from importlib import import_module
from importlib.util import find_spec

import numpy as np

from argusai.kit.fetch import sha256_of
from argusai.pipeline.detection.objects import ssd
from argusai.pipeline.detection.objects.errors import ModelBroken

_PLACE = slice(184, 9_987_912)  # behind the label map, to the end
_SHA256 = "d0a5255bf8c4f5a0bc4240741a76c41d5e939f7655078f945f50ab53a9375da6"
_SURE = 0.3


def make(assets: bytes) -> bytes:
    """The TensorFlow Lite file. Raises ModelBroken or DetectorBroken when it is not there, or sees things in a grey
    picture. Where LiteRT is not to be had, it is not tried."""
    model = assets[_PLACE]
    if sha256_of(model) != _SHA256:
        raise ModelBroken("The package holds another model than expected.")
    if find_spec("ai_edge_litert"):
        try_out(model)
    return model


def try_out(model: bytes) -> None:
    """Run it on a picture without anything in it. Raises ModelBroken or DetectorBroken."""
    session = import_module("argusai.pipeline.detection.objects.litert").Session(model)
    grey = np.full((ssd.SIDE, ssd.SIDE, 3), ssd.FILLING, np.uint8)
    columns = ssd.word_columns(frozenset(ssd.WORDS))
    if len(ssd.read_answer(session.run(ssd.to_input(grey)), ssd.anchors(), columns, _SURE).scores):
        raise ModelBroken("The detector sees objects in an empty picture.")
