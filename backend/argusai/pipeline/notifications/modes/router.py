"""`/modes`: which one counts, by hand, by schedule, and who chose it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import HTTPConnection

from argusai.accounts.guard import BY_KEY, Administrator, KeyInAddress, MayTell, SignedIn
from argusai.kit.pages import MOST_PER_PAGE
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.notifications.modes.schemas import (
    CurrentModeIn,
    ModeChangeOut,
    ModeIn,
    ModePatch,
    ModeScheduleIn,
    ModesOut,
)
from argusai.pipeline.notifications.modes.service import ModesService

router = APIRouter(prefix="/modes", tags=["modes"])
_ModeId = Annotated[str, Path(max_length=40)]


def _service(connection: HTTPConnection) -> ModesService:
    service: ModesService = connection.app.state.modes
    return service


Modes = Annotated[ModesService, Depends(_service)]


@router.get("", responses=problems(401, 403, 429), openapi_extra=BY_KEY)
async def read_modes(modes: Modes, _access: MayTell, _key: KeyInAddress = None) -> ModesOut:
    """All modes, the one that counts, and when it changes by itself. Takes a key with the scope `modes:write` too."""
    return await modes.read()


@router.put("/current", responses=problems(401, 403, 404, 413, 422, 429, 503), openapi_extra=BY_KEY)
async def choose_mode(modes: Modes, _access: MayTell, given: CurrentModeIn, _key: KeyInAddress = None) -> ModesOut:
    """Everybody in the house may, and a key with the scope `modes:write`. It counts at once, until somebody or the
    schedule chooses another."""
    return await modes.choose(given.mode)


@router.put("/schedule", responses=problems(401, 403, 413, 422, 503))
async def set_mode_schedule(modes: Modes, _person: Administrator, given: ModeScheduleIn) -> ModesOut:
    """Replaces all entries."""
    return await modes.set_schedule(given.entries)


@router.get("/changes", responses=problems(401, 422))
async def list_mode_changes(
    modes: Modes,
    _person: SignedIn,
    limit: Annotated[int, Query(ge=1, le=MOST_PER_PAGE)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PageOut[ModeChangeOut]:
    """Who chose which mode when, newest first; kept for a year."""
    page = await modes.changes(limit, cursor)
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)


@router.post("", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def make_mode(modes: Modes, _person: Administrator, given: ModeIn) -> ModesOut:
    return await modes.create(given)


@router.patch("/{mode_id}", responses=problems(401, 403, 404, 409, 413, 422, 503))
async def edit_mode(modes: Modes, _person: Administrator, mode_id: _ModeId, patch: ModePatch) -> ModesOut:
    """Fields left out stay."""
    return await modes.edit(mode_id, patch)


@router.delete("/{mode_id}", responses=problems(401, 403, 404, 409, 422, 503))
async def delete_mode(modes: Modes, _person: Administrator, mode_id: _ModeId) -> ModesOut:
    """Not the four that come with the program, nor one that counts or that the schedule chooses."""
    return await modes.delete(mode_id)
