"""Inside the capture process: frames → motion → objects → tracks → events → reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from argusai.flow.blind import Blind
from argusai.flow.duty import Duty
from argusai.flow.overlay import NOTHING_SHOWN, Shown, overlay_of
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Camera, Hours, Keep, WatchRules
from argusai.pipeline.capture.streams.contract import Astir, Box, Frame
from argusai.pipeline.capture.streams.ports import MakeWatch, Outbox, Recorder
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.detection.decisions.filters import Filters
from argusai.pipeline.detection.decisions.tracks import Needed
from argusai.pipeline.detection.decisions.wire import to_wire as to_note
from argusai.pipeline.detection.decisions.witness import Seen, Witness
from argusai.pipeline.detection.motion.detect import MotionDetector
from argusai.pipeline.detection.motion.settings import MotionSettings
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.gaze import Gaze
from argusai.pipeline.detection.objects.looks import Wanted
from argusai.pipeline.detection.objects.ports import ObjectDetector
from argusai.pipeline.detection.objects.settings import DetectorSettings, ObjectSettings
from argusai.pipeline.detection.parcels.contract import ParcelSeen
from argusai.pipeline.detection.parcels.watch import ParcelWatch
from argusai.pipeline.detection.scenery.memory import SceneryMemory
from argusai.pipeline.detection.scenery.store import SceneryFile, SceneryFolder
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.detection.tracking.eagerness import Eagerness
from argusai.pipeline.detection.tracking.opencv import Pixels
from argusai.pipeline.detection.tracking.ports import Evidence
from argusai.pipeline.detection.tracking.settings import TrackSettings
from argusai.pipeline.detection.tracking.track import Tracker
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.assembly.stage import EventStage
from argusai.pipeline.events.assembly.wire import to_wire

_log = get_log("flow")
# Pixels of the shorter side that motion is given: it averages two by two of them, which takes half of the noise.
LUMA_SIDE = 216
# What the background learns from one frame is bounded, however long the stream was gone.
_MOST_ELAPSED_SECONDS = 1.0


class WatchSettings(BaseModel):
    """What a capture process must know: travels to it as JSON. `cache_dir`: where the models are. `detectors_folder`:
    where those are that the owner brought. `scenery_folder`: where a camera remembers what stands
    there; None: nowhere."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    log_level: str
    cache_dir: Path
    detectors_folder: Path
    scenery_folder: Path | None = None
    capture: StreamSettings
    motion: MotionSettings = MotionSettings()
    detector: DetectorSettings = DetectorSettings()
    objects: ObjectSettings = ObjectSettings()
    tracking: TrackSettings = TrackSettings()
    assembly: AssemblySettings = AssemblySettings()


@dataclass(frozen=True, slots=True)
class Sight:
    """What one frame brought. `points`: the tracks that may open or continue an event. `eager`: every frame is worth
    looking at for now. `stirs`: there is motion. `off_duty`: nothing is to be told now, so what is open ends. `shown`:
    for who watches the analysis at work."""

    points: list[TrackPoint]
    decisions: list[Decision]
    parcels: list[ParcelSeen]
    eager: bool = False
    stirs: bool = False
    off_duty: bool = False
    shown: Shown = NOTHING_SHOWN


NOTHING_SEEN = Sight([], [], [])


class Analysis:
    """From a frame to the tracks that matter, of one camera. Not thread-safe: the camera's analysis thread owns it."""

    def __init__(
        self,
        camera: Camera,
        detector: ObjectDetector | Eyes,
        motion: MotionSettings = MotionSettings(),
        tracking: TrackSettings = TrackSettings(),
        scenery_file: SceneryFile | None = None,
    ) -> None:
        self._motion = MotionDetector(motion)
        self._gaze = Gaze(camera.id, detector if isinstance(detector, Eyes) else Eyes(detector))
        self._tracker = Tracker(tracking)
        self._eagerness = Eagerness()
        self._scenery = SceneryMemory(scenery_file)
        self._parcels = ParcelWatch()
        self._filters = Filters(camera.rules)
        self._duty = Duty(camera.hours)
        self._witness = Witness(_needed(tracking))
        self._movers: list[Box] = []
        self._calm = False
        self._seen_at: datetime | None = None

    def see(self, frame: Frame) -> Sight:
        """Raises DetectorBroken unless the eyes bear it."""
        picture = frame.picture
        size = (picture.width, picture.height)
        motion = self._motion.see(picture.luma(luma_rows(size)), size, self._elapsed(frame.at), self._movers)
        self._seen_at = frame.at
        regions = self._filters.unmasked(motion.regions, size)
        wanted = Wanted(regions, self._tracker.expected_boxes(), self._scenery.due_boxes(frame.at))
        glance = self._gaze.see(picture, wanted, frame.at)
        evidence = Evidence((*glance.unlooked, *glance.put_off), Pixels(picture))
        points = self._tracker.see(frame.at, glance.detections, regions, size, evidence)
        judged = {
            **self._filters.judge(points, size, frame.at),
            **self._scenery.see(frame, regions, points, still=motion.still),
        }
        self._duty.see(frame.at)
        verdicts = {**self._duty.judge(points), **judged}
        self._movers = [point.box for point in points if point.confirmed and point.moving]
        masked = [region.box for region in motion.regions if region not in regions]
        decisions = self._witness.see(Seen(frame, motion, points, verdicts, masked, glance.unlooked, glance.failed))
        matter = self._duty.told(self._filters.placed([point for point in points if point.track_id not in verdicts]))
        parcels = self._parcels.see(frame, motion, points, matter)
        eager = self._eagerness.see(frame.at, bool(regions), matter)
        self._calm = not (points or eager) and self._tracker.idle and self._parcels.idle
        shown = Shown(
            motion, masked, glance.unlooked, glance.detections, points, verdicts, matter, off_duty=self._duty.off
        )
        return Sight(matter, decisions, [] if self._duty.off else parcels, eager, bool(regions), self._duty.off, shown)

    def rests(self, frame: Frame) -> bool:
        """Nothing stirs in `frame` and nothing is followed: it need not be seen. If not, nothing came of asking."""
        if not (self._calm and self._motion.may_rest):
            return False
        picture = frame.picture
        luma = picture.luma(luma_rows((picture.width, picture.height)))
        if not self._motion.rests(luma, self._elapsed(frame.at)):
            return False
        self._seen_at = frame.at
        return True

    def obey(self, rules: WatchRules, hours: Hours | None = None) -> None:
        """From the next frame on; tracks and background stay. `hours` None: as before."""
        self._filters.obey(rules)
        if hours is not None:
            self._duty.obey(hours)

    def idle(self, at: datetime) -> tuple[list[Decision], bool]:
        """Time went on without a frame. The second: nothing is to be told now."""
        self._duty.see(at)
        return self._witness.idle(at), self._duty.off

    def finish(self) -> list[Decision]:
        """No frame will come any more."""
        self._scenery.close()
        return self._witness.finish()

    def _elapsed(self, at: datetime) -> float:
        elapsed = (at - self._seen_at).total_seconds() if self._seen_at else _MOST_ELAPSED_SECONDS
        return min(max(elapsed, 0.0), _MOST_ELAPSED_SECONDS)


def luma_rows(size: tuple[int, int]) -> int:
    """As many rows that the shorter side has LUMA_SIDE pixels: an upright picture needs more of them."""
    width, height = size
    return LUMA_SIDE * max(height, 1) // max(min(width, height), 1)


class CameraWatch:
    """Implements `streams.ports.Watch`."""

    def __init__(
        self, camera: Camera, analysis: Analysis, events: EventStage, tell: Callable[[list[Decision]], None]
    ) -> None:
        self._analysis = analysis
        self._events = events
        self._tell = tell
        self._keep: Keep = camera.keep
        self._stirs = True
        self._shown = NOTHING_SHOWN

    @property
    def astir(self) -> Astir:
        if self._events.is_open:
            return "event"
        return "motion" if self._stirs else "still"

    def rests(self, frame: Frame) -> bool:
        return not self._events.is_open and self._analysis.rests(frame)

    def see(self, frame: Frame) -> bool:
        sight = self._analysis.see(frame)
        if sight.off_duty:
            self._events.rest(frame.at)
        else:
            self._events.see(frame, sight.points)
            self._events.see_parcels(frame, sight.parcels)
        self._note(sight.decisions)
        self._stirs = sight.eager or sight.stirs
        self._shown = sight.shown
        return sight.eager

    def overlay(self, frame: Frame) -> Mapping[str, Any]:
        return overlay_of(frame, self._shown, self.astir)

    def idle(self, at: datetime) -> None:
        decisions, off_duty = self._analysis.idle(at)
        (self._events.rest if off_duty else self._events.idle)(at)
        self._note(decisions)

    def obey(self, camera: Camera) -> None:
        self._analysis.obey(camera.rules, camera.hours)
        self._events.obey(camera.keep)
        self._keep = camera.keep

    def close(self) -> None:
        self._events.close()
        self._note(self._analysis.finish())

    def _note(self, decisions: list[Decision]) -> None:
        """Where words alone are kept, no picture leaves this camera's analysis."""
        words_only = self._keep == "words"
        self._tell([replace(each, picture=b"") for each in decisions] if words_only else decisions)


class NoteDecisions:
    """Sends decisions on their way. They may be lost under pressure: said once going and once returning, counted."""

    def __init__(self, camera: Camera, outbox: Outbox) -> None:
        self._camera_id = str(camera.id)
        self._outbox = outbox
        self._lost = 0

    def __call__(self, decisions: list[Decision]) -> None:
        for decision in decisions:
            if self._outbox.note(*to_note(decision)):
                if self._lost:
                    _log.info("decisions arrive again", camera_id=self._camera_id, lost=self._lost)
                self._lost = 0
                continue
            if not self._lost:
                _log.warning("decisions are lost: too much waits for the main process", camera_id=self._camera_id)
            self._lost += 1


def _needed(tracking: TrackSettings) -> Needed:
    return Needed(
        detections=tracking.confirm_detections,
        seconds=tracking.confirm_seconds,
        score=tracking.confirm_score,
        moving=tracking.confirm_moving,
        lost_seconds=tracking.lost_seconds,
    )


def watch_maker(detector: ObjectDetector | Eyes | None, settings: WatchSettings) -> MakeWatch:
    """Makes a watch for each camera; all share `detector`."""

    def make(camera: Camera, recorder: Recorder, outbox: Outbox) -> CameraWatch | Blind:
        if detector is None:
            return Blind()
        events = EventStage(
            camera,
            Assembler(camera.id, settings.assembly),
            Album(settings.capture.media_folder),
            recorder,
            lambda report: outbox.send(to_wire(report)),
        )
        folder = settings.scenery_folder
        file = SceneryFolder(folder).of(camera.id, camera.privacy.polygons) if folder else None
        analysis = Analysis(camera, detector, settings.motion, settings.tracking, file)
        return CameraWatch(camera, analysis, events, NoteDecisions(camera, outbox))

    return make
