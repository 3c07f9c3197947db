"""Questions about events: how asking, calls and stored events are connected."""

from dataclasses import dataclass
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.db import Session
from argusai.kit.jobs import Jobs
from argusai.pipeline.events.description.questions.desk import QuestionDesk
from argusai.pipeline.events.description.questions.repository import QuestionRepository
from argusai.pipeline.events.description.questions.service import QuestionsService
from argusai.pipeline.events.description.questions.work import JOB, QuestionWork
from argusai.pipeline.events.description.requests.call import Calls
from argusai.pipeline.events.description.requests.contract import Subject
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.plan import Planner
from argusai.pipeline.events.description.requests.repository import RequestRepository


@dataclass(frozen=True, slots=True)
class Questioning:
    service: QuestionsService
    desk: QuestionDesk


async def find_subject(session: Session, subject_id: UUID) -> Subject | None:
    """What a call is about: a request for words, or a question."""
    return await RequestRepository(session).subject(subject_id) or await QuestionRepository(session).subject(subject_id)


def connect_questioning(parts: Parts, jobs: Jobs, calls: Calls, announce: Announce) -> Questioning:
    """`calls`: the same as of descriptions, so that both together ask no more at once than a describer allows."""

    async def tell(session: Session, event_id: UUID) -> None:
        await announce(session, "question.changed", {"event_id": str(event_id)})

    work = QuestionWork(parts, Planner(parts), calls, tell)
    jobs.add(JOB, work.job)
    desk = QuestionDesk(parts.database, jobs, work, parts.clock)
    return Questioning(QuestionsService(parts, tell, desk.wake), desk)
