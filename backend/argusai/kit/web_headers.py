"""The headers that keep a browser on our side, on every HTTP response."""

import re

from argusai.kit.asgi import App, Message, Receive, Scope, Send, header

_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    # The component library writes <style> elements while the page runs.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
_FIXED = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_HOST = re.compile(rb"[A-Za-z0-9.\-_:\[\]]{1,255}")


class SecurityHeaders:
    """Adds what the application did not set itself. Answers of the API are not stored unless they say so."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [(name, value) for name, value in _headers(scope) if name not in present]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    added = [*_FIXED, (b"content-security-policy", _policy(scope))]
    if scope["path"].startswith("/api/"):
        added.append((b"cache-control", b"no-store"))
    return added


def _policy(scope: Scope) -> bytes:
    """'self' covers WebSockets of the same origin in new browsers only, so the others are told our own host by name."""
    host = header(scope, b"host")
    sockets = f" ws://{host.decode()} wss://{host.decode()}" if host and _HOST.fullmatch(host) else ""
    return "; ".join((*_POLICY, f"connect-src 'self'{sockets}")).encode()
