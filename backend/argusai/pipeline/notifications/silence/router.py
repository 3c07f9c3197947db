"""Why somebody was not told, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.requests import HTTPConnection
from pydantic import Field

from argusai.accounts.guard import SignedIn
from argusai.kit.problems import problems
from argusai.kit.schemas import Moment
from argusai.pipeline.notifications.silence.contract import Reason
from argusai.pipeline.notifications.silence.period import Asked
from argusai.pipeline.notifications.silence.schemas import SilenceOut
from argusai.pipeline.notifications.silence.service import SilenceService, Wanted

router = APIRouter(tags=["decisions"])
_MOST_CHOICES = 20
_LONGEST_LABEL = 64
_MOST_PER_PAGE = 100  # each may bring what twenty rules said


def _service(connection: HTTPConnection) -> SilenceService:
    service: SilenceService = connection.app.state.silence
    return service


def _asked(
    since: Annotated[Moment | None, Query(alias="from", description="Default: one hour before `to`")] = None,
    until: Annotated[Moment | None, Query(alias="to", description="Default: now")] = None,
) -> Asked:
    return Asked(since, until)


def _narrowed(
    reason: Annotated[
        list[Reason] | None, Query(max_length=_MOST_CHOICES, description="Of decisions their own, else the kind")
    ] = None,
    label: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=_LONGEST_LABEL)]] | None,
        Query(max_length=_MOST_CHOICES, description="Only events and decisions of it"),
    ] = None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(dict.fromkeys(reason or ())), tuple(dict.fromkeys(label or ()))


@router.get("/cameras/{camera_id:uuid}/reasons", responses=problems(401, 404, 422))
async def list_reasons(
    camera_id: UUID,
    person: SignedIn,
    silence: Annotated[SilenceService, Depends(_service)],
    asked: Annotated[Asked, Depends(_asked)],
    narrowed: Annotated[tuple[tuple[str, ...], tuple[str, ...]], Depends(_narrowed)],
    limit: Annotated[int, Query(ge=1, le=_MOST_PER_PAGE)] = 50,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
) -> SilenceOut:
    """Everything that explains what you were or were not told of this camera between `from` and `to`, at most seven
    days, oldest first: when it was not watched and why, what was set otherwise, what was seen and let go, events with
    the rules that looked at them, and what went to you. Several reasons or labels: any of them."""
    return await silence.page(Wanted(person.id, camera_id, asked, limit, cursor, *narrowed))
