"""What a frame costs: `python -m tests.performance.bench_pipeline [CLIP]`, from `backend`; run by `make bench`.

Each stage is timed in one run beside decoding alone, so the ratios hold on a loaded or slow machine as well.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from argusai.flow.watching import luma_rows
from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.motion.detect import MotionDetector
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.gaze import Gaze
from argusai.pipeline.detection.objects.looks import Wanted
from argusai.pipeline.detection.objects.ports import ObjectDetector
from argusai.pipeline.detection.tracking.track import Tracker
from tests.support.footage import CAMERA, courtyard, detector, frames

_FRAMES = 200


class Watch:
    """CPU seconds of this thread by stage."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        began = time.thread_time()
        yield
        self.spent[stage] += time.thread_time() - began


class Counted:
    """An ObjectDetector that counts its looks and times them."""

    def __init__(self, detector: ObjectDetector, watch: Watch) -> None:
        self._detector = detector
        self._watch = watch
        self.looks = 0

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        self.looks += len(areas)
        with self._watch.on("detection"):
            return self._detector.detect(picture, areas)


def measure(clip: Path, most: int = _FRAMES) -> dict[str, float]:
    """CPU milliseconds a frame of decode, luma, motion, crops, detection and tracking; and `looks`, a frame."""
    watch = Watch()
    motion, tracker, counted = MotionDetector(), Tracker(), Counted(detector(), watch)
    gaze = Gaze(CAMERA, Eyes(counted))
    count = 0
    shown = islice(frames(clip), most)
    while True:
        with watch.on("decode"):
            frame = next(shown, None)
        if frame is None:
            break
        count += 1
        size = (frame.picture.width, frame.picture.height)
        with watch.on("luma"):
            luma = frame.picture.luma(luma_rows(size))
        with watch.on("motion"):
            moved = motion.see(luma, size, 0.1)
        wanted = Wanted(moved.regions, tracker.expected_boxes())
        with watch.on("crops"):
            found = gaze.see(frame.picture, wanted, frame.at).detections
        with watch.on("tracking"):
            tracker.see(frame.at, found, moved.regions, size)
    watch.spent["crops"] -= watch.spent["detection"]
    return {stage: seconds * 1000 / count for stage, seconds in watch.spent.items()} | {"looks": counted.looks / count}


def main() -> None:
    clip = Path(sys.argv[1]) if len(sys.argv) > 1 else courtyard()
    costs = measure(clip)
    looks = costs.pop("looks")
    print(f"{clip.name}: CPU per frame, {looks:.2f} looks of the detector a frame")
    for stage, cost in costs.items():
        print(f"  {stage:<10}{cost:9.3f} ms{cost / costs['decode']:9.2f} × decode")


if __name__ == "__main__":
    main()
