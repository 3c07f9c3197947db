"""Asking for an event."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response, status
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import SignedIn
from argusai.kit.problems import problems
from argusai.pipeline.events.history.asking.look_service import LookService
from argusai.pipeline.events.history.asking.schemas import ComingEventOut
from argusai.pipeline.events.history.router import History
from argusai.pipeline.events.history.schemas import EventDetailOut

router = APIRouter(tags=["events"])
_COMING: dict[int | str, dict[str, Any]] = {
    202: {"model": ComingEventOut, "description": "It takes longer; the event will come"}
}


def _looks(connection: HTTPConnection) -> LookService:
    service: LookService = connection.app.state.looks
    return service


Looks = Annotated[LookService, Depends(_looks)]


@router.post(
    "/cameras/{camera_id:uuid}/describe",
    status_code=status.HTTP_201_CREATED,
    response_model=EventDetailOut,
    responses=problems(401, 403, 404, 429, 503) | _COMING,
)
async def look_now(
    camera_id: UUID, person: SignedIn, looks: Looks, history: History, response: Response
) -> EventDetailOut | Response:
    """Has the newest picture looked at, and makes an event of it with `trigger` "manual": also while the camera is
    paused or outside its hours. Ten a minute and camera."""
    event_id, stored = await looks.look(camera_id)
    if not stored:
        return coming(event_id)
    response.headers["location"] = f"/api/v1/events/{event_id}"
    return await history.one(person.id, event_id)


def coming(event_id: UUID) -> Response:
    return Response(
        ComingEventOut(id=event_id).model_dump_json(),
        status.HTTP_202_ACCEPTED,
        {"location": f"/api/v1/events/{event_id}"},
        "application/json",
    )
