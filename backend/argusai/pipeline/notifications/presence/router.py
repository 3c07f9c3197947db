"""`/presence`: who is at home, and whether the mode follows it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.requests import HTTPConnection

from argusai.accounts.guard import BY_KEY, Administrator, KeyInAddress, MayTell, SignedIn
from argusai.kit.problems import problems
from argusai.pipeline.notifications.presence.schemas import (
    PresenceOut,
    PresencePatch,
    ResidentIn,
    ResidentOut,
    StateIn,
)
from argusai.pipeline.notifications.presence.service import PresenceService

router = APIRouter(prefix="/presence", tags=["presence"])


def _service(connection: HTTPConnection) -> PresenceService:
    service: PresenceService = connection.app.state.presence
    return service


Presence = Annotated[PresenceService, Depends(_service)]


@router.get("", responses=problems(401))
async def read_presence(presence: Presence, _person: SignedIn) -> PresenceOut:
    """Who lives here and is in, as far as it was told."""
    return await presence.read()


@router.patch("", responses=problems(401, 403, 413, 422, 503))
async def change_presence(presence: Presence, _person: Administrator, given: PresencePatch) -> PresenceOut:
    """With `follows`, Home becomes Away when the last one leaves, and Away becomes Home when the first one is back."""
    return await presence.set_follows(given.follows)


@router.post("/residents", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def add_resident(presence: Presence, _person: Administrator, given: ResidentIn) -> PresenceOut:
    return await presence.add(given)


@router.delete("/residents/{resident_id:uuid}", responses=problems(401, 403, 404, 422, 503))
async def remove_resident(presence: Presence, _person: Administrator, resident_id: UUID) -> PresenceOut:
    """Changes no mode."""
    return await presence.remove(resident_id)


@router.put(
    "/residents/{resident_id:uuid}/state",
    responses=problems(401, 403, 404, 409, 413, 422, 429, 503),
    openapi_extra=BY_KEY,
)
async def tell_presence(
    presence: Presence, _access: MayTell, resident_id: UUID, given: StateIn, _key: KeyInAddress = None
) -> ResidentOut:
    """Takes a key with the scope `presence:write` too. The same again changes nothing; what is older than what is known
    is refused."""
    return await presence.tell(resident_id, given)
