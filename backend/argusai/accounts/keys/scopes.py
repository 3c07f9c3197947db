"""What a key may be used for: an explicit list of requests. A request that is not in it takes no key. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Scope = Literal["streams:read", "presence:write", "doorbell:press", "modes:write"]
_ID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_CAMERA = rf"(?P<camera_id>{_ID})"
_LIST: tuple[tuple[str, re.Pattern[str], Scope], ...] = (
    ("GET", re.compile(rf"/api/v1/cameras/{_CAMERA}/(?:stream\.mp4|stream\.mjpeg|snapshot\.jpg)"), "streams:read"),
    ("POST", re.compile(rf"/api/v1/cameras/{_CAMERA}/doorbell/press"), "doorbell:press"),
    ("PUT", re.compile(rf"/api/v1/presence/residents/{_ID}/state"), "presence:write"),
    ("GET", re.compile(r"/api/v1/modes"), "modes:write"),
    ("PUT", re.compile(r"/api/v1/modes/current"), "modes:write"),
)


@dataclass(frozen=True, slots=True)
class Need:
    """What a key must allow for one request. `camera_id` None: it is about no camera."""

    scope: Scope
    camera_id: UUID | None


def read_need(method: str, path: str) -> Need | None:
    """None: no key opens this."""
    method = "GET" if method == "HEAD" else method  # what a GET would say, without its body
    for listed, pattern, scope in _LIST:
        if listed == method and (found := pattern.fullmatch(path)):
            camera_id = found.groupdict().get("camera_id")
            return Need(scope, None if camera_id is None else UUID(camera_id))
    return None


def allows(scopes: Collection[str], camera_ids: Collection[UUID] | None, need: Need) -> bool:
    """`camera_ids`: None for all cameras, also those that are added later."""
    anywhere = camera_ids is None or need.camera_id is None
    return need.scope in scopes and (anywhere or need.camera_id in (camera_ids or ()))
