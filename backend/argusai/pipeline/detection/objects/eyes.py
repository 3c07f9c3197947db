"""The detectors of one process and the time they may take, shared by all its cameras."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from statistics import median
from uuid import UUID

import numpy as np

from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.contract import Box, Image, Looks, Picture
from argusai.pipeline.detection.objects.budget import Budget
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.errors import DetectorBroken, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.install import SSD, model_path
from argusai.pipeline.detection.objects.looks import Look
from argusai.pipeline.detection.objects.ports import ObjectDetector
from argusai.pipeline.detection.objects.settings import ObjectSettings

_log = get_log("detection.objects")

_FAILING = "The object detector fails again and again. Choose another one, or install it anew."
_TRIES = 3  # answers of nonsense in a row, before a detector is left alone for a while
_REST_SECONDS = 30.0
_MEASURED_LOOKS = 5
_SHARE_OF_CORES = 0.5  # the rest decodes, stores and serves
_LEAST_RATE, _MOST_RATE = 1.0, 1000.0  # looks a second


class _Steady:
    """A detector whose faults are borne: said once going and once returning, and tried again after a rest."""

    def __init__(self, detector: ObjectDetector, title: str, monotonic: Callable[[], float]) -> None:
        self._detector = detector
        self._title = title
        self._monotonic = monotonic
        self._faults = 0
        self._rests_until = 0.0

    @property
    def failing(self) -> bool:
        """Again and again, so that it is left alone most of the time."""
        return self._faults >= _TRIES

    def see(self, picture: Picture, areas: Sequence[Box]) -> list[Detection] | None:
        """None when it could not."""
        if self._monotonic() < self._rests_until:
            return None
        try:
            found = self._detector.detect(picture, areas)
        except DetectorBroken as error:
            self._faults += 1
            if self._faults == _TRIES:
                _log.error(f"{self._title} answers nonsense and is tried again now and then", reason=error.detail)
            if self._faults >= _TRIES:
                self._rests_until = self._monotonic() + _REST_SECONDS
            return None
        if self._faults >= _TRIES:
            _log.info(f"{self._title} works again")
        self._faults = 0
        return found


class Eyes:
    """`second`: for vehicles and unsure people, where it is installed. `budget` None: without a limit, for files.
    `bear_faults`: a detector that answers nonsense is left alone for a while; else DetectorBroken is raised."""

    def __init__(
        self,
        first: ObjectDetector,
        second: ObjectDetector | None = None,
        budget: Budget | None = None,
        *,
        bear_faults: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.first = first
        self.second = second
        self._budget = budget
        self._monotonic = monotonic
        self._steady_first = _Steady(first, "the object detector", monotonic) if bear_faults else None
        self._steady_second = _Steady(second, "the second detector", monotonic) if second else None

    def see(self, picture: Picture, areas: Sequence[Box]) -> list[Detection] | None:
        """What the first detector finds; None when it could not look. Raises DetectorBroken unless faults are borne."""
        if self._steady_first is not None:
            return self._steady_first.see(picture, areas)
        return self.first.detect(picture, areas)

    def ask(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        """What the second detector finds. Its faults are always borne: it only helps."""
        return (self._steady_second.see(picture, areas) if self._steady_second else None) or []

    def grant(self, camera_id: UUID, looks: Sequence[Look]) -> tuple[list[Look], list[Look]]:
        """Which looks may be made now, and which not."""
        if self._budget is None or not looks:
            return list(looks), []
        return self._budget.grant(camera_id, looks, self._monotonic())

    def take_share(self, share: float) -> None:
        """How much of the machine's looks these eyes may make, 0–1."""
        if self._budget is not None:
            self._budget.take_share(share, self._monotonic())

    def looks_of(self, camera_id: UUID) -> Looks:
        """What the camera page shows."""
        looks = self._budget.looks_of(camera_id, self._monotonic()) if self._budget else Looks()
        if self._steady_first is not None and self._steady_first.failing:
            return replace(looks, blind=_FAILING)
        return looks


def second_detector(cache: Path, settings: ObjectSettings = ObjectSettings()) -> ObjectDetector | None:
    """For vehicles. None where it is not installed, is broken, or cannot run on this machine; the reason is logged."""
    try:
        path = model_path(cache, SSD.name)
        litert = import_module("argusai.pipeline.detection.objects.litert")
        detector: ObjectDetector = litert.SsdDetector(litert.Session(path), settings)
    except (ModelMissing, ModelBroken) as error:
        _log.warning("vehicles are recognised by one model only", reason=error.detail)
        return None
    except ImportError as error:
        _log.warning("vehicles are recognised by one model only", reason=f"LiteRT cannot be loaded: {error}")
        return None
    return detector


def measured_rate(detector: ObjectDetector, cores: int | None = None) -> float:
    """Looks a second that this machine can give to detection: timed here, on a grey picture. Raises DetectorBroken."""
    picture, spent = _Grey(), []
    area = Box(0, 0, picture.width, picture.height)
    for _ in range(_MEASURED_LOOKS):
        began = time.thread_time()  # not the wall's: at start-up everything else starts as well
        detector.detect(picture, [area])
        spent.append(time.thread_time() - began)
    rate = _SHARE_OF_CORES * (cores or _cores()) / max(median(spent), 1e-6)
    return min(max(rate, _LEAST_RATE), _MOST_RATE)


def _cores() -> int:
    """That this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Grey:
    """Implements `streams.contract.Picture`."""

    width: int = 640
    height: int = 480

    def luma(self, height: int) -> Image:
        return np.full((height, height * self.width // self.height), 127, np.uint8)

    def bgr(self, box: Box | None = None) -> Image:
        across, down = (self.width, self.height) if box is None else (int(box.width), int(box.height))
        return np.full((down, across, 3), 127, np.uint8)
