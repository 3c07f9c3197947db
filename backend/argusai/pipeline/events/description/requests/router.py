"""Descriptions of an event, and what they cost, over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator, SignedIn
from argusai.kit.problems import problems
from argusai.pipeline.events.description.money.repository import By
from argusai.pipeline.events.description.money.schemas import CostsOut
from argusai.pipeline.events.description.requests.schemas import DescriptionsOut, RedescribeIn, ShownIn
from argusai.pipeline.events.description.requests.service import DescriptionsService

router = APIRouter(tags=["descriptions"])


def _service(connection: HTTPConnection) -> DescriptionsService:
    service: DescriptionsService = connection.app.state.descriptions
    return service


Descriptions = Annotated[DescriptionsService, Depends(_service)]


@router.get("/events/{event_id:uuid}/descriptions", responses=problems(401, 404))
async def list_descriptions(event_id: UUID, _person: SignedIn, descriptions: Descriptions) -> DescriptionsOut:
    """All versions by providers, and which one is shown."""
    return await descriptions.of_event(event_id)


@router.post(
    "/events/{event_id:uuid}/descriptions", status_code=202, responses=problems(401, 403, 404, 409, 413, 422, 503)
)
async def describe_again(
    event_id: UUID, body: RedescribeIn, _person: Administrator, descriptions: Descriptions
) -> DescriptionsOut:
    """By a describer of your choice; the answer comes as a live update, and is shown then."""
    return await descriptions.again(event_id, body)


@router.put("/events/{event_id:uuid}/descriptions/shown", responses=problems(401, 403, 404, 413, 422, 503))
async def show_description(
    event_id: UUID, body: ShownIn, _person: Administrator, descriptions: Descriptions
) -> DescriptionsOut:
    """Which version is shown, or the built-in words; all are kept."""
    return await descriptions.show(event_id, body.version_id)


@router.get("/descriptions/costs", responses=problems(401, 403, 422))
async def read_costs(
    _person: Administrator,
    descriptions: Descriptions,
    by: Annotated[By, Query(description="What the sums are of")] = "day",
    since: Annotated[date | None, Query(alias="from", description="First day, by the clock of the house")] = None,
    until: Annotated[date | None, Query(alias="to", description="Last day")] = None,
) -> CostsOut:
    """What providers cost; the last 30 days unless told otherwise."""
    days = [None if day is None else day.isoformat() for day in (since, until)]
    return await descriptions.costs(by, days[0], days[1])
