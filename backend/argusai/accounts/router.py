"""The session routes."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.requests import HTTPConnection

from argusai.accounts.contract import COOKIE, OpenSession
from argusai.accounts.guard import Administrator, CurrentSession, FoundSession, SignedIn
from argusai.accounts.origins import is_at_home, is_secure
from argusai.accounts.schemas import FirstRunIn, PasswordChangeIn, SessionOut, SignInIn, UserOut
from argusai.accounts.service import Accounts, Caller, SignedInNow
from argusai.kit.problems import problems

__all__ = ["Administrator", "SignedIn", "router", "with_cookie"]

router = APIRouter(tags=["session"])
_OPEN = {"security": list[object]()}  # for OpenAPI; what is open is decided by the guard's list alone


def _accounts(connection: HTTPConnection) -> Accounts:
    accounts: Accounts = connection.app.state.accounts
    return accounts


def _caller(connection: HTTPConnection) -> Caller:
    return Caller(connection.client.host if connection.client else "", is_at_home(connection.scope))


_Service = Annotated[Accounts, Depends(_accounts)]
_Caller = Annotated[Caller, Depends(_caller)]


@router.get("/session", openapi_extra=_OPEN)
async def read_session(accounts: _Service, session: FoundSession, caller: _Caller) -> SessionOut:
    """Whether somebody is signed in, and else what to show: sign-in or first run."""
    if session is not None:
        return _signed_in(session)
    first = await accounts.is_first_run()
    state = "first-run" if first else "signed-out"
    return SessionOut(state=state, code_required=first and not caller.at_home, user=None, csrf_token=None)


@router.post("/first-run", status_code=201, openapi_extra=_OPEN, responses=problems(403, 409, 429, 503))
async def create_administrator(
    body: FirstRunIn, request: Request, response: Response, accounts: _Service, caller: _Caller
) -> SessionOut:
    """Make the administrator; works once."""
    opened = await accounts.create_administrator(body.name, body.password, body.code, caller)
    return with_cookie(request, response, opened)


@router.post("/session", openapi_extra=_OPEN, responses=problems(401, 403, 429, 503))
async def sign_in(
    body: SignInIn, request: Request, response: Response, accounts: _Service, session: FoundSession
) -> SessionOut:
    opened = await accounts.sign_in(body.name, body.password, _caller(request), session)
    return with_cookie(request, response, opened)


@router.delete("/session", status_code=204, responses=problems(401, 403))
async def sign_out(response: Response, accounts: _Service, session: CurrentSession) -> None:
    await accounts.sign_out(session.id)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")


@router.put("/session/password", status_code=204, responses=problems(401, 403, 409, 429, 503))
async def change_password(body: PasswordChangeIn, accounts: _Service, session: CurrentSession, caller: _Caller) -> None:
    """Everywhere else this person is signed out."""
    await accounts.change_password(session, body.current_password, body.new_password, caller)


def with_cookie(request: Request, response: Response, opened: SignedInNow) -> SessionOut:
    response.set_cookie(
        COOKIE,
        opened.token,
        max_age=int(timedelta(days=400).total_seconds()),  # the browsers' most; when it ends is decided here, not there
        path="/",
        secure=is_secure(request.scope),
        httponly=True,
        samesite="lax",
    )
    return _signed_in(opened.session)


def _signed_in(session: OpenSession) -> SessionOut:
    person = session.person
    user = UserOut(id=person.id, name=person.name, role=person.role)
    return SessionOut(state="signed-in", code_required=False, user=user, csrf_token=session.csrf_token)
