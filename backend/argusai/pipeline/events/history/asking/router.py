"""Asking for an event."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response, status
from fastapi.requests import HTTPConnection
from pydantic import StringConstraints

from argusai.accounts.guard import BY_KEY, Administrator, KeyInAddress, MayLook, MayTell, SignedIn, while_open
from argusai.kit.problems import problems
from argusai.kit.schemas import Moment
from argusai.pipeline.events.history.asking.look_service import LookService
from argusai.pipeline.events.history.asking.schemas import ComingEventOut
from argusai.pipeline.events.history.asking.send_service import SendService, SentIn
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
    event_id, stored = await looks.look(camera_id, person.id)
    if not stored:
        return coming(event_id)
    response.headers["location"] = f"/api/v1/events/{event_id}"
    return await history.one(person.id, event_id)


@router.post(
    "/cameras/{camera_id:uuid}/doorbell/press",
    status_code=status.HTTP_202_ACCEPTED,
    responses=problems(401, 403, 404, 503),
    openapi_extra=BY_KEY,
)
async def ring_doorbell(camera_id: UUID, _access: MayTell, looks: Looks, _key: KeyInAddress = None) -> ComingEventOut:
    """Somebody rang at this camera's door: makes an event of the newest picture, with `trigger` "doorbell"; without one
    while the camera shows nothing. Takes a key with the scope `doorbell:press` too. Pressed again within ten seconds it
    is the same event."""
    return ComingEventOut(id=await looks.ring(camera_id))


def _sends(connection: HTTPConnection) -> SendService:
    service: SendService = connection.app.state.sends
    return service


Sends = Annotated[SendService, Depends(_sends)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9 _-]*$")]
_FILE = {"schema": {"type": "string", "format": "binary"}}


def _sent(
    camera_id: UUID,
    at: Annotated[Moment | None, Query(description="When its first picture was taken; else it ends just now")] = None,
    label: Annotated[list[Label] | None, Query(max_length=20, description="What you know to be in it")] = None,
    note: Annotated[str, Query(max_length=500, description="Your words, shown with the event")] = "",
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=200)] = None,
) -> SentIn:
    return SentIn(camera_id, at, tuple(dict.fromkeys(label or ())), note, idempotency_key)


@router.post(
    "/events",
    status_code=status.HTTP_201_CREATED,
    response_model=EventDetailOut,
    responses=problems(401, 403, 404, 409, 413, 422, 429, 503) | _COMING,
    openapi_extra={"requestBody": {"required": True, "content": {"image/*": _FILE, "video/*": _FILE}}},
)
async def send_in(
    request: Request,
    person: Administrator,
    access: MayLook,
    given: Annotated[SentIn, Depends(_sent)],
    sends: Sends,
    history: History,
) -> EventDetailOut | Response:
    """Makes an event, with `trigger` "api", of a picture (JPEG, PNG, WebP; at most 20 MB) or video (MP4, MKV, AVI, TS;
    at most 500 MB) in the body, as if the camera had seen it. With an `Idempotency-Key`, sending again answers with the
    event that is there."""
    event_id, complete = await sends.receive(person.id, given, while_open(access, request.stream()))
    return await history.one(person.id, event_id) if complete else coming(event_id)


def coming(event_id: UUID) -> Response:
    return Response(
        ComingEventOut(id=event_id).model_dump_json(),
        status.HTTP_202_ACCEPTED,
        {"location": f"/api/v1/events/{event_id}"},
        "application/json",
    )
