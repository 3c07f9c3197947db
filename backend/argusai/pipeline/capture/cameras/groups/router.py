"""`/camera-groups`: which cameras belong together."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.requests import HTTPConnection

from argusai.accounts.guard import Administrator, SignedIn
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.capture.cameras.groups.schemas import GroupIn, GroupOut, GroupPatch
from argusai.pipeline.capture.cameras.groups.service import GroupsService

router = APIRouter(prefix="/camera-groups", tags=["cameras"])


def _service(connection: HTTPConnection) -> GroupsService:
    service: GroupsService = connection.app.state.camera_groups
    return service


Groups = Annotated[GroupsService, Depends(_service)]


@router.get("", responses=problems(401))
async def list_groups(groups: Groups, _person: SignedIn) -> PageOut[GroupOut]:
    """By name. Always one page."""
    return PageOut(items=await groups.all(), next_cursor=None)


@router.post("", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def make_group(groups: Groups, _person: Administrator, given: GroupIn) -> GroupOut:
    """A camera may be in several groups."""
    return await groups.create(given)


@router.patch("/{group_id:uuid}", responses=problems(401, 403, 404, 409, 413, 422, 503))
async def edit_group(groups: Groups, _person: Administrator, group_id: UUID, patch: GroupPatch) -> GroupOut:
    """Fields left out stay."""
    return await groups.edit(group_id, patch)


@router.delete("/{group_id:uuid}", status_code=204, responses=problems(401, 403, 404, 503))
async def delete_group(groups: Groups, _person: Administrator, group_id: UUID) -> None:
    """Its cameras stay."""
    await groups.delete(group_id)
