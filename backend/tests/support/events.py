"""Makers of events with sane defaults, and the whole of `history` on a real database and a real folder."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from argusai.kit.announce import Announce
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.kit.files import write_durably
from argusai.kit.ids import new_id
from argusai.kit.workers import Workers
from argusai.pipeline.capture.streams.contract import ClipFile
from argusai.pipeline.capture.streams.pyav.cut import cut_clip
from argusai.pipeline.events.assembly.contract import (
    EventFacts,
    EventReport,
    MediaFile,
    MediaKind,
    RelativeBox,
    Stage,
    TrackFacts,
    event_folder,
)
from argusai.pipeline.events.description.describe import describe
from argusai.pipeline.events.history.clips.cuts import ClipCuts
from argusai.pipeline.events.history.clips.service import EventFiles
from argusai.pipeline.events.history.feedback.service import FeedbackService
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.forgotten import Forgotten
from argusai.pipeline.events.history.keeping.cleanup import CleanupService
from argusai.pipeline.events.history.keeping.retention import EventRemoval, RetentionService
from argusai.pipeline.events.history.ports import Limits, Wording
from argusai.pipeline.events.history.record import EventRecorder
from argusai.pipeline.events.history.scribe import Scribe
from argusai.pipeline.events.history.service import HistoryService
from argusai.pipeline.events.history.worded import WordedEvents

T0 = datetime(2026, 1, 1, 11, tzinfo=UTC)
BOX = RelativeBox(0.4, 0.4, 0.5, 0.8)
CAMERAS = sa.table(
    "cameras",
    sa.column("id", sa.Uuid),
    *(sa.column(name) for name in ("name", "name_key", "source", "source_key", "created_at", "updated_at")),
    sa.column("enabled", sa.Boolean),
    sa.column("stays_home", sa.Boolean),
)
GROUPS = sa.table(
    "camera_groups", sa.column("id", sa.Uuid), *(sa.column(name) for name in ("name", "name_key", "created_at"))
)
MEMBERS = sa.table("camera_group_members", sa.column("group_id", sa.Uuid), sa.column("camera_id", sa.Uuid))
USERS = sa.table(
    "users",
    sa.column("id", sa.Uuid),
    *(sa.column(name) for name in ("name", "name_key", "password_hash", "role", "created_at")),
)


def a_track(label: str = "person", number: int = 1, start: datetime = T0, **changed: Any) -> TrackFacts:
    track = TrackFacts(
        track_id=number,
        label=label,
        score=0.8,
        first_seen_at=start,
        last_seen_at=start + timedelta(seconds=9),
        path=((0.1, 0.6), (0.5, 0.62), (0.9, 0.6)),
        colours=(),
        still_seconds=0.0,
        box=BOX,
    )
    return replace(track, **changed)


def some_facts(camera_id: UUID, *tracks: TrackFacts, start: datetime = T0, **changed: Any) -> EventFacts:
    """Open, with one person, nine seconds old, unless told otherwise."""
    cast = tracks or (a_track(start=start),)
    facts = EventFacts(
        event_id=new_id(),
        camera_id=camera_id,
        trigger="track",
        started_at=start,
        last_activity_at=start + timedelta(seconds=9),
        ended_at=None,
        continues_id=None,
        tracks=cast,
        most_at_once={label: sum(t.label == label for t in cast) for label in sorted({t.label for t in cast})},
        focus=(0.45, 0.6),
        width=640,
        height=360,
    )
    return replace(facts, **changed)


def report(stage: Stage, facts: EventFacts, *media: MediaFile, **changed: Any) -> EventReport:
    """`facts` ended or not as `stage` says."""
    facts = replace(facts, **changed)
    return EventReport(stage, replace(facts, ended_at=facts.last_activity_at if stage == "closed" else None), media)


@dataclass
class History:
    """Everything wired as the program does it, with what it announced in `told`."""

    database: Database
    root: Path
    clock: SimulatedClock
    scribe: Scribe
    worded: WordedEvents
    recorder: EventRecorder
    service: HistoryService
    feedback: FeedbackService
    retention: RetentionService
    cleanup: CleanupService
    folder: MediaFolder
    files: EventFiles
    forgotten: Forgotten
    told: list[tuple[str, dict[str, Any]]]
    limits: Limits = field(default_factory=lambda: Limits(days=30, most_bytes=None))
    clips: dict[str, ClipFile] = field(default_factory=dict)

    async def add_camera(self, name: str = "Driveway", kind: str = "rtsp") -> UUID:
        camera_id = uuid4()
        now = "2026-01-01 00:00:00.000000"
        row = {"id": camera_id, "name": name, "name_key": str(camera_id), "enabled": True}
        row |= {
            "source": json.dumps({"kind": kind}),
            "source_key": str(camera_id),
            "created_at": now,
            "updated_at": now,
        }
        async with self.database.write() as session:
            await session.execute(sa.insert(CAMERAS).values(row))
        return camera_id

    async def add_group(self, camera_ids: list[UUID]) -> UUID:
        group_id = uuid4()
        row = {"id": group_id, "name": "Outside", "name_key": "outside", "created_at": "2026-01-01 00:00:00.000000"}
        async with self.database.write() as session:
            await session.execute(sa.insert(GROUPS).values(row))
            for camera_id in camera_ids:
                await session.execute(sa.insert(MEMBERS).values(group_id=group_id, camera_id=camera_id))
        return group_id

    async def keep_home(self, camera_id: UUID) -> None:
        async with self.database.write() as session:
            await session.execute(sa.update(CAMERAS).where(CAMERAS.c.id == camera_id).values(stays_home=True))

    async def remove_camera(self, camera_id: UUID) -> None:
        async with self.database.write() as session:
            await session.execute(sa.delete(CAMERAS).where(CAMERAS.c.id == camera_id))

    async def add_person(self) -> UUID:
        person_id = uuid4()
        row = {"id": person_id, "name": "Anna", "name_key": str(person_id), "password_hash": "", "role": "member"}
        async with self.database.write() as session:
            await session.execute(sa.insert(USERS).values(row | {"created_at": "2026-01-01 00:00:00.000000"}))
        return person_id

    def file(
        self, facts: EventFacts, kind: MediaKind, name: str, seconds: float = 0, content: bytes = b"x" * 100
    ) -> MediaFile:
        """A real file of the event, written as the capture process does it."""
        path = f"{event_folder(facts.event_id, facts.started_at)}/{name}"
        write_durably(self.root / path, content)
        clip = kind == "clip"
        return MediaFile(
            kind=kind,
            path=path,
            content_type="video/mp4" if clip else "image/jpeg",
            bytes=len(content),
            width=64,
            height=36,
            taken_at=facts.started_at + timedelta(seconds=seconds),
            duration_seconds=5.0 if clip else None,
        )

    def on_disk(self) -> list[str]:
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file())

    def kinds_told(self) -> list[str]:
        return [kind for kind, _ in self.told]


@asynccontextmanager
async def a_history(
    database: Database, root: Path, clock: SimulatedClock, hear: Announce | None = None
) -> AsyncIterator[History]:
    """`hear`: who else is told what it announces."""
    workers = Workers("files", 2)
    await workers.run(root.mkdir, parents=True, exist_ok=True)
    folder, forgotten = MediaFolder(root, workers), Forgotten()
    told: list[tuple[str, dict[str, Any]]] = []

    async def announce(session: Session, kind: str, body: dict[str, Any]) -> None:
        told.append((kind, body))
        if hear is not None:
            await hear(session, kind, body)

    async def wording(session: Session) -> Wording:
        return Wording("en", UTC)

    async def limits() -> Limits:
        return made.limits

    clips: dict[str, ClipFile] = {}
    scribe = Scribe(describe, wording, announce, clock)
    recorder = EventRecorder(database, scribe, folder, forgotten, clips.get)
    removal = EventRemoval(forgotten, announce)
    made: History = History(
        database=database,
        root=root,
        clock=clock,
        scribe=scribe,
        worded=WordedEvents(folder, describe, wording, announce, clock),
        recorder=recorder,
        service=HistoryService(database, folder, forgotten, announce, clock),
        feedback=FeedbackService(database, wording, announce, clock),
        retention=RetentionService(database, folder, limits, removal, clock),
        cleanup=CleanupService(database, folder, clock),
        folder=folder,
        files=EventFiles(database, folder, wording, ClipCuts(root.with_name("clip-parts"), workers, cut_clip)),
        forgotten=forgotten,
        told=told,
        clips=clips,
    )
    yield made
    workers.close()
