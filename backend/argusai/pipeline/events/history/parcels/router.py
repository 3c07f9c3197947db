"""`/parcels`: what was probably left, and taken."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import SignedIn
from argusai.kit.pages import MOST_PER_PAGE
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.events.history.parcels.schemas import ParcelOut
from argusai.pipeline.events.history.parcels.service import ParcelsService

router = APIRouter(tags=["parcels"])
_MOST_CHOICES = 50


def _service(connection: HTTPConnection) -> ParcelsService:
    service: ParcelsService = connection.app.state.parcels
    return service


@router.get("/parcels", responses=problems(401, 422))
async def list_parcels(
    parcels: Annotated[ParcelsService, Depends(_service)],
    _person: SignedIn,
    on: Annotated[date | None, Query(description="Default: today, where the house is")] = None,
    camera_id: Annotated[list[UUID] | None, Query(max_length=_MOST_CHOICES)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_PER_PAGE)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PageOut[ParcelOut]:
    """Things that were probably left or taken on one day. Newest left first."""
    page = await parcels.page(on, camera_id or (), limit, cursor)
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)
