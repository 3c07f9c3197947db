"""`/cameras`: what the user configured, its health, a picture, and a test before saving."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from starlette.requests import HTTPConnection

from argusai.accounts.guard import BY_KEY, Administrator, KeyInAddress, MayLook, SignedIn
from argusai.kit.pages import MOST_PER_PAGE
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.capture.cameras.arrangement import Arrangement
from argusai.pipeline.capture.cameras.arrangement_schemas import BulkIn, BulkItemOut, OrderIn
from argusai.pipeline.capture.cameras.hour_schemas import PauseIn
from argusai.pipeline.capture.cameras.place_trial import PlaceTrials
from argusai.pipeline.capture.cameras.plugged_in import PluggedInCameras
from argusai.pipeline.capture.cameras.privacy import PrivacyMasks
from argusai.pipeline.capture.cameras.privacy_schemas import PrivacyChangeIn
from argusai.pipeline.capture.cameras.rule_schemas import LabelFilterOut, RulesIn
from argusai.pipeline.capture.cameras.schemas import (
    CameraIn,
    CameraOut,
    CameraPatch,
    CameraTestIn,
    CameraTestOut,
    PlaceTrialOut,
)
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.cameras.trial import CameraTrials
from argusai.pipeline.capture.cameras.usb_schemas import UsbDevicesOut
from argusai.pipeline.capture.cameras.view import for_members

router = APIRouter(prefix="/cameras", tags=["cameras"])


def _service(connection: HTTPConnection) -> CamerasService:
    service: CamerasService = connection.app.state.cameras
    return service


def _trials(connection: HTTPConnection) -> CameraTrials:
    trials: CameraTrials = connection.app.state.camera_trials
    return trials


def _place_trials(connection: HTTPConnection) -> PlaceTrials:
    trials: PlaceTrials = connection.app.state.place_trials
    return trials


def _plugged_in(connection: HTTPConnection) -> PluggedInCameras:
    plugged_in: PluggedInCameras = connection.app.state.plugged_in
    return plugged_in


def _masks(connection: HTTPConnection) -> PrivacyMasks:
    masks: PrivacyMasks = connection.app.state.privacy_masks
    return masks


def _arrangement(connection: HTTPConnection) -> Arrangement:
    arrangement: Arrangement = connection.app.state.camera_arrangement
    return arrangement


Cameras = Annotated[CamerasService, Depends(_service)]
Trials = Annotated[CameraTrials, Depends(_trials)]
PluggedIn = Annotated[PluggedInCameras, Depends(_plugged_in)]
TrialsOfPlaces = Annotated[PlaceTrials, Depends(_place_trials)]
Masks = Annotated[PrivacyMasks, Depends(_masks)]
Arranging = Annotated[Arrangement, Depends(_arrangement)]
Limit = Annotated[int, Query(ge=1, le=MOST_PER_PAGE)]
Cursor = Annotated[str | None, Query(max_length=500)]
Group = Annotated[UUID | None, Query(description="Only cameras of this group")]

_JPEG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}
}


def _as_seen(person: SignedIn, camera: CameraOut) -> CameraOut:
    return camera if person.role == "administrator" else for_members(camera)


@router.get("", responses=problems(401, 422))
async def list_cameras(
    cameras: Cameras, person: SignedIn, limit: Limit = 50, cursor: Cursor = None, group: Group = None
) -> PageOut[CameraOut]:
    """In the order that people gave them. A group that is gone has no cameras. Members are told no address or path."""
    page = await cameras.page(cursor, limit, group)
    return PageOut(items=[_as_seen(person, each) for each in page.items], next_cursor=page.next_cursor)


@router.get("/default-filters", responses=problems(401))
async def list_default_filters(cameras: Cameras, _person: SignedIn) -> PageOut[LabelFilterOut]:
    """Every label that can be told of, with what holds for it where a camera's rules say nothing. Always one page."""
    return PageOut(items=cameras.default_filters(), next_cursor=None)


@router.get("/devices", responses=problems(401, 403))
async def list_devices(plugged_in: PluggedIn, _person: Administrator) -> UsbDevicesOut:
    """The USB cameras that are plugged into the machine of ArgusAI now. Nothing is taken from those that are
    watched."""
    return await plugged_in.list()


@router.post("", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def add_camera(cameras: Cameras, _person: Administrator, given: CameraIn) -> CameraOut:
    return await cameras.create(given)


@router.post("/test", responses=problems(401, 403, 404, 413, 422, 503))
async def try_camera(trials: Trials, _person: Administrator, given: CameraTestIn) -> CameraTestOut:
    """Opens the source once. A source that gives no picture is an answer with `ok` false, not an error."""
    return await trials.test(given)


@router.put("/order", responses=problems(401, 403, 413, 422, 503))
async def order_cameras(arrangement: Arranging, _person: Administrator, given: OrderIn) -> PageOut[CameraOut]:
    """For everybody who looks. Cameras that are not named come after those that are. Answers with all of them; always
    one page."""
    return PageOut(items=await arrangement.order(given), next_cursor=None)


@router.post("/changes", responses=problems(401, 403, 413, 422, 503))
async def change_cameras(arrangement: Arranging, _person: Administrator, given: BulkIn) -> PageOut[BulkItemOut]:
    """The same for several cameras, at once: what happened to each of them, in the order in which they were named.
    Always one page."""
    return PageOut(items=await arrangement.change(given), next_cursor=None)


@router.get("/{camera_id:uuid}", responses=problems(401, 404))
async def get_camera(cameras: Cameras, person: SignedIn, camera_id: UUID) -> CameraOut:
    """Members are told no address or path."""
    return _as_seen(person, await cameras.get(camera_id))


@router.patch("/{camera_id:uuid}", responses=problems(401, 403, 404, 409, 413, 422, 503))
async def edit_camera(cameras: Cameras, _person: Administrator, camera_id: UUID, patch: CameraPatch) -> CameraOut:
    """Fields left out stay, the stored password too; a changed address or user name needs it again. New `rules` hold
    from the next picture on, without a new connection."""
    return await cameras.edit(camera_id, patch)


@router.post("/{camera_id:uuid}/zones/trial", responses=problems(401, 403, 404, 413, 422, 503))
async def try_places(trials: TrialsOfPlaces, _person: Administrator, camera_id: UUID, given: RulesIn) -> PlaceTrialOut:
    """Which of the camera's events of the last seven days these rules would have told, as far as their tracks are
    remembered: where the feet went, and how large each was when it was seen best. Nothing is changed."""
    return await trials.run(camera_id, given)


@router.put("/{camera_id:uuid}/pause", responses=problems(401, 403, 404, 413, 422, 503))
async def pause_camera(cameras: Cameras, _person: Administrator, camera_id: UUID, given: PauseIn) -> CameraOut:
    """The camera stays connected and live, and opens no events until the end of the pause. One that is there already is
    replaced."""
    return await cameras.pause(camera_id, given)


@router.delete("/{camera_id:uuid}/pause", responses=problems(401, 403, 404, 503))
async def resume_camera(cameras: Cameras, _person: Administrator, camera_id: UUID) -> CameraOut:
    """Harmless without a pause."""
    return await cameras.resume(camera_id)


@router.put("/{camera_id:uuid}/privacy", responses=problems(401, 403, 404, 413, 422, 503))
async def mask_camera(masks: Masks, person: Administrator, camera_id: UUID, given: PrivacyChangeIn) -> CameraOut:
    """What lies in the polygons is black in everything that is stored, shown or sent from the answer on; the camera is
    dialled anew. `older`: what becomes of its pictures and clips from before. No polygons: nothing is hidden."""
    return await masks.change(camera_id, given, person.id)


@router.delete("/{camera_id:uuid}", status_code=204, responses=problems(401, 403, 404, 503))
async def delete_camera(cameras: Cameras, _person: Administrator, camera_id: UUID) -> None:
    """The camera, its events and their media are gone for good."""
    await cameras.delete(camera_id)


@router.get(
    "/{camera_id:uuid}/snapshot.jpg",
    response_class=Response,
    responses={**_JPEG, **problems(401, 403, 404, 429, 503)},
    openapi_extra=BY_KEY,
)
async def get_snapshot_by_key(
    cameras: Cameras,
    _access: MayLook,
    camera_id: UUID,
    _key: KeyInAddress = None,
) -> Response:
    """The newest picture, for other programs."""
    return await _picture(cameras, camera_id)


@router.get("/{camera_id:uuid}/snapshot", response_class=Response, responses={**_JPEG, **problems(401, 404, 503)})
async def get_snapshot(cameras: Cameras, _person: SignedIn, camera_id: UUID) -> Response:
    """The newest picture."""
    return await _picture(cameras, camera_id)


async def _picture(cameras: CamerasService, camera_id: UUID) -> Response:
    picture = await cameras.snapshot(camera_id)
    return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "no-store"})
