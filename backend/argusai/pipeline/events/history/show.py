"""Rows as the shapes that the API gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast
from uuid import UUID

from argusai.pipeline.events.history.facts import boxes_from_row, facts_from_row
from argusai.pipeline.events.history.models import EventRow, FeedbackRow, MediaRow
from argusai.pipeline.events.history.schemas import (
    BoxOut,
    ClipOut,
    CrossingOut,
    DescriptionOut,
    EventDetailOut,
    EventOut,
    EventTrigger,
    FeedbackOut,
    FrameOut,
    MediaOut,
    Mistake,
    OpinionOut,
    PointOut,
    StayOut,
    TrackOut,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An event with what belongs to the person who looks."""

    row: EventRow
    camera_name: str
    thumbnail: MediaRow | None
    seen: bool
    feedback: FeedbackRow | None


def show_event(shown: Shown) -> EventOut:
    row = shown.row
    x, y = row.facts["focus"]
    until = row.ended_at or row.last_activity_at
    return EventOut(
        id=row.id,
        camera_id=row.camera_id,
        camera_name=shown.camera_name,
        state=cast(Literal["open", "closed"], row.state),
        trigger=cast(EventTrigger, row.trigger),
        started_at=row.started_at,
        ended_at=row.ended_at,
        duration_seconds=round((until - row.started_at) / timedelta(seconds=1), 1),
        continues_id=row.continues_id,
        labels=row.labels,
        counts=row.facts["most_at_once"],
        zones=_named(row, "zones"),
        lines=_named(row, "crossings"),
        attention=cast(Literal[0, 1, 2], row.attention),
        attention_reason=row.attention_reason,
        description=DescriptionOut(
            text=row.text, language=row.language, describer=row.describer, provisional=row.provisional
        ),
        thumbnail=show_media(shown.thumbnail) if shown.thumbnail else None,
        focus=PointOut(x=x, y=y),
        seen=shown.seen,
        feedback=show_feedback(shown.feedback) if shown.feedback else None,
    )


def _named(row: EventRow, what: str) -> list[str]:
    """From the plain facts: a list of fifty need not be read whole."""
    found = (one for track in row.facts["tracks"] for one in track.get(what, ()))
    return list(dict.fromkeys(one if isinstance(one, str) else one["line"] for one in found))


def show_detail(
    shown: Shown, media: Sequence[MediaRow], newer_id: UUID | None, older_id: UUID | None
) -> EventDetailOut:
    snapshot = next((row for row in media if row.kind == "snapshot"), None)
    clip = next((row for row in media if row.kind == "clip"), None)
    return EventDetailOut(
        **show_event(shown).model_dump(),
        snapshot=show_frame(snapshot) if snapshot else None,
        frames=[show_frame(row) for row in media if row.kind == "frame"],
        clip=show_clip(clip) if clip else None,
        tracks=show_tracks(shown.row),
        note=shown.row.facts.get("note", ""),
        newer_id=newer_id,
        older_id=older_id,
    )


def show_media(row: MediaRow) -> MediaOut:
    return MediaOut(url=f"/api/v1/media/{row.id}", width=row.width, height=row.height, taken_at=row.taken_at)


def show_frame(row: MediaRow) -> FrameOut:
    boxes = [
        BoxOut(
            label=one.label,
            score=one.score,
            left=one.box.left,
            top=one.box.top,
            right=one.box.right,
            bottom=one.box.bottom,
        )
        for one in boxes_from_row(row.boxes)
    ]
    return FrameOut(**show_media(row).model_dump(), boxes=boxes)


def show_clip(row: MediaRow) -> ClipOut:
    return ClipOut(**show_media(row).model_dump(), duration_seconds=row.duration_seconds or 0.0, bytes=row.bytes)


def show_feedback(row: FeedbackRow) -> FeedbackOut:
    rating = cast(Literal["up", "down"], row.rating)
    mistake = cast(Mistake | None, row.mistake)
    return FeedbackOut(
        rating=rating, correction=row.correction, mistake=mistake, said=row.said, updated_at=row.updated_at
    )


def show_tracks(row: EventRow) -> list[TrackOut]:
    return [
        TrackOut(
            id=track.track_id,
            label=track.label,
            score=track.score,
            first_seen_at=track.first_seen_at,
            last_seen_at=track.last_seen_at,
            still_seconds=track.still_seconds,
            colours=list(track.colours),
            path=[PointOut(x=x, y=y) for x, y in track.path],
            zones=list(track.zones),
            stays=[StayOut(zone=stay.zone, seconds=stay.seconds) for stay in track.stays],
            crossings=[CrossingOut(line=c.line, towards=c.towards, side=c.side, at=c.at) for c in track.crossings],
            opinions=[OpinionOut(model=said.model, label=said.label, score=said.score) for said in track.opinions],
        )
        for track in facts_from_row(row.facts).tracks
    ]
