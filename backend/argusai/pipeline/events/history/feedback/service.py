"""What people say of descriptions, and how right these are by it."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotFound
from argusai.kit.faulty_inputs import faulty
from argusai.pipeline.events.history.feedback.repository import FeedbackRepository
from argusai.pipeline.events.history.feedback.schemas import (
    AccuracyOut,
    CameraTallyOut,
    CorrectionOut,
    TallyOut,
    WeekTallyOut,
    WriterTallyOut,
)
from argusai.pipeline.events.history.feedback.tally import Judgement, Tally, tally_by, week_of
from argusai.pipeline.events.history.feedback.words import correction
from argusai.pipeline.events.history.models import FeedbackRow
from argusai.pipeline.events.history.ports import WordingNow
from argusai.pipeline.events.history.repository import EventRepository
from argusai.pipeline.events.history.schemas import FeedbackIn, FeedbackOut
from argusai.pipeline.events.history.service import find_event

_USUAL = timedelta(days=90)
_LONGEST = timedelta(days=400)
_MOST_SHOWN = 20


class FeedbackService:
    """`person_id`: what is rated is theirs alone. `wording`: the clock of the house."""

    def __init__(self, database: Database, wording: WordingNow, announce: Announce, clock: Clock) -> None:
        self._database = database
        self._wording = wording
        self._announce = announce
        self._clock = clock

    async def rate(self, person_id: UUID, event_id: UUID, given: FeedbackIn) -> FeedbackOut:
        """A second rating replaces the first. Raises NotFound."""
        values = {
            "rating": given.rating,
            "correction": given.correction or None,
            "mistake": given.mistake if given.rating == "down" else None,
            "updated_at": self._clock.now(),
        }
        async with self._database.write() as session:
            row = await find_event(EventRepository(session), event_id)
            repository = FeedbackRepository(session)
            writer = await repository.writer(row, given.said)
            await repository.rate(event_id, person_id, values, writer)
            kept = FeedbackOut(**values, said=writer.said)
            await self._tell(session, person_id, event_id, kept)
        return kept

    async def unrate(self, person_id: UUID, event_id: UUID) -> None:
        """Harmless when there is no rating. Raises NotFound for an unknown event."""
        async with self._database.write() as session:
            await find_event(EventRepository(session), event_id)
            if await FeedbackRepository(session).unrate(event_id, person_id):
                await self._tell(session, person_id, event_id, None)

    async def accuracy(self, since: datetime | None, until: datetime | None, camera_id: UUID | None) -> AccuracyOut:
        """The last 90 days unless told otherwise. Raises BadInput."""
        last = until or self._clock.now()
        try:
            first = since or last - _USUAL
        except OverflowError:
            first = last
        if not timedelta(0) < last - first <= _LONGEST:
            raise faulty({"from": "Before “to”, and at most 400 days"})
        async with self._database.read() as session:
            zone = (await self._wording(session)).zone
            repository = FeedbackRepository(session)
            found = await repository.judgements(first, last, camera_id)
            newest = await repository.corrections(first, last, camera_id, _MOST_SHOWN)
        return AccuracyOut(
            all=TallyOut(**_plain(tally_by(found, lambda _: None).get(None, Tally()))),
            describers=_by_writer(found),
            cameras=_by_camera(found),
            weeks=_by_week(found, zone),
            corrections=[_correction(*each) for each in newest],
        )

    async def told(self, camera_id: UUID) -> Sequence[str]:
        """What models that describe the camera are told of corrections. Raises NotFound."""
        async with self._database.read() as session:
            if await EventRepository(session).camera_name(camera_id) is None:
                raise NotFound("There is no such camera, or it was deleted.")
            return await told(session, camera_id)

    async def _tell(self, session: Session, person_id: UUID, event_id: UUID, given: FeedbackOut | None) -> None:
        feedback = None if given is None else given.model_dump(mode="json")
        body = {"user_id": str(person_id), "event_id": str(event_id), "feedback": feedback}
        await self._announce(session, "event.feedback", body)


async def told(session: Session, camera_id: UUID) -> tuple[str, ...]:
    """In words, those of people before mere kinds of mistakes, newest first; the same only once."""
    rows = await FeedbackRepository(session).told(camera_id)
    return tuple(dict.fromkeys(correction(row.mistake, row.correction, row.said) for row in rows))


def _by_writer(found: Sequence[Judgement]) -> list[WriterTallyOut]:
    writers = tally_by(found, lambda each: (each.describer, each.model or ""))
    return [WriterTallyOut(describer=who, model=model, **_plain(each)) for (who, model), each in writers.items()]


def _by_camera(found: Sequence[Judgement]) -> list[CameraTallyOut]:
    cameras = tally_by(found, lambda each: (each.camera_id, each.camera_name))
    return [CameraTallyOut(camera_id=one, camera_name=name, **_plain(each)) for (one, name), each in cameras.items()]


def _by_week(found: Sequence[Judgement], zone: tzinfo) -> list[WeekTallyOut]:
    weeks = tally_by(found, lambda each: week_of(each.at, zone))
    return [WeekTallyOut(monday=monday, **_plain(each)) for monday, each in sorted(weeks.items())]


def _plain(tally: Tally) -> dict[str, Any]:
    return {"right": tally.right, "wrong": tally.wrong, "mistakes": dict(tally.mistakes)}


def _correction(row: FeedbackRow, camera_name: str, started_at: datetime) -> CorrectionOut:
    plain = {name: getattr(row, name) for name in CorrectionOut.model_fields if hasattr(row, name)}
    return CorrectionOut(**plain, camera_name=camera_name, started_at=started_at, given_at=row.updated_at)
