"""Batches over HTTP: many past events described at once. For administrators, since it costs money."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.events.description.batches.schemas import BatchEstimateOut, BatchIn, BatchOut
from argusai.pipeline.events.description.batches.service import BatchesService

router = APIRouter(tags=["descriptions"])


def _service(connection: HTTPConnection) -> BatchesService:
    service: BatchesService = connection.app.state.batches
    return service


Batches = Annotated[BatchesService, Depends(_service)]


@router.get("/descriptions/batches", responses=problems(401, 403))
async def list_batches(_person: Administrator, batches: Batches) -> PageOut[BatchOut]:
    """The newest twenty, newest first. Always one page."""
    return PageOut(items=await batches.newest(), next_cursor=None)


@router.post("/descriptions/batches/estimate", responses=problems(401, 403, 413, 422, 503))
async def estimate_batch(body: BatchIn, _person: Administrator, batches: Batches) -> BatchEstimateOut:
    """How many events that would be, and what they would cost. Nothing is asked."""
    return await batches.estimate(body)


@router.post(
    "/descriptions/batches", status_code=status.HTTP_202_ACCEPTED, responses=problems(401, 403, 409, 413, 422, 503)
)
async def start_batch(body: BatchIn, person: Administrator, batches: Batches) -> BatchOut:
    """After all other events, one after the other, within the caps; goes on after a restart. Nobody is told of it."""
    return await batches.start(body, person.name)


@router.post("/descriptions/batches/{batch_id:uuid}/cancel", responses=problems(401, 403, 404, 503))
async def cancel_batch(batch_id: UUID, _person: Administrator, batches: Batches) -> BatchOut:
    """What waits is given up; what is being asked is still answered. Harmless when it is over."""
    return await batches.cancel(batch_id)
