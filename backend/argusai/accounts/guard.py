"""The one guard: nothing passes without a session unless `public_paths` names it, or a key that `keys.scopes` lets in;
who is a member does what `members` lists, and nothing else.
HTTP and WebSockets alike. And the words with which routers take whom it let in: `SignedIn`, `Administrator`,
`MayLook`."""

import asyncio
import contextlib
import hmac
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Query
from fastapi.requests import HTTPConnection
from fastapi.websockets import WebSocketDisconnect
from starlette.exceptions import HTTPException

from argusai.accounts.contract import COOKIE, Access, KeyLookup, OpenSession, Person, SessionLookup
from argusai.accounts.keys.scopes import allows, read_need
from argusai.accounts.members import SOCKET, member_may
from argusai.accounts.origins import comes_from_elsewhere
from argusai.accounts.public_paths import is_open_route, is_page
from argusai.kit.actor import ACTOR, NOBODY
from argusai.kit.asgi import App, Message, Receive, Scope, Send, header, headers_named, send_problem
from argusai.kit.db import writing_for
from argusai.kit.errors import ArgusError, Forbidden, NotFound, NotSignedIn
from argusai.kit.text import holds_control_characters

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_CLOSE_SECONDS = 5.0
_MOST_TOKENS = 3  # another program on this host may set a cookie of our name; more than a few is an attack
_KEY_HERE = "A key, for programs that can send no header"
COME_AGAIN = 1012  # the session goes on, with other rights
NOT_SIGNED_IN = 4401  # how a WebSocket is closed: the browser sees this code, and not that of a refused handshake


class SocketEnded(OSError):
    """The session ended while the socket was in use. An OSError, because that is how a lost connection shows."""


class Guard:
    """Put around the whole application. Sets `scope["state"]["session"]` and `["person"]` (None when not signed in).

    `keys`: what other programs may bring instead of a session, for the requests in `keys.scopes` only; None: nothing.
    `pages`: what answers requests for the user interface, instead of the application, so that no route outside /api is
    reachable by forgetting it. None: the application itself.
    """

    def __init__(
        self, app: App, sessions: SessionLookup, pages: App | None = None, keys: KeyLookup | None = None
    ) -> None:
        self._app = app
        self._sessions = sessions
        self._pages = pages or app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        session = await self._session(scope)
        person = session.person if session else None
        ACTOR.set(person.name if person else NOBODY)
        scope["state"] = {**scope.get("state", {}), "session": session, "person": person}
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send, session)
            return
        try:
            app = self._app if await self._by_key(scope, session) else self._admit(scope, session)
            if holds_control_characters(scope["path"]):  # routes that end in "$" let a last line break through
                raise NotFound("There is nothing at this address.")
        except ArgusError as error:
            await send_problem(scope, send, error, close=scope["method"] not in _SAFE)
            return
        try:
            with _asked_again(scope):
                await app(scope, receive, send)
        except HTTPException:  # the pages, which have no framework around them, refuse this way
            await send_problem(scope, send, NotFound("There is nothing at this address."))

    async def _session(self, scope: Scope) -> OpenSession | None:
        for token in _tokens(scope)[:_MOST_TOKENS]:
            if session := await self._sessions.find(token):
                return session
        return None

    async def _by_key(self, scope: Scope, session: OpenSession | None) -> bool:
        """Whether a key lets this request in. Raises NotSignedIn, TooMany, Forbidden when it brings one that does not.
        Beside a session a key counts only where keys are taken; what is open to everybody is so to who brings one, too:
        a proxy in front of us may add one of its own to every request."""
        method, path = scope["method"], scope["path"]
        need = read_need(method, path)
        if need is None and (is_page(method, path) or is_open_route(method, path)):
            return False
        token = _presented_key(scope, in_query=need is not None)
        if self._keys is None or token is None or (need is None and session is not None):
            return False
        key = await self._keys.check(token, scope["client"][0] if scope.get("client") else "")
        if need is None or not allows(key.scopes, key.camera_ids, need):
            raise Forbidden("This key does not allow this.", slug="key-scope")
        ACTOR.set(f"the key “{key.name}”")
        ends, lasts = self._keys.on_key_end, self._keys.require
        scope["state"]["access"] = Access(partial(ends, key.id), partial(lasts, key.id), by_key=True)
        return True

    def _admit(self, scope: Scope, session: OpenSession | None) -> App:
        """Who answers. Raises NotSignedIn or Forbidden."""
        method, path = scope["method"], scope["path"]
        if is_page(method, path):
            return self._pages
        if is_open_route(method, path):
            if method not in _SAFE and comes_from_elsewhere(scope):
                raise Forbidden(
                    "Another web site sent this request. Open ArgusAI itself to sign in.", slug="cross-site"
                )
            return self._app
        if session is None:
            raise NotSignedIn("Sign in to use this.")
        if not may(session.person, method, path):
            raise administrators_only()
        if method not in _SAFE:
            _check_csrf(scope, session)
        scope["state"]["access"] = Access(
            partial(self._sessions.on_session_end, session.id),
            partial(self._sessions.require, session.id),
            by_key=False,
        )
        return self._app

    async def _socket(self, scope: Scope, receive: Receive, send: Send, session: OpenSession | None) -> None:
        if comes_from_elsewhere(scope):
            await send({"type": "websocket.close", "code": 1008, "reason": ""})  # refuses the handshake with 403
        elif session is None:
            await receive()
            await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
            await send({"type": "websocket.close", "code": NOT_SIGNED_IN, "reason": "not signed in"})
        elif not may(session.person, SOCKET, scope["path"]):
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await self._until_session_ends(scope, receive, send, session)

    async def _until_session_ends(self, scope: Scope, receive: Receive, send: Send, session: OpenSession) -> None:
        ended = asyncio.Event()
        stop_listening = self._sessions.on_session_end(session.id, ended.set)
        closed = False

        async def send_while_open(message: Message) -> None:
            nonlocal closed
            if ended.is_set():
                raise SocketEnded
            closed = closed or message["type"] == "websocket.close"
            await send(message)

        async def close_when_ended() -> None:
            await ended.wait()
            if not closed:
                with contextlib.suppress(OSError, RuntimeError):  # the other side may have gone at the same moment
                    await send(await self._ending(scope))

        closing = asyncio.create_task(close_when_ended(), name="close a socket with its session")
        try:
            await self._app(scope, receive, send_while_open)
        except (SocketEnded, WebSocketDisconnect):
            pass  # the session ended, or somebody closed a page: both are the usual end of a socket
        finally:
            stop_listening()
            if not ended.is_set():
                closing.cancel()
            await asyncio.wait([closing], timeout=_CLOSE_SECONDS)

    async def _ending(self, scope: Scope) -> Message:
        try:
            goes_on = await self._session(scope) is not None
        except ArgusError:  # nobody can tell now: whoever comes again is told
            goes_on = True
        code, reason = (COME_AGAIN, "other rights") if goes_on else (NOT_SIGNED_IN, "signed out")
        return {"type": "websocket.close", "code": code, "reason": reason}


def _asked_again(scope: Scope) -> contextlib.AbstractContextManager[None]:
    """Who changes something is asked again with each turn to write: others may have taken his right meanwhile."""
    access: Access | None = scope["state"].get("access")
    return contextlib.nullcontext() if access is None or scope["method"] in _SAFE else writing_for(access.require)


def _tokens(scope: Scope) -> list[str]:
    """What the browser sent as our cookie. Not through a cookie library: those give up at a neighbour's odd cookie."""
    pairs = [pair for line in headers_named(scope, b"cookie") for pair in line.decode("latin-1").split(";")]
    named = [(name.strip(), value.strip()) for name, _, value in (pair.partition("=") for pair in pairs)]
    return [value for name, value in named if name == COOKIE and value]


def _presented_key(scope: Scope, *, in_query: bool) -> str | None:
    """From `Authorization: Bearer`, else from `?key=`, for programs that can send no header."""
    scheme, _, token = (header(scope, b"authorization") or b"").decode("latin-1").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True) if in_query else {}
    return query["key"][0] if "key" in query else None


def _check_csrf(scope: Scope, session: OpenSession) -> None:
    sent = header(scope, b"x-csrf-token") or b""
    if not hmac.compare_digest(sent, session.csrf_token.encode()):
        raise Forbidden("The page is out of date. Load it again, then repeat the change.", slug="csrf")


def may(person: Person, method: str, path: str) -> bool:
    """Whoever is not an administrator may do what the list of members says, whatever his role is called."""
    return person.role == "administrator" or member_may(method, path)


def administrators_only() -> Forbidden:
    return Forbidden("Only an administrator can do this.", slug="administrators-only")


def _found_session(connection: HTTPConnection) -> OpenSession | None:
    """What the guard found. An application without the guard has nobody signed in."""
    session: OpenSession | None = connection.scope.get("state", {}).get("session")
    return session


async def _session(
    connection: HTTPConnection, session: Annotated[OpenSession | None, Depends(_found_session)]
) -> OpenSession:
    """Asked once the whole of a request has come: it may have ended since the guard let the beginning in."""
    access: Access | None = connection.scope.get("state", {}).get("access")
    if session is None or (access is not None and is_over(access)):
        raise NotSignedIn("Sign in to use this.")
    return session


def is_over(access: Access) -> bool:
    ended = asyncio.Event()
    access.on_end(ended.set)()
    return ended.is_set()


async def while_open(access: Access, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """What is read as it comes, which may take minutes. Raises NotSignedIn once its sender may not any more, also
    behind the last piece."""
    async for piece in pieces:
        if is_over(access):
            break
        yield piece
    if is_over(access):
        raise NotSignedIn("Sign in to use this.")


def _person(session: Annotated[OpenSession, Depends(_session)]) -> Person:
    return session.person


def _administrator(person: Annotated[Person, Depends(_person)]) -> Person:
    if person.role != "administrator":
        raise administrators_only()
    return person


def _access(connection: HTTPConnection) -> Access:
    access: Access | None = connection.scope.get("state", {}).get("access")
    if access is None:
        raise NotSignedIn("Sign in to use this.")
    return access


def _open_access(access: Annotated[Access, Depends(_access)]) -> Access:
    """Asked once the whole of a request has come, as `_session` is."""
    if is_over(access):
        raise NotSignedIn("Sign in to use this.")
    return access


SignedIn = Annotated[Person, Depends(_person)]
Administrator = Annotated[Person, Depends(_administrator)]
# Signed in, or with a key for this very request.
MayLook = Annotated[Access, Depends(_access)]
MayTell = Annotated[Access, Depends(_open_access)]
# Declared by each route that takes a key, for the guard has read it already: what a route does not declare is refused.
KeyInAddress = Annotated[str | None, Query(alias="key", max_length=200, description=_KEY_HERE)]
BY_KEY = {"security": [{"session": list[object]()}, {"key": list[object]()}, {"bearer": list[object]()}]}
CurrentSession = Annotated[OpenSession, Depends(_session)]
FoundSession = Annotated[OpenSession | None, Depends(_found_session)]
