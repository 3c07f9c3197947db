"""Composed walks as cameras send them, over and over: labelled clips, encoded once in other sizes and codecs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
from av.video.frame import PictureType

from argusai.evaluation.compose.make import HALVES, Order, compose, matching
from argusai.evaluation.compose.shot import Footage
from argusai.evaluation.labelled import Visit, read_labels
from tests.support.rtsp import RtspCamera

RATE = 10
_ENCODERS = {"h264": "libx264", "h265": "libx265"}
_QUALITY = "24"
_CALM_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Loop:
    """`path`: what `rtsp_server.py --loop` reads. `seconds`: of one turn. `visits`: from its first picture on."""

    path: Path
    codec: str
    seconds: float
    visits: list[Visit]


def make_loop(
    folder: Path, name: str, footage: Callable[[], Footage], seconds: float, size: tuple[int, int], codec: str
) -> Loop:
    """The composed clip `name` (as `argusai demo compose` names it), made `seconds` long, of the half that nothing was
    ever chosen on. What is in `folder` already is not made again."""
    [order] = matching(HALVES[1], name)
    longer = Order(f"{order.name}-{seconds:.0f}s", order.kind, order.half, seconds, order.recipes)
    told, target = folder / f"{longer.name}.json", folder / f"{name}.loop"
    if not told.is_file():
        compose(folder, [longer], footage())
    labels = read_labels(told)
    count = _encode(folder / f"{longer.name}.mp4", target, size, codec)
    return Loop(target, codec, count / RATE, labels.visits)


@dataclass(slots=True)
class Turns:
    """When each turn of a camera's loop began, over restarts of its server. `origin`: on the system clock; all other
    seconds here count from it."""

    camera: RtspCamera
    loop: Loop
    origin: float
    _past: list[float] = field(default_factory=list)

    def begins(self) -> list[float]:
        lines = self.camera.log.read_text(errors="replace").splitlines()
        now = [int(line.split()[1]) / 1000 - self.origin for line in lines if line.startswith("LOOP ")]
        return [*self._past, *now]

    def go_down(self) -> None:
        """To be done only between visits, see `calm`."""
        self.camera.kill()
        self._past = self.begins()

    def calm(self, at: float) -> bool:
        """All visits of the turn that runs are over for a while, and the next turn is far."""
        begins = self.begins()
        last = max(visit.end for visit in self.loop.visits)
        return bool(begins) and last + _CALM_SECONDS < at - begins[-1] < self.loop.seconds - _CALM_SECONDS

    def visits(self, until: float) -> list[Visit]:
        """Those that were over by then."""
        shown = (
            Visit(label=visit.label, start=begin + visit.start, end=begin + visit.end)
            for begin in self.begins()
            for visit in self.loop.visits
        )
        return sorted((visit for visit in shown if visit.end < until), key=lambda visit: visit.start)


def _encode(clip: Path, target: Path, size: tuple[int, int], codec: str) -> int:
    """How many pictures. A keyframe each two seconds, and parameters in each, as a late viewer needs them."""
    encoder = av.CodecContext.create(_ENCODERS[codec], "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height = size
    encoder.pix_fmt, encoder.framerate, encoder.time_base = "yuv420p", Fraction(RATE), Fraction(1, RATE)
    encoder.options = {"preset": "veryfast", "tune": "zerolatency", "crf": _QUALITY, "g": str(2 * RATE)} | (
        {"x265-params": f"repeat-headers=1:log-level=error:keyint={2 * RATE}"} if codec == "h265" else {}
    )
    count = 0
    with av.open(clip) as read, target.open("wb") as written:
        for frame in chain(read.decode(video=0), [None]):
            if frame is not None:
                frame = frame.reformat(*size, format="yuv420p")
                frame.pts, frame.time_base, frame.pict_type = count, Fraction(1, RATE), PictureType.NONE
                count += 1
            for packet in encoder.encode(frame):
                pixels = bytes(packet)
                written.write(len(pixels).to_bytes(4, "big") + pixels)
    return count
