"""What one look costs, by model: `python -m tests.performance.bench_looks`, from `backend`; run by `make bench`."""

import os
import time
from statistics import median

from argusai.kit.cache import cache_folder
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.eyes import measured_rate, second_detector
from argusai.pipeline.detection.objects.ports import ObjectDetector
from tests.support.footage import courtyard, detector, frames

_AREA = Box(192, 0, 768, 576)


def measure(rounds: int = 15) -> dict[str, float]:
    """CPU milliseconds a look, by model; the median, with the crop, the scaling and the reading of the answer."""
    [frame] = frames(courtyard(), 301, 301)
    frame.picture.bgr(_AREA)  # converted once; each further crop is a view of it
    second = second_detector(cache_folder(os.environ))
    eyes: dict[str, ObjectDetector] = {"nanodet": detector()} | ({"ssd-mobilenet": second} if second else {})
    spent: dict[str, list[float]] = {name: [] for name in eyes}
    for _ in range(rounds):  # in turns, so that a busy machine slows both alike
        for name, eye in eyes.items():
            began = time.thread_time()
            eye.detect(frame.picture, [_AREA])
            spent[name].append((time.thread_time() - began) * 1000)
    return {name: median(costs) for name, costs in spent.items()}


def main() -> None:
    for name, cost in measure().items():
        print(f"{name:<16}{cost:8.1f} ms of a core a look")
    print(f"{'at start':<16}{measured_rate(detector()):8.1f} looks a second are granted on this machine")


if __name__ == "__main__":
    main()
