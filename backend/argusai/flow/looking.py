"""Inside the capture process: what a camera sees when somebody asks, whether it watches at the moment or not."""

from datetime import timedelta

from argusai.flow.watching import WatchSettings
from argusai.pipeline.capture.streams.contract import Frame
from argusai.pipeline.capture.streams.ports import Look, Question
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.survey import survey
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.asked import AskedEvent, Wish
from argusai.pipeline.events.assembly.contract import clip_path
from argusai.pipeline.events.assembly.wire import to_wire

# The last packets before the end of the clip may still be on their way.
_GRACE_SECONDS = 0.5


def points_of(frame: Frame, found: list[Detection], least_score: float) -> list[TrackPoint]:
    """What one picture shows, each as a track of its own: there is no second picture that could confirm it."""
    return [
        TrackPoint(
            track_id=number,
            label=each.label,
            score=each.score,
            median_score=each.score,
            box=each.box,
            confirmed=True,
            detected=True,
            moving=False,
            first_seen_at=frame.at,
            opinions=each.opinions,
        )
        for number, each in enumerate((each for each in found if each.score >= least_score), start=1)
    ]


def look_once(eyes: Eyes | None, frame: Frame, least_score: float) -> list[TrackPoint] | None:
    """None when nobody could look. Raises DetectorBroken unless `eyes` bear it."""
    found = None if eyes is None else survey(eyes, frame.picture)
    return None if found is None else points_of(frame, found, least_score)


def looker(eyes: Eyes | None, settings: WatchSettings) -> Look:
    """`eyes` None: the picture is kept, and nothing is recognised."""

    def look(question: Question) -> None:
        camera, frame = question.camera, question.frame
        album = Album(None if camera.keep == "words" else settings.capture.media_folder)
        wish = Wish(question.event_id, camera.id, question.occasion, frame.at)
        event = AskedEvent(wish, album, lambda report: question.outbox.send(to_wire(report)))
        margin = timedelta(seconds=settings.assembly.clip_margin_seconds)
        clipped = camera.keep == "clip"
        if clipped:
            question.recorder.start(clip_path(wish.event_id, wish.at), frame.at - margin)
            question.recorder.extend(frame.at + margin)
        event.see(frame, look_once(eyes, frame, settings.tracking.confirm_score))
        if question.wait(0.0):
            return  # the camera was stopped, or masked, meanwhile
        if not clipped:
            event.close(frame.at, None)
            question.told()
            return
        event.report("opened")
        question.told()
        question.wait(margin.total_seconds() + _GRACE_SECONDS)
        event.close(frame.at, question.recorder.finish())

    return look
