"""What the whole program costs and how fast it tells: `python -m tests.performance.bench_house`; run by `make bench`.

Prints: start to ready; memory (sum of the processes' PSS) without and with a camera; and, in a real browser with the
page of events open, how long after the first motion the event's sentence is on the screen.
"""

import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path
from uuid import UUID

import av
import numpy as np
import psutil
from playwright.sync_api import Browser, Page

from tests.support.browser import open_browser, sign_in
from tests.support.footage import COURTYARD_SIZE, courtyard, frames, model
from tests.support.server import Server, running_server
from tests.support.waiting import wait_until

_RATE = 10
_STILL_SECONDS, _MOVING_SECONDS = 9, 3
_STARTS, _VISITS = 5, 10
_MEGABYTE = 1 << 20
NOTE_NEW_CARDS = """() => {
    window.shownAt = {}
    const look = () => document.querySelectorAll('main a[href*="/events/"]').forEach(link => {
        window.shownAt[link.getAttribute('href').split('/').pop()] ??= Date.now()
    })
    new MutationObserver(look).observe(document.body, {childList: true, subtree: true})
}"""


def visits(target: Path) -> Path:
    """Nine seconds of the empty courtyard, then three in which people are suddenly there and walk."""
    clip = courtyard()
    empty = np.median([f.picture.bgr() for f in frames(clip, 1, 795, 25)], axis=0).astype(np.uint8)
    walking = [f.picture.bgr() for f in frames(clip, 1, _MOVING_SECONDS * _RATE)]
    with av.open(str(target), "w") as out:
        video = out.add_stream("libx264", rate=_RATE, options={"preset": "ultrafast", "bf": "0", "g": "10"})
        video.width, video.height, video.pix_fmt = *COURTYARD_SIZE, "yuv420p"
        for pixels in [empty] * (_STILL_SECONDS * _RATE) + walking:
            out.mux(video.encode(av.VideoFrame.from_ndarray(pixels, format="bgr24")))
        out.mux(video.encode(None))
    return target


def starts(folder: Path) -> list[float]:
    """Seconds from the command to “ready”, the first start (which makes the database) among them."""
    took = []
    for number in range(_STARTS):
        began = time.monotonic()
        with running_server(folder / f"start-{number // 2}"):
            took.append(time.monotonic() - began)
    return took


def memory(server: Server) -> float:
    """MB of PSS: what the program's processes would free together."""
    main = psutil.Process(server.pid)
    pss: int = sum(each.memory_full_info().pss for each in [main, *main.children(recursive=True)])
    return pss / _MEGABYTE


def tell_times(server: Server, page: Page, clip: Path) -> list[float]:
    """Seconds from the first frame with people to the event's link in the page, for each visit."""
    camera_id = server.add_file(clip, loop=True)
    since = wait_until(lambda: _connected_since(server, camera_id), 20, "the camera to connect")
    length = _STILL_SECONDS + _MOVING_SECONDS
    took: dict[str, float] = {}
    while len(took) < _VISITS:
        event = server.wait_for_event(60, state="closed")
        shown: dict[str, int] = page.evaluate("window.shownAt")
        if event["id"] in took or event["id"] not in shown:
            time.sleep(0.5)
            continue
        at = shown[event["id"]] / 1000 - since
        visit = round((at - _STILL_SECONDS) // length)
        took[event["id"]] = at - _STILL_SECONDS - visit * length
    return sorted(took.values())


def _connected_since(server: Server, camera_id: UUID) -> float | None:
    health = server.camera(camera_id)["health"]
    return datetime.fromisoformat(health["since"]).timestamp() if health["condition"] == "connected" else None


def page_of_events(browser: Browser, server: Server) -> Page:
    """Signed in, and writing down when each new card is there (`window.shownAt`)."""
    page = browser.new_context(base_url=server.url).new_page()
    sign_in(page, server)
    page.goto("/events")
    page.get_by_role("heading", level=1).wait_for()
    page.evaluate(NOTE_NEW_CARDS)
    return page


def main() -> None:
    model()
    with tempfile.TemporaryDirectory() as name, open_browser() as browser:
        folder = Path(name)
        took = starts(folder)
        print(f"start to ready      median {statistics.median(took):.1f} s, worst {max(took):.1f} s (budget 4 s)")
        with running_server(folder / "house", ASSEMBLY__QUIET_SECONDS="3") as server:
            print(f"memory, no camera   {memory(server):.0f} MB (budget 180 MB)")
            page = page_of_events(browser, server)
            times = tell_times(server, page, visits(folder / "visits.mp4"))
            print(f"memory, one camera  {memory(server):.0f} MB (budget 400 MB)")
            worst = times[min(len(times) - 1, round(len(times) * 0.95))]
            print(f"motion → browser    median {statistics.median(times):.2f} s, p95 {worst:.2f} s (budget 1 s)")
            page.context.close()


if __name__ == "__main__":
    main()
