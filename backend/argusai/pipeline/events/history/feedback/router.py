"""What people say of descriptions, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, status
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator, SignedIn
from argusai.kit.problems import problems
from argusai.kit.schemas import Moment
from argusai.pipeline.events.history.feedback.schemas import AccuracyOut, CorrectionsToldOut
from argusai.pipeline.events.history.feedback.service import FeedbackService
from argusai.pipeline.events.history.schemas import FeedbackIn, FeedbackOut

router = APIRouter(tags=["descriptions"])
_NO_CONTENT = status.HTTP_204_NO_CONTENT


def _service(connection: HTTPConnection) -> FeedbackService:
    service: FeedbackService = connection.app.state.feedback
    return service


_Feedback = Annotated[FeedbackService, Depends(_service)]


@router.put("/events/{event_id:uuid}/feedback", responses=problems(401, 403, 404, 413, 422, 503))
async def rate_event(event_id: UUID, body: FeedbackIn, person: SignedIn, feedback: _Feedback) -> FeedbackOut:
    """A second rating replaces the first."""
    return await feedback.rate(person.id, event_id, body)


@router.delete("/events/{event_id:uuid}/feedback", status_code=_NO_CONTENT, responses=problems(401, 403, 404, 503))
async def unrate_event(event_id: UUID, person: SignedIn, feedback: _Feedback) -> None:
    await feedback.unrate(person.id, event_id)


@router.get("/descriptions/accuracy", responses=problems(401, 403, 422))
async def read_accuracy(
    _person: Administrator,
    feedback: _Feedback,
    camera_id: Annotated[UUID | None, Query(description="Only events of this camera")] = None,
    since: Annotated[Moment | None, Query(alias="from", description="Began at or after; 90 days before “to”")] = None,
    until: Annotated[Moment | None, Query(alias="to", description="Began before; now")] = None,
) -> AccuracyOut:
    """How many descriptions people called right and wrong: by describer and model, by camera and by week."""
    return await feedback.accuracy(since, until, camera_id)


@router.get("/cameras/{camera_id:uuid}/corrections", responses=problems(401, 403, 404))
async def read_corrections_told(camera_id: UUID, _person: Administrator, feedback: _Feedback) -> CorrectionsToldOut:
    """What models that describe this camera are told of corrections, word for word; newest first."""
    return CorrectionsToldOut(items=list(await feedback.told(camera_id)))
