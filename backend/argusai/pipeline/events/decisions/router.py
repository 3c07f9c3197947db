"""Why nothing was told, over HTTP."""

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import SignedIn
from argusai.kit.pages import MOST_PER_PAGE
from argusai.kit.problems import problems
from argusai.kit.schemas import Moment, PageOut
from argusai.pipeline.events.decisions.schemas import DecisionOut, Reason
from argusai.pipeline.events.decisions.service import DecisionsService
from argusai.pipeline.events.decisions.wanted import Asked

router = APIRouter(tags=["decisions"])
_MOST_CHOICES = 20
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}},
    304: {"description": "Unchanged"},
}


def _service(connection: HTTPConnection) -> DecisionsService:
    service: DecisionsService = connection.app.state.decisions
    return service


Decisions = Annotated[DecisionsService, Depends(_service)]


def _asked(
    since: Annotated[Moment | None, Query(alias="from", description="Default: one hour before `to`")] = None,
    until: Annotated[Moment | None, Query(alias="to", description="Default: now")] = None,
    reason: Annotated[list[Reason] | None, Query(max_length=_MOST_CHOICES)] = None,
) -> Asked:
    return Asked(since, until, tuple(dict.fromkeys(reason or ())))


@router.get("/cameras/{camera_id:uuid}/decisions", responses=problems(401, 404, 422))
async def list_decisions(
    camera_id: UUID,
    _person: SignedIn,
    decisions: Decisions,
    asked: Annotated[Asked, Depends(_asked)],
    limit: Annotated[int, Query(ge=1, le=MOST_PER_PAGE)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PageOut[DecisionOut]:
    """What was seen between `from` and `to`, at most 31 days, and opened no event. Newest first. Several reasons: any
    of them."""
    page = await decisions.page(camera_id, asked, limit, cursor)
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)


@router.get(
    "/decisions/{decision_id:uuid}/picture", response_class=Response, responses=_PICTURE | problems(401, 404, 422)
)
async def read_decision_picture(
    decision_id: UUID, request: Request, _person: SignedIn, decisions: Decisions
) -> Response:
    """A tiny JPEG. A better one may replace it while the matter goes on, so it is asked for again after a while."""
    picture = await decisions.picture(decision_id)
    headers = {"etag": picture.etag, "cache-control": "private, max-age=300", "x-content-type-options": "nosniff"}
    if request.headers.get("if-none-match") == picture.etag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(picture.content, media_type="image/jpeg", headers=headers)
