"""The outer edge of one request: what nobody foresaw is logged once, answered plainly, and goes no further."""

from argusai.kit.asgi import App, Message, Receive, Scope, Send, send_problem
from argusai.kit.errors import ArgusError, NotFound, NotSignedIn
from argusai.kit.log import get_log

_log = get_log("api")
_OURS = "This went wrong on our side. The log has the details."
_NOT_SIGNED_IN, _NOT_FOUND, _TRY_LATER, _FAILED = 4401, 4404, 1013, 1011


class ResponseCutShort(Exception):
    """Tells the server to drop the connection, so that the caller does not take half a response for a whole one."""


class Edge:
    """Answers errors that come out of the application or of the middlewares inside: an ArgusError as its problem, any
    other as a bare 500 whose trace is in our log (redacted) and nowhere else. WebSockets are closed instead."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except ArgusError as error:
            await _answer(scope, send, error, started=started)
        except Exception:  # noqa: BLE001 - the edge: whatever a route did not foresee ends here
            _log.exception("request failed", path=scope["path"], kind=scope["type"])
            await _answer(scope, send, ArgusError(_OURS), started=started)


def close_code(error: ArgusError) -> int:
    """The code that a WebSocket is closed with for `error`."""
    if isinstance(error, NotSignedIn):
        return _NOT_SIGNED_IN
    if isinstance(error, NotFound):
        return _NOT_FOUND
    return _FAILED if error.retry_after_seconds is None else _TRY_LATER


async def _answer(scope: Scope, send: Send, error: ArgusError, *, started: bool) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": close_code(error), "reason": ""})
    elif started:
        raise ResponseCutShort from None
    else:
        await send_problem(scope, send, error)
