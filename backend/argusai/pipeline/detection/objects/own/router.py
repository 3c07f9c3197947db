"""`/detectors`: ours, and those that people bring."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.requests import HTTPConnection

from argusai.accounts.guard import Administrator, MayLook, SignedIn, while_open
from argusai.kit.problems import problems
from argusai.pipeline.detection.objects.own.description import DetectorDescription
from argusai.pipeline.detection.objects.own.schemas import ChosenDetectorIn, DetectorName, DetectorOut, DetectorsOut
from argusai.pipeline.detection.objects.own.service import Detectors

router = APIRouter(prefix="/detectors", tags=["detectors"])


def _service(connection: HTTPConnection) -> Detectors:
    service: Detectors = connection.app.state.detectors
    return service


_Detectors = Annotated[Detectors, Depends(_service)]


@router.get("", responses=problems(401))
async def list_detectors(detectors: _Detectors, _person: SignedIn) -> DetectorsOut:
    """Ours first. There are few: all of them."""
    return DetectorsOut(items=await detectors.all())


@router.post("", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def describe_detector(detectors: _Detectors, _person: Administrator, given: DetectorDescription) -> DetectorOut:
    """A new detector, which waits for its model."""
    return await detectors.describe(given.model_dump_json().encode())


@router.put("/in-use", responses=problems(401, 403, 404, 409, 413, 422, 503))
async def choose_detector(detectors: _Detectors, _person: Administrator, given: ChosenDetectorIn) -> DetectorsOut:
    """From now on. Each camera begins to watch anew, which takes some seconds."""
    return DetectorsOut(items=await detectors.choose(given.name))


@router.put(
    "/{name}/model",
    responses=problems(401, 403, 404, 409, 413, 422, 503),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def send_model(
    request: Request,
    detectors: _Detectors,
    _person: Administrator,
    access: MayLook,
    name: DetectorName,
    camera_id: Annotated[UUID | None, Query()] = None,
) -> DetectorOut:
    """The ONNX file as the body, at most 512 MB. It is tried at once, on the newest picture of the camera `camera_id`;
    what does not pass is not kept, and the answer says why."""
    return await detectors.receive(name, while_open(access, request.stream()), camera_id)


@router.delete("/{name}", status_code=204, responses=problems(401, 403, 404, 409, 503))
async def remove_detector(detectors: _Detectors, _person: Administrator, name: DetectorName) -> None:
    """Not the one that is in use."""
    await detectors.remove(name)
