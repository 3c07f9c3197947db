"""People and invitations, over HTTP. For administrators; what somebody with a link may do without signing in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.requests import HTTPConnection

from argusai.accounts.guard import Administrator, FoundSession
from argusai.accounts.people.schemas import (
    InvitationIn,
    InvitationMadeOut,
    InvitationSeenOut,
    JoinIn,
    PeopleOut,
    PersonPatch,
    TokenIn,
)
from argusai.accounts.people.service import People
from argusai.accounts.router import with_cookie
from argusai.accounts.schemas import SessionOut
from argusai.accounts.service import Accounts, SignedInNow
from argusai.kit.problems import problems

router = APIRouter(tags=["people"])
_OPEN = {"security": list[object]()}  # for OpenAPI; what is open is decided by the guard's list alone


def _people(connection: HTTPConnection) -> People:
    accounts: Accounts = connection.app.state.accounts
    return accounts.people


def _address(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else ""


Service = Annotated[People, Depends(_people)]
Address = Annotated[str, Depends(_address)]


@router.get("/people", responses=problems(401, 403))
async def list_people(_person: Administrator, people: Service) -> PeopleOut:
    """Who may sign in, and who is invited. Always one page."""
    return await people.all()


@router.patch("/people/{person_id:uuid}", status_code=204, responses=problems(401, 403, 404, 409, 413, 422, 503))
async def change_person(person_id: UUID, patch: PersonPatch, _person: Administrator, people: Service) -> None:
    """At once, in what is open in his browsers too; he stays signed in. Who becomes a member: the invitations that he
    made open nothing any more."""
    await people.change_role(person_id, patch.role)


@router.delete("/people/{person_id:uuid}", status_code=204, responses=problems(401, 403, 404, 409, 503))
async def remove_person(person_id: UUID, _person: Administrator, people: Service) -> None:
    """At once: his browsers are signed out, and what is open in them ends. His channels and notices go with him, and
    the invitations and API keys that he made."""
    await people.remove(person_id)


@router.post("/invitations", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def invite(body: InvitationIn, person: Administrator, people: Service) -> InvitationMadeOut:
    """A link with which one more person joins. Its token is in this answer and nowhere else."""
    return await people.invite(person, body)


@router.delete("/invitations/{invitation_id:uuid}", status_code=204, responses=problems(401, 403, 404, 503))
async def take_back_invitation(invitation_id: UUID, _person: Administrator, people: Service) -> None:
    """Its link opens nothing any more."""
    await people.take_back(invitation_id)


@router.post("/invitations/seen", openapi_extra=_OPEN, responses=problems(403, 404, 413, 422, 429, 503))
async def look_at_invitation(body: TokenIn, people: Service, address: Address) -> InvitationSeenOut:
    """For whoever has the link: what it is for."""
    return await people.look(body.token, address)


@router.post(
    "/invitations/taken", status_code=201, openapi_extra=_OPEN, responses=problems(403, 404, 409, 413, 422, 429, 503)
)
async def join(
    body: JoinIn, request: Request, response: Response, people: Service, address: Address, session: FoundSession
) -> SessionOut:
    """For whoever has the link, once: become one of the people, and be signed in."""
    return with_cookie(request, response, SignedInNow(*await people.join(body, address, session)))
