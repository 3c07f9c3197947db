"""Runs labelled clips through the same path as `argusai analyze` and scores them."""

import multiprocessing
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from argusai.analyze import Choices, FoundEvent, Seen, analyze
from argusai.evaluation.cached import Answers, CachedDetector, Spent
from argusai.evaluation.labelled import LabelledClip, Labels
from argusai.evaluation.match_identities import Bounds, compare
from argusai.evaluation.score_parcels import score_parcels
from argusai.evaluation.scores import Tally, score_events
from argusai.kit.errors import StartError
from argusai.kit.fetch import sha256_of
from argusai.kit.log import set_up_log
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.detection.objects.errors import DetectorBroken, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.eyes import Eyes, second_detector
from argusai.pipeline.detection.objects.install import SSD, model_path
from argusai.pipeline.detection.objects.onnx import NanoDetDetector, open_session
from argusai.pipeline.detection.objects.settings import ObjectSettings
from argusai.pipeline.detection.tracking.rows import TrackRows


@dataclass(frozen=True, slots=True)
class Plan:
    """What a clip is run with. `cache`: where the models are; `answers`: where detections are kept, None: nowhere."""

    cache: Path
    answers: Path | None
    objects: ObjectSettings
    choices: Choices


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    kind: str
    events: list[FoundEvent]
    tally: Tally


class Runner:
    """Opens the models once: `eyes`. Raises StartError when they are missing."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        try:
            path = model_path(plan.cache)
            first = NanoDetDetector(open_session(path), plan.objects)
        except (ModelMissing, ModelBroken) as error:
            raise StartError(str(error)) from error
        answers = Answers(plan.answers)
        chosen = f"{sorted(plan.objects.labels)} {plan.objects.least_score} {plan.objects.most_objects}"
        looks = CachedDetector(first, answers, f"{sha256_of(path.read_bytes())} {chosen}")
        self._detectors = [looks]
        opinions: CachedDetector | None = None
        if second := second_detector(plan.cache, plan.objects):
            other = model_path(plan.cache, SSD.name)
            opinions = CachedDetector(second, answers, f"{sha256_of(other.read_bytes())} {chosen}")
            self._detectors.append(opinions)
        self.eyes = Eyes(looks, opinions)

    def run(self, clip: LabelledClip, tell: Callable[[float], None] = lambda share: None) -> Outcome:
        """`tell` hears how much of the clip is done, 0–1. Raises StartError that names the clip."""
        rows, watch = TrackRows(), _Watch()
        wall, process, thread = time.monotonic(), time.process_time(), time.thread_time()
        try:
            for seen in analyze(clip.path, self.eyes, rows, choices=self._plan.choices):
                watch.see(seen)
                tell(seen.share)
        except (StreamError, DetectorBroken) as error:
            raise StartError(f"{clip.path}: {getattr(error, 'sentence', error)}") from error
        own = time.thread_time() - thread
        tally = score_events(clip.labels.visits, watch.events, watch.seconds)
        parcels = score_parcels(clip.labels.parcels, [each for event in watch.events for each in event.parcels])
        tally.parcel_changes, tally.parcels_told, tally.parcels_false = parcels.changes, parcels.told, parcels.false
        spent = sum((each.take() for each in self._detectors), Spent())
        tally.wall_seconds = time.monotonic() - wall
        tally.decode_cpu = max(0.0, time.process_time() - process - own)
        tally.other_cpu = max(0.0, own - spent.cpu_seconds_now)
        tally.detector_cpu = spent.cpu_seconds
        tally.looks, tally.remembered = spent.looks, spent.remembered
        if clip.labels.boxes:
            tally.identities = compare(_truth(clip.labels), _tracks(rows), sorted(watch.frames))
        return Outcome(clip.name, clip.labels.kind, watch.events, tally)


@dataclass(slots=True)
class _Watch:
    events: list[FoundEvent] = field(default_factory=list)
    frames: set[int] = field(default_factory=set)
    seconds: float = 0.0

    def see(self, seen: Seen) -> None:
        self.events += seen.events
        self.frames.add(seen.frame)
        self.seconds = max(self.seconds, seen.seconds)


def _truth(labels: Labels) -> dict[int, dict[int, Bounds]]:
    by_frame: defaultdict[int, dict[int, Bounds]] = defaultdict(dict)
    for who, boxes in labels.boxes.items():
        for frame, (left, top, width, height) in boxes.items():
            by_frame[frame][who] = (left, top, width, height)
    return by_frame


def _tracks(rows: TrackRows) -> dict[int, dict[int, Bounds]]:
    by_frame: defaultdict[int, dict[int, Bounds]] = defaultdict(dict)
    for line in rows.lines():
        frame, track, left, top, width, height, _ = line.split(",")
        by_frame[int(frame)][int(track)] = (float(left), float(top), float(width), float(height))
    return by_frame


def run_all(
    clips: Sequence[LabelledClip], plan: Plan, jobs: int, tell: Callable[[str, float], None]
) -> Iterator[Outcome]:
    """Each clip's outcome as it comes. `jobs`: processes, 1: this one. `tell`: what is done, and how much of all, 0–1.
    Raises StartError."""
    many = len(clips)
    if jobs == 1 or many == 1:
        runner = Runner(plan)
        for index, clip in enumerate(clips):
            yield runner.run(clip, lambda share, name=clip.name, done=index: tell(name, (done + share) / many))  # type: ignore[misc]
        return
    started = multiprocessing.get_context("spawn")  # the models' threads do not survive a fork
    with ProcessPoolExecutor(min(jobs, many), started, _open, (plan,)) as pool:
        running = [pool.submit(_run, clip) for clip in clips]
        try:
            for done, future in enumerate(as_completed(running), start=1):
                outcome = future.result()
                tell(outcome.name, done / many)
                yield outcome
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_opened: list[Runner | StartError] = []  # of a worker process


def _open(plan: Plan) -> None:
    set_up_log("ERROR")  # as the command does it for its own process
    try:
        _opened.append(Runner(plan))
    except StartError as error:
        _opened.append(error)  # an initializer that raises only breaks the pool


def _run(clip: LabelledClip) -> Outcome:
    [runner] = _opened
    if isinstance(runner, StartError):
        raise runner
    return runner.run(clip)
