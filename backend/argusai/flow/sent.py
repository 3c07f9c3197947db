"""In a child of its own: a picture or video that was sent in, looked at from its first frame to its last."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta

from argusai.flow.looking import points_of
from argusai.flow.watching import WatchSettings, luma_rows
from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.streams.clip_file import ClipWriter
from argusai.pipeline.capture.streams.contract import ClipFile, Frame
from argusai.pipeline.capture.streams.errors import NotAVideo
from argusai.pipeline.capture.streams.masking import Masking, MaskingMeter
from argusai.pipeline.capture.streams.pick import Pick
from argusai.pipeline.capture.streams.pyav.one_picture import read_picture
from argusai.pipeline.capture.streams.pyav.open import OpenSource, open_video_file
from argusai.pipeline.detection.motion.detect import MotionDetector
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.survey import survey
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.detection.tracking.opencv import Pixels
from argusai.pipeline.detection.tracking.ports import Evidence
from argusai.pipeline.detection.tracking.track import Tracker
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.asked import AskedEvent, Wish
from argusai.pipeline.events.assembly.contract import EventReport, clip_path
from argusai.pipeline.events.history.asking.job import SentJob, Terms

# A long video is looked at more rarely, so that it does not hold up what comes after it.
_MOST_LOOKS = 240
_FASTEST = 2.5  # a second
_UNREADABLE = "This video cannot be read: it is damaged, cut off, or of an unknown kind."


def look_at_sent(
    job: SentJob, open_eyes: Callable[[], Eyes | None], settings: WatchSettings, send: Callable[[EventReport], None]
) -> None:
    """`open_eyes`: asked once it is known to be a picture or video; None: nothing is recognised. One report, at the
    end. Raises StreamError when it cannot be decoded, and then leaves nothing behind."""
    album = Album(None if job.terms.keep == "words" else settings.capture.media_folder)
    if job.kind == "video":
        _look_at_video(job, open_eyes, settings, (album, send))
        return
    at = job.at or job.received_at
    frame = Frame(job.camera_id, 1, 0.0, at, read_picture(job.file.read_bytes(), job.kind, job.terms.privacy))
    event = AskedEvent(_wish(job, at), album, send)
    eyes = open_eyes()
    found = None if eyes is None else survey(eyes, frame.picture)
    event.see(frame, None if found is None else points_of(frame, found, settings.tracking.confirm_score))
    event.close(at, None)


def _look_at_video(
    job: SentJob,
    open_eyes: Callable[[], Eyes | None],
    settings: WatchSettings,
    out: tuple[Album, Callable[[EventReport], None]],
) -> None:
    opened, seconds = _open(job)
    with opened as source, ExitStack() as on_failure:
        at = job.at or job.received_at - timedelta(seconds=seconds)
        wish = _wish(job, at)
        clip = None
        if job.terms.keep == "clip" and source.tracks.kinds:
            clip = ClipWriter(settings.capture.media_folder, clip_path(wish.event_id, at), source.tracks)
            on_failure.callback(clip.discard)
        event, last = AskedEvent(wish, *out), at
        tracks = _Tracks(open_eyes(), settings)
        pick = Pick(min(_FASTEST, _MOST_LOOKS / max(seconds, 1.0)), _FASTEST)
        for number, frame in enumerate(_frames(source, job, at, clip), start=1):
            if number == 1 or pick.wanted(frame.media_seconds):
                event.see(frame, tracks.see(frame))
            last = frame.at
        on_failure.pop_all()
        event.close(last, _finished(clip))


def _open(job: SentJob) -> tuple[OpenSource, float]:
    try:
        return open_video_file(job.file, _masking(job.terms))
    except NotAVideo as error:
        raise NotAVideo(_UNREADABLE) from error  # its own words are about cameras


def _frames(source: OpenSource, job: SentJob, at: datetime, clip: ClipWriter | None) -> Iterator[Frame]:
    number = 0
    for unit in source.units():
        if clip is not None and unit.raw is not None:
            clip.write(unit.packet(at + timedelta(seconds=max(0.0, unit.seconds))))
        for decoded in source.decode(unit):
            number += 1
            yield Frame(
                job.camera_id, number, decoded.seconds, at + timedelta(seconds=decoded.seconds), decoded.picture
            )


def _masking(terms: Terms) -> Masking:
    """As the camera's own video, which is encoded anew only where a clip is kept."""
    privacy = terms.privacy if terms.keep == "clip" else replace(terms.privacy, video="pictures")
    return Masking(privacy, MaskingMeter(SystemClock()))


def _finished(clip: ClipWriter | None) -> ClipFile | None:
    return clip.close() if clip is not None and clip.begun else None


def _wish(job: SentJob, at: datetime) -> Wish:
    return Wish(job.event_id, job.camera_id, "api", at, job.labels, job.note)


class _Tracks:
    """The confirmed tracks in the frames of one video."""

    def __init__(self, eyes: Eyes | None, settings: WatchSettings) -> None:
        self._eyes = eyes
        self._motion = MotionDetector(settings.motion)
        self._tracker = Tracker(settings.tracking)
        self._at: datetime | None = None

    def see(self, frame: Frame) -> list[TrackPoint] | None:
        """None when nobody could look."""
        found = None if self._eyes is None else survey(self._eyes, frame.picture)
        if found is None:
            return None
        size = (frame.picture.width, frame.picture.height)
        elapsed = 1.0 if self._at is None else min(1.0, (frame.at - self._at).total_seconds())
        self._at = frame.at
        motion = self._motion.see(frame.picture.luma(luma_rows(size)), size, elapsed, [])
        points = self._tracker.see(frame.at, found, motion.regions, size, Evidence((), Pixels(frame.picture)))
        return [point for point in points if point.confirmed]
