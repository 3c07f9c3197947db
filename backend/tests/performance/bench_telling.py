"""How soon a browser shows what a network camera sees: `python -m tests.performance.bench_telling` (`make bench`).

A real RTSP camera writes down when the first picture with people leaves it. The page of events is open in a real
browser, which writes down when the event's card is there. Both read the same clock. Prints the time between: the
camera's encoder, the network, decoding, motion, the detector, the confirmed track, the record, the update, the page.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

import av
import numpy as np

from tests.performance.bench_house import page_of_events
from tests.support.browser import open_browser
from tests.support.footage import COURTYARD_SIZE, courtyard, frames, model
from tests.support.rtsp import rtsp_camera
from tests.support.server import running_server
from tests.support.waiting import wait_until

_RATE, _MOVING_SECONDS, _VISITS = 10, 3, 24
_LIMIT_SECONDS = 900


def write_visits(target: Path) -> Path:
    """Raw pictures: the empty courtyard, then three seconds in which people are suddenly there and walk."""
    clip = courtyard()
    empty = np.median([f.picture.bgr() for f in frames(clip, 1, 795, 25)], axis=0).astype(np.uint8)
    with target.open("wb") as file:
        for pixels in (empty, *(f.picture.bgr() for f in frames(clip, 1, _MOVING_SECONDS * _RATE))):
            picture = av.VideoFrame.from_ndarray(pixels, format="bgr24").to_ndarray(format="yuv420p")
            file.write(picture.tobytes())
    return target


def delays(left: list[int], shown: list[int]) -> list[float]:
    """Seconds to each card from the last visit that began before it. Milliseconds of the same clock."""
    return sorted((at - max(each for each in left if each <= at)) / 1000 for at in shown)


def main() -> None:
    model()
    with tempfile.TemporaryDirectory() as name, open_browser() as browser:
        folder = Path(name)
        visits = write_visits(folder / "visits.i420")
        size = "x".join(map(str, COURTYARD_SIZE))
        options = ("--visits", str(visits), "--size", size, "--rate", str(_RATE), "--tcp-only")
        quick = {"ASSEMBLY__QUIET_SECONDS": "3", "OBJECTS__LOOKS_PER_SECOND": "10"}
        with rtsp_camera(folder, *options) as camera, running_server(folder / "house", **quick) as server:
            page = page_of_events(browser, server)
            server.add({"name": "Courtyard", "source": {"kind": "rtsp", "url": camera.address}})

            def seen() -> dict[str, int]:
                found: dict[str, int] = page.evaluate("window.shownAt")
                time.sleep(0.5)
                return found

            wait_until(lambda: len(seen()) >= _VISITS, _LIMIT_SECONDS, "the visits")
            left = [int(line.split()[1]) for line in camera.log.read_text().splitlines() if line.startswith("VISIT ")]
            times = delays(left, list(seen().values()))
            worst = times[min(len(times) - 1, round(len(times) * 0.95))]
            print(
                f"camera → browser    {len(times)} visits: median {statistics.median(times):.2f} s, p95 {worst:.2f} s "
                f"(budget 1 s), load average {os.getloadavg()[0]:.0f} on {os.cpu_count()} processors"
            )
            page.context.close()


if __name__ == "__main__":
    main()
