"""The ASGI words that our middlewares share, and a problem as a bare response (RFC 9457)."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from argusai.kit.errors import ArgusError

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# An extension of the scope, where the server has it: a function that ends the connection at once, without a word.
GIVE_UP = "argusai.give_up"
PROBLEM_TYPE = "application/problem+json"
# A path is echoed as `instance`; nobody needs more of it than this.
_LONGEST_INSTANCE = 200


def headers_named(scope: Scope, name: bytes) -> list[bytes]:
    """The values of every header `name` (lower case), in the order they came."""
    return [value for key, value in scope["headers"] if key.lower() == name]


def header(scope: Scope, name: bytes) -> bytes | None:
    """The one value of header `name` (lower case); None when it is missing or came more than once."""
    values = headers_named(scope, name)
    return values[0] if len(values) == 1 else None


def problem_body(error: ArgusError, path: str) -> dict[str, Any]:
    """What a caller sees of `error`, in the shape of `ProblemOut`."""
    return {
        "type": error.slug,
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "instance": path.encode(errors="replace").decode()[:_LONGEST_INSTANCE],
        "fields": error.fields,
    }


def problem_headers(error: ArgusError) -> dict[str, str]:
    """`Retry-After`, where waiting helps."""
    wait = error.retry_after_seconds
    return {} if wait is None else {"Retry-After": str(max(1, wait))}


async def send_problem(scope: Scope, send: Send, error: ArgusError, *, close: bool = False) -> None:
    """Answer an HTTP request with `error`. `close`: the rest of the request was not read, so end the connection."""
    body = json.dumps(problem_body(error, scope["path"])).encode()
    headers = {
        "Content-Type": PROBLEM_TYPE,
        "Content-Length": str(len(body)),
        **problem_headers(error),
        **({"Connection": "close"} if close else {}),
    }
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": error.status, "headers": raw})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
