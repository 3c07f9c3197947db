"""An event that somebody asked for: opened and closed on demand, whatever is seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from argusai.pipeline.capture.streams.contract import ClipFile, Frame
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.contract import EventFacts, EventReport, MediaFile, Stage, Trigger
from argusai.pipeline.events.assembly.develop import Developer, boxes_of, measure_sharpness
from argusai.pipeline.events.assembly.episode import Episode
from argusai.pipeline.events.assembly.pictures import Choice, Sighting, worth
from argusai.pipeline.events.assembly.ports import Send
from argusai.pipeline.events.assembly.story import TrackStory, relative


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. `event_id`: known before, so that the one who asks can wait for it. `said`, `note`: what the
    sender tells of it."""

    event_id: UUID
    camera_id: UUID
    trigger: Trigger
    at: datetime
    said: tuple[str, ...] = ()
    note: str = ""


class AskedEvent:
    """For one thread. `see` frames in order; `report` what is known; `close` once."""

    def __init__(self, wish: Wish, album: Album, send: Send) -> None:
        self._wish = wish
        self._send = send
        self._episode = Episode(wish.camera_id, wish.at)
        self._episode.event_id, self._episode.trigger = wish.event_id, wish.trigger
        self._stories: dict[int, TrackStory] = {}
        self._choice = Choice(wish.at)
        self._developer = Developer(album, lambda at: None)  # its frames are as large as can be had
        self._first: Sighting | None = None
        self._has_best = False
        self._looked = True

    def see(self, frame: Frame, points: Sequence[TrackPoint] | None) -> None:
        """`points`: the confirmed tracks in this very frame; None: nobody could look for objects."""
        size = (frame.picture.width, frame.picture.height)
        self._looked = points is not None
        self._episode.frame_size = size
        self._episode.active(frame.at)
        found = []
        for point in points or ():
            box = relative(point.box, size)
            if box is None:
                continue
            story = self._stories.get(point.track_id)
            if story is None:
                story = self._stories[point.track_id] = TrackStory(point, max(point.first_seen_at, self._wish.at))
                self._episode.join(story)
            story.see(frame.at, point, box, size[0] / size[1])
            if point.detected:
                found.append((story.track_id, point.label, point.score, box))
        self._episode.count([story for story in self._stories.values() if story.last_seen_at == frame.at])
        boxes, tracks = boxes_of(found)
        sharp = measure_sharpness(frame, max(boxes, key=worth).box) if boxes else 0.0
        sighting = Sighting(frame, boxes, tracks, sharp)
        self._first = self._first or sighting
        self._choice.offer(sighting)

    def report(self, stage: Stage) -> None:
        """Tell it as "opened" or "grown"."""
        self._tell(stage, self._episode.facts())

    def close(self, at: datetime, clip: ClipFile | None) -> None:
        """It reaches until `at`."""
        self._episode.active(at)
        self._tell("closed", self._episode.facts(self._episode.last_activity_at), _clip_files(clip))

    def _tell(self, stage: Stage, facts: EventFacts, more: Sequence[MediaFile] = ()) -> None:
        facts = replace(facts, said=self._wish.said, note=self._wish.note, looked=self._looked)
        best, key_frames = self._choice.take()
        if best is None and not self._has_best:
            best = self._first
        files: list[MediaFile] = []
        if best is not None:
            self._has_best = True
            files += self._developer.best(facts, best)
        for sighting in key_frames:
            files += self._developer.frame(facts, sighting)
        self._send(EventReport(stage, self._developer.finish(facts), (*files, *more)))


def _clip_files(clip: ClipFile | None) -> list[MediaFile]:
    return [] if clip is None else [clip_media(clip)]


def clip_media(clip: ClipFile) -> MediaFile:
    return MediaFile(
        kind="clip",
        path=clip.path,
        content_type="video/mp4",
        bytes=clip.bytes,
        width=clip.width,
        height=clip.height,
        taken_at=clip.starts_at,
        duration_seconds=clip.duration_seconds,
    )
