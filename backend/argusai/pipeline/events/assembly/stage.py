"""The last step inside the capture process: tracks become events, events get pictures and a clip, reports go out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Camera, Keep
from argusai.pipeline.capture.streams.contract import Frame
from argusai.pipeline.detection.parcels.contract import ParcelSeen
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.asked import clip_media
from argusai.pipeline.events.assembly.assemble import Assembler, Change
from argusai.pipeline.events.assembly.contract import EventFacts, EventReport, MediaFile, clip_path
from argusai.pipeline.events.assembly.develop import Developer, boxes_of, measure_sharpness
from argusai.pipeline.events.assembly.parcels import EventParcels
from argusai.pipeline.events.assembly.pictures import Choice, Sighting, worth
from argusai.pipeline.events.assembly.ports import Recorder, Send
from argusai.pipeline.events.assembly.story import relative

_log = get_log("events.assembly")


class EventStage:
    """For one camera, in one thread."""

    def __init__(self, camera: Camera, assembler: Assembler, album: Album, recorder: Recorder, send: Send) -> None:
        self._camera = camera
        self._assembler = assembler
        self._album = album
        self._keep: Keep = camera.keep
        self._keeps_clip = False
        self._recorder = recorder
        self._send = send
        self._choice: Choice | None = None
        self._developer = Developer(album, recorder.still)
        self._clip_until: datetime | None = None
        self._last_at: datetime | None = None
        self._parcels = EventParcels()

    @property
    def is_open(self) -> bool:
        """An event is going on."""
        return self._assembler.last_activity_at is not None

    def see(self, frame: Frame, points: Sequence[TrackPoint]) -> None:
        """`points`: the tracks in this very frame."""
        self._last_at = frame.at
        looked = False
        for change in self._assembler.see(frame.at, (frame.picture.width, frame.picture.height), points):
            if change.stage == "closed":
                self._finish(change.facts)
                continue
            if change.stage == "opened":
                self._start(change.facts)
            self._look(frame, points)
            looked = True
            self._report(change)
        if not looked and self._look(frame, points):
            self._assembler.worth_a_report()
        self._extend()

    def see_parcels(self, frame: Frame, seen: Sequence[ParcelSeen]) -> None:
        """What people probably left or took, as noticed with this frame."""
        is_open = self.is_open
        size = (frame.picture.width, frame.picture.height)
        told_anew = self._parcels.take(frame.at, seen, size, is_open=is_open)
        if told_anew is not None:
            self._send(EventReport("closed", told_anew, ()))
        elif seen and is_open:
            self._assembler.worth_a_report()

    def idle(self, at: datetime) -> None:
        """No frame came for a while; time goes on."""
        self._last_at = at
        self._pass_on(self._assembler.idle(at))

    def rest(self, at: datetime) -> None:
        """Time went on and nothing is to be told: what is open ends with its last activity."""
        self._last_at = at
        self._pass_on(self._assembler.close(at))

    def obey(self, keep: Keep) -> None:
        """What is kept, from the next event on."""
        self._keep = keep

    def close(self) -> None:
        """The camera stops: what is open ends with its last activity."""
        if self._last_at is not None:
            self._pass_on(self._assembler.close(self._last_at))

    def _pass_on(self, changes: list[Change]) -> None:
        for change in changes:
            if change.stage == "closed":
                self._finish(change.facts)
            else:
                self._report(change)

    def _start(self, facts: EventFacts) -> None:
        _log.info("event opened", camera_id=str(self._camera.id), event_id=str(facts.event_id))
        self._choice = Choice(facts.started_at)
        self._parcels.begin()
        self._developer = Developer(self._album if self._keep != "words" else Album(None), self._recorder.still)
        self._clip_until = None
        self._keeps_clip = self._album.keeps and self._keep == "clip"
        if self._keeps_clip:
            since = facts.started_at - timedelta(seconds=self._assembler.settings.clip_margin_seconds)
            self._recorder.start(clip_path(facts.event_id, facts.started_at), since)

    def _extend(self) -> None:
        last = self._assembler.last_activity_at
        if last is None or not self._keeps_clip:
            return
        until = last + timedelta(seconds=self._assembler.settings.clip_margin_seconds)
        if until != self._clip_until:
            self._recorder.extend(until)
            self._clip_until = until

    def _look(self, frame: Frame, points: Sequence[TrackPoint]) -> bool:
        """Keep the frame in mind if a key frame is due, or if it is clearly the best so far (then True)."""
        if self._choice is None:
            return False
        size = (frame.picture.width, frame.picture.height)
        found = []
        for number, point in self._assembler.own(points):
            box = relative(point.box, size) if point.detected else None
            if box is not None:
                found.append((number, point.label, point.score, box))
        if not found:
            return False
        boxes, tracks = boxes_of(found)
        sharp = measure_sharpness(frame, max(boxes, key=worth).box)
        return self._choice.offer(Sighting(frame, boxes, tracks, sharp))

    def _report(self, change: Change) -> None:
        files = self._develop(change.facts)
        facts = self._parcels.with_them(self._developer.finish(change.facts))
        self._send(EventReport(change.stage, facts, tuple(files)))

    def _finish(self, facts: EventFacts) -> None:
        files = self._develop(facts)
        if self._keeps_clip:
            files += self._clip()
        self._choice = None
        told = self._parcels.with_them(self._developer.finish(facts))
        self._parcels.end(told)
        self._send(EventReport("closed", told, tuple(files)))

    def _develop(self, facts: EventFacts) -> list[MediaFile]:
        if self._choice is None:
            return []
        best, key_frames = self._choice.take()
        files = self._developer.best(facts, best) if best is not None else []
        for sighting in key_frames:
            files += self._developer.frame(facts, sighting)
        return files

    def _clip(self) -> list[MediaFile]:
        clip = self._recorder.finish()
        if clip is None:
            return []
        return [clip_media(clip)]
