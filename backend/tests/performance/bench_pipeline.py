"""What a frame costs: `python -m tests.performance.bench_pipeline [CLIP]`, from `backend`; run by `make bench`.

Each stage is timed in one run beside decoding alone, so the ratios hold on a loaded or slow machine as well.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from argusai.flow.watching import LUMA_ROWS
from argusai.pipeline.detection.motion.detect import MotionDetector
from argusai.pipeline.detection.objects.crops import choose_crops
from argusai.pipeline.detection.tracking.track import Tracker
from tests.support.footage import courtyard, detector, frames

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


def measure(clip: Path, most: int = _FRAMES) -> dict[str, float]:
    """CPU milliseconds a frame of decode, luma, motion, crops, detection and tracking; and `looks`, a frame."""
    watch = Watch()
    motion, tracker, eyes = MotionDetector(), Tracker(), detector()
    looks = count = 0
    shown = islice(frames(clip), most)
    while True:
        with watch.on("decode"):
            frame = next(shown, None)
        if frame is None:
            break
        count += 1
        size = (frame.picture.width, frame.picture.height)
        with watch.on("luma"):
            luma = frame.picture.luma(LUMA_ROWS)
        with watch.on("motion"):
            moved = motion.see(luma, size, 0.1)
        with watch.on("crops"):
            areas = choose_crops(moved.regions, tracker.expected_boxes(), size)
        with watch.on("detection"):
            found = eyes.detect(frame.picture, areas)
        with watch.on("tracking"):
            tracker.see(frame.at, found, moved.regions, size)
        looks += len(areas)
    return {stage: seconds * 1000 / count for stage, seconds in watch.spent.items()} | {"looks": looks / count}


def main() -> None:
    clip = Path(sys.argv[1]) if len(sys.argv) > 1 else courtyard()
    costs = measure(clip)
    looks = costs.pop("looks")
    print(f"{clip.name}: CPU per frame, {looks:.2f} looks of the detector a frame")
    for stage, cost in costs.items():
        print(f"  {stage:<10}{cost:9.3f} ms{cost / costs['decode']:9.2f} × decode")


if __name__ == "__main__":
    main()
