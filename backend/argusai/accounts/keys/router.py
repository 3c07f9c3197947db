"""Keys for other programs, over HTTP. For administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator
from argusai.accounts.keys.schemas import KeyIn, KeyMadeOut, KeyOut
from argusai.accounts.keys.service import ApiKeys
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut

router = APIRouter(prefix="/keys", tags=["keys"])


def _keys(connection: HTTPConnection) -> ApiKeys:
    keys: ApiKeys = connection.app.state.keys
    return keys


Keys = Annotated[ApiKeys, Depends(_keys)]


@router.get("", responses=problems(401, 403))
async def list_keys(_person: Administrator, keys: Keys) -> PageOut[KeyOut]:
    """In the order in which they were made. Always one page."""
    return PageOut(items=await keys.list(), next_cursor=None)


@router.post("", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def make_key(body: KeyIn, person: Administrator, keys: Keys) -> KeyMadeOut:
    """The key itself is in this answer and nowhere else. It ends with whoever made it."""
    return await keys.create(body, person)


@router.delete("/{key_id:uuid}", status_code=204, responses=problems(401, 403, 404, 503))
async def revoke_key(key_id: UUID, _person: Administrator, keys: Keys) -> None:
    """At once: streams that run with it end."""
    await keys.revoke(key_id)
