"""Which requests need no session: an explicit list, and the pages of the user interface, which hold no records."""

import re
from urllib.parse import unquote

_EVERYBODY = frozenset(
    {
        ("GET", "/health"),
        ("GET", "/api/v1/session"),
        ("POST", "/api/v1/session"),
        ("POST", "/api/v1/first-run"),
        # Whoever has a link of an invitation: its token stands in the body, and is the permission.
        ("POST", "/api/v1/invitations/seen"),
        ("POST", "/api/v1/invitations/taken"),
        ("GET", "/api/v1/encryption"),
        ("GET", "/api/v1/encryption/argusai-authority.crt"),
    }
)
# The link itself is the permission: signed, for one picture and a day.
_SIGNED = re.compile(r"/api/v1/notice-pictures/[A-Za-z0-9_-]{20,80}")
_NOT_PAGES = frozenset({"api", "docs", "redoc", "openapi.json", "health"})
_MOST_DECODINGS = 4


def is_open_route(method: str, path: str) -> bool:
    """True for the few routes that everybody may call. `path`: decoded once, as the server hands it on."""
    method = "GET" if method == "HEAD" else method  # what a GET would say, without its body
    return (method, path) in _EVERYBODY or (method == "GET" and _SIGNED.fullmatch(path) is not None)


def is_page(method: str, path: str) -> bool:
    """True for reading a file or a page of the user interface. A path that is written in any other way than the plain
    one (doubled or encoded slashes, dots, backslashes, control characters) is none."""
    if method not in {"GET", "HEAD"} or not path.isprintable():
        return False
    written = path.lower()
    plain = plain_path(written)
    return written in {plain, plain + "/"} and plain.split("/")[1] not in _NOT_PAGES


def plain_path(path: str) -> str:
    """`path` with every trick undone: decoded until nothing changes, one slash at a time, no dots. "/" at least."""
    for _ in range(_MOST_DECODINGS):
        decoded = unquote(path)
        if decoded == path:
            break
        path = decoded
    segments: list[str] = []
    for segment in path.replace("\\", "/").split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(segment)
    return "/" + "/".join(segments)
