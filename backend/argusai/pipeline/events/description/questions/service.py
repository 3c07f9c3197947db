"""What people do with questions: ask, ask again, look at the answers, remove."""

from collections.abc import Callable
from uuid import UUID

from argusai.kit.db import Session, after_commit
from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.kit.ids import new_id
from argusai.pipeline.events.description.describers.repository import DescriberRepository
from argusai.pipeline.events.description.describers.roster import read_roster
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.money.treasury import dollars
from argusai.pipeline.events.description.providers.wording import printable
from argusai.pipeline.events.description.questions.models import QuestionRow
from argusai.pipeline.events.description.questions.repository import QuestionRepository
from argusai.pipeline.events.description.questions.schemas import QuestionOut, QuestionsOut, WhyNot
from argusai.pipeline.events.description.questions.work import TellQuestion
from argusai.pipeline.events.description.requests.contract import StoredEvent
from argusai.pipeline.events.description.requests.parts import Parts

_MOST = 50
_WHY_NOT: dict[WhyNot, str] = {
    "no-describer": "No vision model is set up that could answer. Add a describer in Settings → AI.",
    "built-in-only": "This camera is described by the built-in describer alone, which answers no questions. Choose "
    "another on the camera's page.",
    "stays-home": "This camera never leaves the house, and no describer is on its network. Add one there in "
    "Settings → AI.",
    "no-picture": "No picture of this event is kept, so nobody can be shown one.",
}


class QuestionsService:
    """`wake`: there is something to do."""

    def __init__(self, parts: Parts, tell: TellQuestion, wake: Callable[[], None]) -> None:
        self._parts = parts
        self._tell = tell
        self._wake = wake

    async def of_event(self, event_id: UUID) -> QuestionsOut:
        """Raises NotFound."""
        async with self._parts.database.read() as session:
            event = await self._event(session, event_id)
            rows = await QuestionRepository(session).of_event(event_id)
            return QuestionsOut(items=[_shown(row) for row in rows], why_not=await self._why_not(session, event))

    async def ask(self, event_id: UUID, asked: str) -> QuestionOut:
        """Raises NotFound, BadInput, Conflict (slugs already-asked, too-many-questions, and those of `WhyNot`)."""
        question = " ".join(printable(asked).split())
        if not any(map(str.isalnum, question)):
            raise BadInput("There is no question in it.", fields={"question": "Write what you want to know"})
        async with self._parts.database.write() as session:
            event = await self._event(session, event_id)
            await self._check_free(session, event)
            row = self._made(event_id, question, event.language)
            await QuestionRepository(session).add(row)
            await self._put(session, event_id)
        return _shown(row)

    async def again(self, event_id: UUID, question_id: UUID) -> QuestionOut:
        """Raises NotFound, Conflict (as `ask`, and already-answered)."""
        async with self._parts.database.write() as session:
            repository = QuestionRepository(session)
            event = await self._event(session, event_id)
            row = await self._found(session, event_id, question_id)
            if row.state == "answered":
                raise Conflict("This question is answered already. Ask another one.", slug="already-answered")
            await self._check_free(session, event, again=True)
            values = {"state": "waiting", "number": row.number + 1, "outcome": "", "ended_at": None}
            await repository.change(question_id, asked_at=self._parts.clock.now(), **values)
            await self._put(session, event_id)
            return _shown(await self._found(session, event_id, question_id))

    async def remove(self, event_id: UUID, question_id: UUID) -> None:
        """Raises NotFound."""
        async with self._parts.database.write() as session:
            await self._found(session, event_id, question_id)
            await QuestionRepository(session).remove(question_id)
            await CallRepository(session).forget_answers(event_id, f"{question_id}:")
            await self._tell(session, event_id)

    async def _event(self, session: Session, event_id: UUID) -> StoredEvent:
        event = await self._parts.events.read(session, event_id)
        if event is None:
            raise NotFound("There is no such event, or it was deleted.")
        return event

    async def _found(self, session: Session, event_id: UUID, question_id: UUID) -> QuestionRow:
        row = await QuestionRepository(session).find(question_id)
        if row is None or row.event_id != event_id:
            raise NotFound("There is no such question about this event, or it was removed.")
        return row

    async def _check_free(self, session: Session, event: StoredEvent, *, again: bool = False) -> None:
        if why_not := await self._why_not(session, event):
            raise Conflict(_WHY_NOT[why_not], slug=why_not)
        rows = await QuestionRepository(session).of_event(event.facts.event_id)
        if any(row.state == "waiting" for row in rows):
            raise Conflict("A question about this event is being answered. Wait for its answer.", slug="already-asked")
        if len(rows) >= _MOST and not again:
            sentence = f"There are {_MOST} questions about this event. Remove one before you ask another."
            raise Conflict(sentence, slug="too-many-questions")

    async def _why_not(self, session: Session, event: StoredEvent) -> WhyNot:
        roster = await read_roster(session, self._parts.vault, event.facts.camera_id)
        if roster.order:
            return "" if event.pictures else "no-picture"
        if not any(row.enabled for row in await DescriberRepository(session).all()):
            return "no-describer"
        if roster.camera.use == "built-in":
            return "built-in-only"
        return "stays-home" if roster.stays_home else "no-describer"

    async def _put(self, session: Session, event_id: UUID) -> None:
        await self._tell(session, event_id)
        after_commit(session, self._wake)

    def _made(self, event_id: UUID, question: str, language: str) -> QuestionRow:
        return QuestionRow(
            id=new_id(), event_id=event_id, question=question, asked_at=self._parts.clock.now(), number=1,
            state="waiting", outcome="", ended_at=None, text="", language=language, known=False, confidence=0,
            marks=[], cited=[], frames=[], describer="", model="", seconds=0.0, cost_micros=0, prompt_version="",
        )  # fmt: skip


def _shown(row: QuestionRow) -> QuestionOut:
    plain = {name: getattr(row, name) for name in QuestionOut.model_fields if hasattr(row, name)}
    return QuestionOut(**plain, cost=None if row.cost_micros is None else dollars(row.cost_micros))
