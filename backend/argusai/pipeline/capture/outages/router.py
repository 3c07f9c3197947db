"""When cameras were not seen, over HTTP."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import SignedIn
from argusai.kit.pages import MOST_PER_PAGE, Page
from argusai.kit.problems import problems
from argusai.kit.schemas import Moment, PageOut
from argusai.pipeline.capture.outages.schemas import OutageOut, OutagesSeenIn
from argusai.pipeline.capture.outages.service import Asked, OutagesService

router = APIRouter(tags=["outages"])


def _service(connection: HTTPConnection) -> OutagesService:
    service: OutagesService = connection.app.state.outages
    return service


Outages = Annotated[OutagesService, Depends(_service)]


def _asked(
    since: Annotated[Moment | None, Query(alias="from", description="Those that went on at it or after it")] = None,
    until: Annotated[Moment | None, Query(alias="to", description="Those that began before it")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_PER_PAGE)] = 30,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Asked:
    return Asked(since, until, limit, cursor)


@router.get("/cameras/{camera_id:uuid}/outages", responses=problems(401, 404, 422))
async def list_camera_outages(
    camera_id: UUID, _person: SignedIn, outages: Outages, asked: Annotated[Asked, Depends(_asked)]
) -> PageOut[OutageOut]:
    """When this camera was not seen. Newest first."""
    return _out(await outages.of_camera(camera_id, asked))


@router.get("/outages", responses=problems(401, 422))
async def list_outages(
    person: SignedIn,
    outages: Outages,
    asked: Annotated[Asked, Depends(_asked)],
    unseen: Annotated[bool, Query(description="Only those of over a minute that you have not looked at")] = False,
) -> PageOut[OutageOut]:
    """When cameras were not seen. Newest first."""
    return _out(await outages.of_all(person.id, asked, unseen))


@router.post("/outages/seen", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 413, 422, 503))
async def mark_outages_seen(body: OutagesSeenIn, person: SignedIn, outages: Outages) -> None:
    """You have looked at everything told up to `news`. What is told later, such as that a camera is back, is new."""
    await outages.mark_seen(person.id, body.news)


def _out(page: Page[OutageOut]) -> PageOut[OutageOut]:
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)
