"""The bell: what a person was told, read and acknowledged; quiet; what went where; pictures by signed links."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.requests import HTTPConnection
from fastapi.responses import StreamingResponse

from argusai.accounts.guard import MayLook, SignedIn, is_over
from argusai.kit.pages import MOST_PER_PAGE
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.notifications.notices.delivery.export import TYPES, FileFormat, written
from argusai.pipeline.notifications.notices.delivery.promises import State
from argusai.pipeline.notifications.notices.delivery.repository import Wanted as WantedDeliveries
from argusai.pipeline.notifications.notices.delivery.service import DeliveriesService
from argusai.pipeline.notifications.notices.pictures import NoticePictures
from argusai.pipeline.notifications.notices.repository import Wanted
from argusai.pipeline.notifications.notices.schemas import (
    CalmOut,
    CalmPatch,
    DeliveryOut,
    NoticeKind,
    NoticeOut,
    NoticeSummaryOut,
    ReadAllIn,
    SnoozeIn,
    ToldOut,
)
from argusai.pipeline.notifications.notices.service import NoticesService, Reader

router = APIRouter(tags=["notices"])
_JPEG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}
}


def _notices(connection: HTTPConnection) -> NoticesService:
    notices: NoticesService = connection.app.state.notices
    return notices


def _deliveries(connection: HTTPConnection) -> DeliveriesService:
    deliveries: DeliveriesService = connection.app.state.deliveries
    return deliveries


def _pictures(connection: HTTPConnection) -> NoticePictures:
    pictures: NoticePictures = connection.app.state.notice_pictures
    return pictures


def _wanted(
    unread: bool = False,
    urgent: bool = False,
    kind: NoticeKind | None = None,
    q: Annotated[str, Query(max_length=100, description="Words in it")] = "",
) -> Wanted:
    return Wanted(unread, urgent, kind, q.strip())


def _wanted_deliveries(
    channel_id: UUID | None = None,
    state: State | None = None,
    q: Annotated[str, Query(max_length=100, description="Words in the notice, the fault or the channel")] = "",
) -> WantedDeliveries:
    return WantedDeliveries(channel_id=channel_id, state=state, text=q.strip())


Notices = Annotated[NoticesService, Depends(_notices)]
Deliveries = Annotated[DeliveriesService, Depends(_deliveries)]
Limit = Annotated[int, Query(ge=1, le=MOST_PER_PAGE)]
Cursor = Annotated[str | None, Query(max_length=300)]


@router.get("/notices", responses=problems(401, 422))
async def list_notices(
    person: SignedIn,
    notices: Notices,
    wanted: Annotated[Wanted, Depends(_wanted)],
    limit: Limit = 30,
    cursor: Cursor = None,
) -> PageOut[NoticeOut]:
    """What you were told, newest first."""
    page = await notices.page(person.id, wanted, limit, cursor)
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)


@router.get("/notices/summary", responses=problems(401))
async def summarise_notices(person: SignedIn, notices: Notices) -> NoticeSummaryOut:
    return await notices.summary(person.id)


@router.post("/notices/read", status_code=204, responses=problems(401, 403, 413, 422, 503))
async def read_all_notices(body: ReadAllIn, person: SignedIn, notices: Notices) -> None:
    await notices.mark_all_read(person.id, body.until)


@router.post("/notices/{notice_id:uuid}/read", status_code=204, responses=problems(401, 403, 404, 503))
async def read_notice(notice_id: UUID, person: SignedIn, notices: Notices) -> None:
    await notices.mark_read(person.id, notice_id)


@router.post("/notices/{notice_id:uuid}/acknowledgement", responses=problems(401, 403, 404, 503))
async def acknowledge_notice(notice_id: UUID, person: SignedIn, notices: Notices) -> NoticeOut:
    """You see to it. Everybody who was told of it sees that."""
    return await notices.acknowledge(Reader(person.id, person.name), notice_id)


@router.get("/calm", responses=problems(401))
async def read_calm(person: SignedIn, notices: Notices) -> CalmOut:
    """When you are not disturbed."""
    return await notices.calm(person.id)


@router.patch("/calm", responses=problems(401, 403, 413, 422, 503))
async def change_calm(body: CalmPatch, person: SignedIn, notices: Notices) -> CalmOut:
    changes = {name: value for name, value in body.model_dump().items() if value is not None}
    return await notices.change_calm(person.id, changes)


@router.post("/calm/snooze", responses=problems(401, 403, 413, 422, 503))
async def snooze(body: SnoozeIn, person: SignedIn, notices: Notices) -> CalmOut:
    """Nothing but urgent notices is sent to you meanwhile; all of them stand in the list."""
    return await notices.snooze(person.id, body.length)


@router.get("/deliveries", responses=problems(401, 422))
async def list_deliveries(
    person: SignedIn,
    deliveries: Deliveries,
    wanted: Annotated[WantedDeliveries, Depends(_wanted_deliveries)],
    limit: Limit = 30,
    cursor: Cursor = None,
) -> PageOut[DeliveryOut]:
    """What went to your channels, newest first."""
    page = await deliveries.page(replace(wanted, owner_id=person.id), limit, cursor)
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)


@router.get(
    "/deliveries/export",
    response_class=Response,
    responses={
        200: {"content": {kind: {"schema": {"type": "string"}} for kind in TYPES.values()}},
        **problems(401, 422),
    },
)
async def export_deliveries(
    person: SignedIn,
    access: MayLook,
    deliveries: Deliveries,
    wanted: Annotated[WantedDeliveries, Depends(_wanted_deliveries)],
    format: FileFormat = "csv",
) -> StreamingResponse:
    """The same as a file. In CSV, what a spreadsheet would take for a formula begins with an apostrophe."""
    portions = deliveries.portions(replace(wanted, owner_id=person.id))
    first = await anext(portions)  # what fails here is answered as a problem
    headers = {"content-disposition": f'attachment; filename="argusai-sent.{format}"', "cache-control": "no-store"}
    body = written(_with(first, portions), format, lambda: is_over(access))
    return StreamingResponse(body, media_type=TYPES[format], headers=headers)


async def _with(
    first: Sequence[DeliveryOut], others: AsyncIterator[Sequence[DeliveryOut]]
) -> AsyncIterator[Sequence[DeliveryOut]]:
    yield first
    async for each in others:
        yield each


@router.post("/deliveries/{delivery_id:uuid}/resend", responses=problems(401, 403, 404, 409, 503))
async def resend_delivery(delivery_id: UUID, person: SignedIn, deliveries: Deliveries) -> DeliveryOut:
    """Send again what was given up, or what may not have arrived."""
    return await deliveries.resend(person.id, delivery_id)


@router.get("/events/{event_id:uuid}/notices", responses=problems(401, 404))
async def list_event_notices(event_id: UUID, person: SignedIn, deliveries: Deliveries) -> PageOut[ToldOut]:
    """Who was told of it, by which channels, and whether it arrived. Members see what concerns them."""
    only = None if person.role == "administrator" else person.id
    return PageOut(items=await deliveries.of_event(only, event_id), next_cursor=None)


@router.get(
    "/notice-pictures/{token}",
    response_class=Response,
    responses={**_JPEG, **problems(401, 404)},
    openapi_extra={"security": []},
)
async def read_notice_picture(
    token: Annotated[str, Path(pattern=r"^[\w-]{20,80}$")], pictures: Annotated[NoticePictures, Depends(_pictures)]
) -> Response:
    """For receivers that cannot sign in: the link itself is the permission, for one picture and a day."""
    content = await pictures.read(token)
    headers = {"cache-control": "private, max-age=86400", "x-content-type-options": "nosniff"}
    return Response(content, media_type="image/jpeg", headers=headers)
