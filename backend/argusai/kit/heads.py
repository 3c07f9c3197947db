"""HEAD wherever GET is answered: the same status and headers, without the body (RFC 9110, section 9.3.2)."""

from starlette.requests import ClientDisconnect

from argusai.kit.asgi import App, Message, Receive, Scope, Send

# With it an application names a file instead of reading it.
_NAMES_FILES = "http.response.pathsend"


class _Enough(OSError):
    """The headers are sent. An OSError, because that is how a lost connection shows: whoever streams stops."""


class Heads:
    """Routes know GET alone, so that OpenAPI describes each once."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        ended = False

        async def send_head(message: Message) -> None:
            nonlocal ended
            if message["type"] == "http.response.start":
                await send(message)
                return
            if not ended:
                ended = True
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            if message.get("more_body"):
                raise _Enough

        extensions = {**scope.get("extensions", {}), _NAMES_FILES: {}}
        try:
            await self._app({**scope, "method": "GET", "extensions": extensions}, receive, send_head)
        except (OSError, ClientDisconnect):
            if not ended:
                raise
