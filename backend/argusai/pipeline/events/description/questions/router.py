"""Questions about an event over HTTP. Each costs what a call costs, so asking is for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator, SignedIn
from argusai.kit.problems import problems
from argusai.pipeline.events.description.questions.schemas import QuestionIn, QuestionOut, QuestionsOut
from argusai.pipeline.events.description.questions.service import QuestionsService

router = APIRouter(tags=["descriptions"])
_ONE = "/events/{event_id:uuid}/questions/{question_id:uuid}"


def _service(connection: HTTPConnection) -> QuestionsService:
    service: QuestionsService = connection.app.state.questions
    return service


Questions = Annotated[QuestionsService, Depends(_service)]


@router.get("/events/{event_id:uuid}/questions", responses=problems(401, 404))
async def list_questions(event_id: UUID, _person: SignedIn, questions: Questions) -> QuestionsOut:
    """What was asked about this event, and the answers."""
    return await questions.of_event(event_id)


@router.post(
    "/events/{event_id:uuid}/questions",
    status_code=status.HTTP_202_ACCEPTED,
    responses=problems(401, 403, 404, 409, 413, 422, 503),
)
async def ask_question(event_id: UUID, body: QuestionIn, _person: Administrator, questions: Questions) -> QuestionOut:
    """Of the describers that may describe this camera, in their order; the answer comes as a live update."""
    return await questions.ask(event_id, body.question)


@router.post(f"{_ONE}/again", status_code=status.HTTP_202_ACCEPTED, responses=problems(401, 403, 404, 409, 422, 503))
async def ask_question_again(
    event_id: UUID, question_id: UUID, _person: Administrator, questions: Questions
) -> QuestionOut:
    """One that got no answer."""
    return await questions.again(event_id, question_id)


@router.delete(_ONE, status_code=status.HTTP_204_NO_CONTENT, responses=problems(401, 403, 404, 503))
async def delete_question(event_id: UUID, question_id: UUID, _person: Administrator, questions: Questions) -> None:
    """With its answer. What it cost stays in the costs."""
    await questions.remove(event_id, question_id)
