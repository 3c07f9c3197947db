"""Events with the gate against events without, on the composed set sent as cameras send it (C11):
`python -m tests.performance.judge_gate CLIPS/tune WORK`, from `backend`, at low priority. WORK keeps what was encoded
and what the detector found, so that the next run is quick."""

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import av
import numpy as np
from av.video.stream import VideoStream

from argusai.analyze import Choices, ClipEvents, FoundEvent
from argusai.evaluation.labelled import LabelledClip, load_clips
from argusai.evaluation.run import Plan, Runner
from argusai.evaluation.scores import Tally, add_up, score_events
from argusai.flow.watching import Analysis, CameraWatch
from argusai.kit.cache import cache_folder
from argusai.kit.log import set_up_log
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Astir, Frame, Image
from argusai.pipeline.capture.streams.gate.decode import GatedDecoding
from argusai.pipeline.capture.streams.gate.sleep import MOST_KEYFRAME_SECONDS, Interval, Sleep
from argusai.pipeline.capture.streams.offline import NoRecorder
from argusai.pipeline.capture.streams.pick import Pick
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.detection.objects.settings import ObjectSettings
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.assembly.stage import EventStage

_BEGAN = datetime(2026, 1, 1, 12, tzinfo=UTC)
_CAMERA = UUID(int=0)
# The clip's own beginning, to and fro, before it: the gate learns the noise and falls asleep, as at a camera.
_BEFORE_SECONDS, _TAKEN_SECONDS = 12, 2.4
# Shorter than in use, so that it sleeps when somebody comes.
_CALM_SECONDS = 5.0
_LONGEST_KEYFRAME_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Encoding:
    """`quality`: constant, or with `kilobits` constant bitrate. `noise`: grey levels, one sigma."""

    name: str
    codec: str = "libx264"
    keyframe_seconds: int = 1
    quality: int = 24
    kilobits: int = 0
    b_frames: int = 0
    noise: int = 0


ENCODINGS = (
    Encoding("H.264, 1 s, constant quality"),
    Encoding("H.264, 1 s, 600 kbit/s constant", kilobits=600),
    Encoding("H.264, 1 s, strong noise", quality=26, noise=9),
    Encoding("H.264, 1 s, B-frames", b_frames=2),
    Encoding("H.265, 1 s, constant quality", "libx265", quality=26),
    Encoding("H.265, 1 s, 400 kbit/s constant, B-frames", "libx265", kilobits=400, b_frames=2),
    Encoding("H.264, 4 s, constant quality", keyframe_seconds=4),
    Encoding("H.264, 10 s, 600 kbit/s constant", keyframe_seconds=10, kilobits=600),
    Encoding("H.265, 4 s, B-frames", "libx265", keyframe_seconds=4, quality=26, b_frames=2),
)


@dataclass
class Free:
    """A decider that lets the gate sleep, however far keyframes are apart."""

    state: Astir = "motion"
    on: bool = True
    pictures: int = 0
    decoded: int = 0

    @property
    def astir(self) -> bool:
        return self.state != "still"

    def may_sleep(self, *, short: bool, known: bool) -> bool:
        return True

    def watched(self, at: float, *, asleep: bool) -> bool:
        return True

    def counted(self, pictures: int, decoded: int) -> None:
        self.pictures += pictures
        self.decoded += decoded

    def asleep(self, *, now: bool) -> None: ...


@dataclass
class Judged:
    """`lost`: clip and second of visits that were told without the gate and not with it; `more`: the other way."""

    without: list[Tally] = field(default_factory=list)
    gated: list[Tally] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    pictures: int = 0
    decoded: int = 0
    quiet_cpu: tuple[float, float] = (0.0, 0.0)


def send(clip: Path, encoding: Encoding, target: Path) -> Path:
    """`clip` as a camera with `encoding` sends it."""
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    with av.open(str(clip)) as read:
        rate = round(float(read.streams.video[0].average_rate or 10))
        pictures = [frame.to_ndarray(format="yuv420p").astype(np.uint8) for frame in read.decode(video=0)]
    rows, columns = pictures[0].shape[0] * 2 // 3, pictures[0].shape[1]
    with av.open(str(partial), "w", format="mp4") as write:
        stream = write.add_stream(encoding.codec, rate=rate, options=_options(encoding, rate))
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = columns, rows, "yuv420p"
        for number, picture in enumerate(_sent(pictures, rate, rows, encoding.noise)):
            frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, rate)
            write.mux(stream.encode(frame))
        write.mux(stream.encode(None))
    partial.rename(target)
    return target


def _options(encoding: Encoding, rate: int) -> dict[str, str]:
    every = str(max(1, encoding.keyframe_seconds * rate))
    options = {"g": every, "keyint_min": every, "sc_threshold": "0", "bf": str(encoding.b_frames), "threads": "1"}
    if encoding.codec == "libx265":
        own = f"log-level=none:keyint={every}:min-keyint={every}:scenecut=0:bframes={encoding.b_frames}"
        options |= {"preset": "ultrafast", "x265-params": f"{own}:pools=none:frame-threads=1"}
    else:
        options["preset"] = "veryfast"
    if encoding.kilobits:
        return options | dict.fromkeys(("b", "maxrate", "bufsize"), f"{encoding.kilobits}k")
    return options | {"crf": str(encoding.quality)}


def _sent(pictures: Sequence[Image], rate: int, rows: int, noise: int) -> Iterator[Image]:
    still = pictures[: max(2, int(_TAKEN_SECONDS * rate))]
    to_and_fro = [*still, *still[-2:0:-1]]
    before = [to_and_fro[number % len(to_and_fro)] for number in range(_BEFORE_SECONDS * rate)]
    chance = np.random.default_rng(5)
    for picture in (*reversed(before), *pictures):
        if not noise:
            yield picture
            continue
        noisy = picture.astype(np.int16)
        noisy[:rows] += chance.normal(0, noise, noisy[:rows].shape).astype(np.int16)
        yield np.clip(noisy, 0, 255).astype(np.uint8)


class Judge:
    def __init__(self, answers: Path) -> None:
        self._eyes = Runner(Plan(cache_folder(os.environ), answers, ObjectSettings(), Choices())).eyes

    def events(self, clip: Path, gate: Free | None) -> tuple[list[FoundEvent], float]:
        """What is found, and the CPU seconds of decoding."""
        camera = Camera(_CAMERA, clip.stem, Source("file", str(clip.absolute())))
        found = ClipEvents(clip.stem)
        stage = EventStage(camera, Assembler(_CAMERA, AssemblySettings()), Album(None), NoRecorder(), found.report)
        watch = CameraWatch(camera, Analysis(camera, self._eyes), stage, lambda decisions: None)
        pick, number, spent, events = Pick(5.0, 10.0), 0, 0.0, []
        decoding = GatedDecoding(
            gate or Free(on=False), Sleep(_CALM_SECONDS), None, Interval(_LONGEST_KEYFRAME_SECONDS)
        )
        with PyavSource(camera.source) as source:
            for unit in source.units():
                began = time.thread_time()
                pictures = decoding.decode(source, unit)
                spent += time.thread_time() - began
                for each in pictures:
                    number += 1
                    if not pick.wanted(each.seconds):
                        continue
                    found.seconds = each.seconds
                    at = _BEGAN + timedelta(seconds=each.seconds)
                    pick.eager = watch.see(Frame(_CAMERA, number, each.seconds, at, each.picture))
                    if gate is not None:
                        gate.state = watch.astir
                    events += found.take()
        watch.close()
        return events + found.take(all_of_them=True), spent

    def judge(self, clip: LabelledClip, video: Path, judged: Judged) -> None:
        visits = [
            visit.model_copy(update={"start": visit.start + _BEFORE_SECONDS, "end": visit.end + _BEFORE_SECONDS})
            for visit in clip.labels.visits
        ]
        gate = Free()
        (plain, full), (gated, less) = self.events(video, None), self.events(video, gate)
        seconds = max((each.end for each in visits), default=0.0)
        tallies = [score_events([visit], events, seconds) for visit in visits for events in (plain, gated)]
        for place, visit in enumerate(visits):
            before, after = tallies[2 * place].found, tallies[2 * place + 1].found
            if before != after:
                (judged.lost if before else judged.more).append(f"{clip.path.stem} at {visit.start:.0f} s")
        judged.without.append(score_events(visits, plain, seconds))
        judged.gated.append(score_events(visits, gated, seconds))
        if not visits:
            judged.quiet_cpu = judged.quiet_cpu[0] + full, judged.quiet_cpu[1] + less
        judged.pictures += gate.pictures
        judged.decoded += gate.decoded


def table(judged: dict[str, Judged]) -> str:
    lines = [
        "| sent as | visits | told without | told with | lost | false without | false with | latency without "
        "| latency with | pictures not decoded | decoding of quiet clips |",
        "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, each in judged.items():
        plain, gated = add_up(each.without), add_up(each.gated)
        full, less = each.quiet_cpu
        cells = [
            name, f"{plain.visits}", f"{plain.found}", f"{gated.found}", ", ".join(each.lost) or "none",
            f"{plain.events - plain.true_events}", f"{gated.events - gated.true_events}",
            _seconds(plain), _seconds(gated),
            f"{1 - each.decoded / max(1, each.pictures):.0%}", f"{less / full:.0%}" if full else "–",
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _seconds(tally: Tally) -> str:
    return f"{np.median(tally.latencies):.1f} / {max(tally.latencies):.1f} s" if tally.latencies else "–"


def main() -> None:
    set_up_log("ERROR")
    parser = argparse.ArgumentParser()
    parser.add_argument("clips", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--only", default="*", help="patterns of clips' names, between commas")
    parser.add_argument("--encodings", default="", help="which of them, by place from 1, between commas; all")
    given = parser.parse_args()
    judge, judged = Judge(given.work / "detections"), defaultdict[str, Judged](Judged)
    places = [int(each) for each in given.encodings.split(",") if each] or range(1, len(ENCODINGS) + 1)
    clips = [clip for each in given.only.split(",") for clip in load_clips(given.clips, each)]
    for clip in clips:  # so that one that is stopped has something of each
        for encoding in (ENCODINGS[place - 1] for place in places):
            short = "" if encoding.keyframe_seconds <= MOST_KEYFRAME_SECONDS else " (not offered)"
            each = judged[encoding.name + short]
            video = given.work / given.clips.name / encoding.name.replace("/", " per ") / clip.path.name
            judge.judge(clip, send(clip.path, encoding, video), each)
            print(clip.path.stem, encoding.name, "lost:", each.lost, "more:", each.more, flush=True)
        (given.work / f"{given.clips.name}.md").write_text(table(judged) + "\n")
    print(table(judged))


if __name__ == "__main__":
    main()
