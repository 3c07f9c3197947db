"""Real footage and the real detector, from the cache that the program itself uses: prepared when missing, once for all
workers (the code under test holds a lock). Where they cannot be had, the error says why and names the command."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

import av

from argusai.demo.footage import COURTYARD
from argusai.demo.prepare import prepare_clip
from argusai.kit.cache import cache_folder
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.contract import Frame
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.detection.objects.install import install_models, model_path
from argusai.pipeline.detection.objects.onnx import NanoDetDetector, open_session
from argusai.pipeline.detection.objects.own.opencv import ArrayPicture as ArrayPicture

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
CAMERA = UUID(int=1)
COURTYARD_SIZE = (768, 576)


def courtyard() -> Path:
    """The demo clip: 768 × 576, 10 frames a second, 795 frames, pedestrians, a parked van and a parked car."""
    return prepare_clip(cache_folder(os.environ), COURTYARD)


def model() -> Path:
    """The installed NanoDet."""
    folder = cache_folder(os.environ)
    install_models(folder)
    return model_path(folder)


@cache
def detector() -> NanoDetDetector:
    """One for the whole worker: it keeps nothing between calls."""
    return NanoDetDetector(open_session(model()))


def frames(clip: Path, first: int = 1, last: int = 10**9, step: int = 1) -> Iterator[Frame]:
    """The frames `first` to `last` (both counted, from 1), every `step`-th of them."""
    with PyavSource(Source("file", str(clip))) as source:
        pictures = (picture for unit in source.units() for picture in source.decode(unit))
        for number, decoded in enumerate(pictures, start=1):
            if number > last:
                return
            if number >= first and (number - first) % step == 0:
                at = START + timedelta(seconds=decoded.seconds)
                yield Frame(CAMERA, number, decoded.seconds, at, decoded.picture)


def cut(clip: Path, target: Path, first: int, last: int) -> Path:
    """The frames `first` to `last` of `clip` as a clip of their own at 10 frames a second."""
    with av.open(str(target), "w") as out:
        video = out.add_stream("libx264", rate=10, options={"preset": "ultrafast", "crf": "20", "bf": "0", "g": "20"})
        video.width, video.height, video.pix_fmt = *COURTYARD_SIZE, "yuv420p"
        for frame in frames(clip, first, last):
            out.mux(video.encode(av.VideoFrame.from_ndarray(frame.picture.bgr(), format="bgr24")))
        out.mux(video.encode(None))
    return target
