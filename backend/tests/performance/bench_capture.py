"""What watching a camera costs, as shares of decoding it in full: `python -m tests.performance.bench_capture`; run by
`make bench`. The object detector is left aside (it finds nothing, at no cost): this is decoding, motion, ring, threads.

Footage: the courtyard without anybody and with its walkers, enlarged, with a sensor's noise, encoded as cameras do.
"""

import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import av
import cv2
import numpy as np
import psutil

from argusai.flow.watching import Analysis, CameraWatch, NoteDecisions
from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.camera import CameraRunner, Surroundings
from argusai.pipeline.capture.streams.contract import Box, Image, Picture
from argusai.pipeline.capture.streams.ports import Outbox, Recorder
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.detection.motion.opencv import in_one_thread
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.assembly.stage import EventStage
from tests.support.capture import a_camera
from tests.support.footage import courtyard, frames

_SECONDS = 6  # of each clip; they are played in a loop
# What is learned at the beginning is not what watching costs: the first thirty pictures, and what a place looks like.
_SETTLE_SECONDS = 12
_WATCH_SECONDS = 12
_SIZES = {"360p5": (640, 360, 5), "720p15": (1280, 720, 15), "1080p15": (1920, 1080, 15)}
# Pairs as cameras ship them: a large stream and one of 640 × 360 at 5 a second, both at a constant bitrate.
_SHIPPED = {
    "1080p15": (1920, 1080, 15, "4000k"),
    "1440p15": (2560, 1440, 15, "4000k"),
    "2160p20": (3840, 2160, 20, "8000k"),
}
_SMALL = (640, 360, 5, "256k")
_RATES = {"quality": {"crf": "23"}, "bitrate": {"b": "2000k", "maxrate": "2000k", "bufsize": "2000k"}}
_NOISES = 6
_MEGABYTE = 1 << 20


class Nobody:
    """Implements ObjectDetector and Outbox."""

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        return []

    def send(self, report: Mapping[str, Any]) -> None: ...

    def note(self, note: Mapping[str, Any], body: bytes = b"") -> bool:
        return True


@dataclass(frozen=True)
class Made:
    """A clip: `scene` "still" or "busy"."""

    path: Path
    scene: str
    size: str
    rate: str


def scenes() -> dict[str, list[Image]]:
    empty = np.median([f.picture.bgr() for f in frames(courtyard(), 1, 795, 40)], axis=0).astype(np.uint8)
    return {"still": [empty], "busy": [f.picture.bgr() for f in frames(courtyard(), 1, _SECONDS * 10)]}


def pictures(scene: list[Image], width: int, height: int, many: int) -> Iterator[Image]:
    chance = np.random.default_rng(1)
    noise = [chance.normal(0, 2, (height, width, 1)).astype(np.int8) for _ in range(_NOISES)]
    for number in range(many):
        large = cv2.resize(scene[number * len(scene) // many], (width, height), interpolation=cv2.INTER_LINEAR)
        yield np.clip(large.astype(np.int16) + noise[number % _NOISES], 0, 255).astype(np.uint8)


def make(folder: Path) -> list[Made]:
    found, shown = [], scenes()
    for size, (width, height, rate) in _SIZES.items():
        for name, options in _RATES.items():
            for scene, images in shown.items():
                made = Made(folder / f"{size}-{name}-{scene}.mp4", scene, size, name)
                encode(made.path, images, (width, height, rate), options)
                found.append(made)
    return found


def make_pair(folder: Path, size: str, scene: str, images: list[Image]) -> tuple[Path, Path]:
    """The large stream and the small one."""
    large, small = folder / f"{size}-shipped-{scene}.mp4", folder / f"small-shipped-{scene}.mp4"
    for path, (*shape, bits) in ((large, _SHIPPED[size]), (small, _SMALL)):
        if not path.exists():
            constant = {"b": bits, "minrate": bits, "maxrate": bits, "bufsize": bits, "nal-hrd": "cbr"}
            encode(path, images, (shape[0], shape[1], shape[2]), constant)
    return large, small


def encode(path: Path, images: list[Image], shape: tuple[int, int, int], options: Mapping[str, str]) -> None:
    """`shape`: width, height, pictures a second."""
    width, height, rate = shape
    usual = {"preset": "veryfast", "bf": "0", "g": str(rate * 2)}
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=rate, options={**usual, **options})
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        for image in pictures(images, width, height, _SECONDS * rate):
            out.mux(video.encode(av.VideoFrame.from_ndarray(image, format="bgr24")))
        out.mux(video.encode(None))


def spent(work: Callable[[], float]) -> float:
    """Processor seconds of this process for each second of video; `work` returns how many it did."""
    began = time.process_time()
    seconds = work()
    return (time.process_time() - began) / seconds


def decode(clip: Path, *, pictures_too: bool) -> float:
    with av.open(str(clip)) as opened:
        video = opened.streams.video[0]
        video.thread_count = 1
        for packet in opened.demux(video):
            if pictures_too:
                packet.decode()
    return _SECONDS


def ffmpeg_and_background(clip: Path) -> float:
    """CPU-s a second of ffmpeg's raw frames through a pipe and background subtraction at height 100."""
    width, height = 176, 100
    began, children = time.process_time(), psutil.Process().cpu_times()
    subtractor = cv2.createBackgroundSubtractorMOG2(detectShadows=False)
    command = ["ffmpeg", "-v", "error", "-threads", "1", "-i", str(clip), "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]
    with av.open(str(clip)) as opened:
        wide, high = opened.streams.video[0].width, opened.streams.video[0].height
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        while raw := program.stdout.read(wide * high * 3 // 2):
            luma = np.frombuffer(raw[: wide * high], np.uint8).reshape(high, wide)
            subtractor.apply(cv2.resize(luma, (width, height), interpolation=cv2.INTER_AREA))
    after = psutil.Process().cpu_times()
    own = time.process_time() - began
    theirs = after.children_user + after.children_system - children.children_user - children.children_system
    return float(own + theirs) / _SECONDS


@dataclass(frozen=True)
class Watched:
    """`cost`: processor seconds for each second. `first`: seconds to the first picture. `threads`: the cost by what a
    thread does."""

    cost: float
    first: float
    threads: dict[str, float]


def spent_by_thread(camera_id: UUID) -> dict[str, float]:
    """Processor seconds of the threads of a camera, by what they do: their names without the camera's."""
    found = {}
    for thread in threading.enumerate():
        name = thread.name.removesuffix(f"-{camera_id}")
        if name != thread.name and thread.ident is not None:
            with suppress(OSError):  # it has just ended
                found[name] = time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
    return found


def watch(main: Path, sub: Path | None, folder: Path) -> Watched:
    """Our whole capture of one camera."""
    nobody = Nobody()

    def make_watch(camera: Camera, recorder: Recorder, outbox: Outbox) -> CameraWatch:
        assembler = Assembler(camera.id, AssemblySettings())
        events = EventStage(camera, assembler, Album(folder), recorder, lambda report: None)
        return CameraWatch(camera, Analysis(camera, nobody), events, NoteDecisions(camera, outbox))

    settings, clock = StreamSettings(media_folder=folder), SystemClock()
    around = Surroundings(settings, clock, nobody, lambda head, body=b"": True, make_watch, lambda health: None)
    camera = a_camera(Source("file", str(main), loop=True))
    runner = CameraRunner(replace(camera, sub=Source("file", str(sub), loop=True) if sub else None), around)
    dialled = time.monotonic()
    runner.start()
    while runner.health().frames == 0:
        time.sleep(0.01)
    first = time.monotonic() - dialled
    time.sleep(_SETTLE_SECONDS)
    began, wall, before = time.process_time(), time.monotonic(), spent_by_thread(camera.id)
    time.sleep(_WATCH_SECONDS)
    seconds = time.monotonic() - wall
    cost = (time.process_time() - began) / seconds
    threads = {name: (used - before.get(name, 0.0)) / seconds for name, used in spent_by_thread(camera.id).items()}
    runner.stop()
    while not runner.done:
        time.sleep(0.05)
    return Watched(cost, first, threads)


def print_shipped(folder: Path) -> None:
    print(
        "\npairs as cameras ship them, main stream with 360p5, constant bitrate; shares of decoding the main stream\n"
    )
    head = ("main stream", "scene", "decoding", "demuxing", "decoding 360p5", "watched", "by thread")
    print(" | ".join(f"{each:<14}" for each in head))
    for scene, images in scenes().items():
        for size in _SHIPPED:
            large, small = make_pair(folder, size, scene, images)
            full = spent(lambda large=large: decode(large, pictures_too=True))  # type: ignore[misc]
            demux = spent(lambda large=large: decode(large, pictures_too=False))  # type: ignore[misc]
            little = spent(lambda small=small: decode(small, pictures_too=True))  # type: ignore[misc]
            seen = watch(large, small, folder)
            cells = [size, scene, f"1 ({full:.3f})", f"{demux / full:.3f}", f"{little / full:.3f}"]
            cells += [f"{seen.cost / full:.3f} ({seen.cost:.4f})"]
            cells += [", ".join(f"{name} {cost / full:.3f}" for name, cost in seen.threads.items())]
            print(" | ".join(f"{each:<14}" for each in cells), flush=True)


def main() -> None:
    in_one_thread()  # as in a capture process
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clips = make(folder)
        small = {clip.scene: clip.path for clip in clips if (clip.size, clip.rate) == ("360p5", "quality")}
        print("CPU of one camera, as a share of decoding its main stream in full (budgets: still with a second stream")
        print("0.10, busy 1.30); in brackets CPU seconds for each second of video\n")
        head = ("main stream", "scene", "decoding", "demuxing", "ffmpeg + pipe", "watched alone", "with 360p5", "first")
        print(" | ".join(f"{each:<13}" for each in head))
        shares: dict[str, float] = {}
        for clip in clips:
            full = spent(lambda clip=clip: decode(clip.path, pictures_too=True))  # type: ignore[misc]
            demux = spent(lambda clip=clip: decode(clip.path, pictures_too=False))  # type: ignore[misc]
            piped = ffmpeg_and_background(clip.path)
            alone = watch(clip.path, None, folder)
            both = watch(clip.path, small[clip.scene], folder).cost if clip.size != "360p5" else None
            cells = [f"{clip.size} {clip.rate}", clip.scene, f"1 ({full:.3f})"]
            cells += [f"{demux / full:.2f}", f"{piped / full:.2f}", f"{alone.cost / full:.2f} ({alone.cost:.3f})"]
            cells += [f"{both / full:.2f} ({both:.3f})" if both is not None else "-", f"{alone.first:.1f} s"]
            shares[f"{clip.size} {clip.rate} {clip.scene}"] = both if both is not None else alone.cost
            print(" | ".join(f"{each:<13}" for each in cells), flush=True)
        day = 0.95 * shares["1080p15 bitrate still"] + 0.05 * shares["1080p15 bitrate busy"]
        print(f"\ncameras a core, 1080p15 with 360p5, busy 5 % of the time, detector aside: {1 / day:.0f}")
        print_shipped(folder)
        print(f"\nmemory of this process after all of it: {psutil.Process().memory_info().rss / _MEGABYTE:.0f} MB")


if __name__ == "__main__":
    main()
