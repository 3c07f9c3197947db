"""What privacy masks cost, next to plain decoding in the same run: `python -m tests.performance.bench_masks`."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.masking import Masking
from argusai.pipeline.capture.streams.pyav.open import open_source
from tests.support.masks import masked, rectangle, unmasked
from tests.support.video import Recipe, make_clip

SECONDS = 6
SIZES = ((640, 360, 5), (1280, 720, 15), (1920, 1080, 15))
PLACE = rectangle(0.1, 0.1, 0.4, 0.5)


def spent(work: Callable[[], None]) -> float:
    """Seconds of processor time for each second of video, the least of three runs."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times) / SECONDS


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("| stream | decoding | pictures only | with video | re-encoding alone |")
        print("|---|--:|--:|--:|--:|")
        for width, height, rate in SIZES:
            recipe = Recipe(width=width, height=height, rate=rate, seconds=SECONDS)
            clip = make_clip(Path(folder) / f"{height}.mp4", recipe)

            def read(masking: Masking, clip: Path = clip) -> None:
                with open_source(Source("file", str(clip)), masking) as source:
                    for unit in source.units():
                        source.decode(unit)

            plain = spent(lambda: read(unmasked()))
            pictures = spent(lambda: read(masked(PLACE, video="pictures")))
            video = spent(lambda: read(masked(PLACE)))
            print(f"| {height}p{rate} | {plain:.3f} | {pictures:.3f} | {video:.3f} | {video - plain:.3f} |")


if __name__ == "__main__":
    main()
