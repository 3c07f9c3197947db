"""Describers over HTTP: who describes, in which order, at what cost. Changing anything is for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.events.description.describers.schemas import (
    CameraDescribing,
    DescriberIn,
    DescriberOrderIn,
    DescriberOut,
    DescriberPatch,
    DescriberTrialOut,
    DescribingOut,
    DescribingPatch,
    ModelsIn,
    ModelsOut,
    TrialIn,
)
from argusai.pipeline.events.description.describers.service import DescribersService
from argusai.pipeline.events.description.requests.trials import Trials

router = APIRouter(tags=["descriptions"])


def _service(connection: HTTPConnection) -> DescribersService:
    service: DescribersService = connection.app.state.describers
    return service


def _trials(connection: HTTPConnection) -> Trials:
    trials: Trials = connection.app.state.describer_trials
    return trials


Describers = Annotated[DescribersService, Depends(_service)]
_Trials = Annotated[Trials, Depends(_trials)]


@router.get("/describers", responses=problems(401, 403))
async def list_describers(_person: Administrator, describers: Describers) -> PageOut[DescriberOut]:
    """In the order in which they are asked. Always one page."""
    return PageOut(items=await describers.all(), next_cursor=None)


@router.post("/describers", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def add_describer(body: DescriberIn, _person: Administrator, describers: Describers) -> DescriberOut:
    """At the end of the order."""
    return await describers.create(body)


@router.put("/describers/order", responses=problems(401, 403, 413, 422, 503))
async def order_describers(
    body: DescriberOrderIn, _person: Administrator, describers: Describers
) -> PageOut[DescriberOut]:
    """The first is asked first; the next one when it fails."""
    return PageOut(items=await describers.order(body.ids), next_cursor=None)


@router.post("/describers/models", responses=problems(401, 403, 404, 413, 422, 503))
async def list_provider_models(body: ModelsIn, _person: Administrator, trials: _Trials) -> ModelsOut:
    """What the provider offers, asked now."""
    return ModelsOut(models=await trials.models(body))


@router.patch("/describers/{describer_id:uuid}", responses=problems(401, 403, 404, 409, 413, 422, 503))
async def change_describer(
    describer_id: UUID, body: DescriberPatch, _person: Administrator, describers: Describers
) -> DescriberOut:
    return await describers.change(describer_id, body)


@router.delete("/describers/{describer_id:uuid}", status_code=204, responses=problems(401, 403, 404, 503))
async def remove_describer(describer_id: UUID, _person: Administrator, describers: Describers) -> None:
    """What it described stays."""
    await describers.remove(describer_id)


@router.post("/describers/{describer_id:uuid}/test", responses=problems(401, 403, 404, 413, 422, 503))
async def try_describer(
    describer_id: UUID, body: TrialIn, _person: Administrator, trials: _Trials
) -> DescriberTrialOut:
    """Describes the newest picture of a camera, and says what it cost."""
    return await trials.describe(describer_id, body.camera_id)


@router.post("/describers/{describer_id:uuid}/reset", responses=problems(401, 403, 404))
async def reset_describer(describer_id: UUID, _person: Administrator, describers: Describers) -> DescriberOut:
    """After failures it was left alone: ask it again now."""
    return await describers.reset(describer_id)


@router.get("/describing", responses=problems(401, 403))
async def read_describing(_person: Administrator, describers: Describers) -> DescribingOut:
    """What holds for all describers."""
    return await describers.chosen()


@router.patch("/describing", responses=problems(401, 403, 413, 422, 503))
async def change_describing(body: DescribingPatch, _person: Administrator, describers: Describers) -> DescribingOut:
    return await describers.choose(body)


@router.get("/cameras/{camera_id:uuid}/describing", responses=problems(401, 403, 404))
async def read_camera_describing(camera_id: UUID, _person: Administrator, describers: Describers) -> CameraDescribing:
    return await describers.camera(camera_id)


@router.put("/cameras/{camera_id:uuid}/describing", responses=problems(401, 403, 404, 413, 422, 503))
async def change_camera_describing(
    camera_id: UUID, body: CameraDescribing, _person: Administrator, describers: Describers
) -> CameraDescribing:
    return await describers.choose_camera(camera_id, body)
