"""What a member may do: an explicit list of requests. Whatever is not in it takes an administrator. Pure.

The guard asks it before any route is reached, so a new route is closed to members until somebody puts it here.
"""

import re

_ID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
# Written as the routes are, {id} for an id. What a member looks at.
_READ = (
    "/openapi.json",
    "/api/v1/calm",
    "/api/v1/camera-groups",
    "/api/v1/cameras",
    "/api/v1/cameras/default-filters",
    "/api/v1/cameras/{id}",
    "/api/v1/cameras/{id}/decisions",
    "/api/v1/cameras/{id}/outages",
    "/api/v1/cameras/{id}/reasons",
    "/api/v1/cameras/{id}/snapshot",
    "/api/v1/cameras/{id}/snapshot.jpg",
    "/api/v1/cameras/{id}/stream.mjpeg",
    "/api/v1/cameras/{id}/stream.mp4",
    "/api/v1/channel-settings",
    "/api/v1/channels",
    "/api/v1/decisions/{id}/picture",
    "/api/v1/deliveries",
    "/api/v1/deliveries/export",
    "/api/v1/detectors",
    "/api/v1/events",
    "/api/v1/events/labels",
    "/api/v1/events/summary",
    "/api/v1/events/{id}",
    "/api/v1/events/{id}/clip",
    "/api/v1/events/{id}/descriptions",
    "/api/v1/events/{id}/notices",
    "/api/v1/events/{id}/questions",
    "/api/v1/events/{id}/why",
    "/api/v1/media/{id}",
    "/api/v1/modes",
    "/api/v1/modes/changes",
    "/api/v1/notices",
    "/api/v1/notices/summary",
    "/api/v1/outages",
    "/api/v1/parcels",
    "/api/v1/presence",
    "/api/v1/rules",
    "/api/v1/rules/choices",
    "/api/v1/rules/{id}/versions",
    "/api/v1/settings",
    "/api/v1/system",
)
# What is a member's own, and the few things that whoever lives in a house does: look now, choose the
# mode, say who is in.
_CHANGE = (
    ("DELETE", "/api/v1/session"),
    ("PUT", "/api/v1/session/password"),
    ("PATCH", "/api/v1/calm"),
    ("POST", "/api/v1/calm/snooze"),
    ("POST", "/api/v1/cameras/{id}/describe"),
    ("POST", "/api/v1/cameras/{id}/doorbell/press"),
    ("POST", "/api/v1/channels"),
    ("PATCH", "/api/v1/channels/{id}"),
    ("DELETE", "/api/v1/channels/{id}"),
    ("POST", "/api/v1/channels/{id}/test"),
    ("POST", "/api/v1/deliveries/{id}/resend"),
    ("POST", "/api/v1/events/seen"),
    ("PUT", "/api/v1/events/{id}/seen"),
    ("PUT", "/api/v1/events/{id}/feedback"),
    ("DELETE", "/api/v1/events/{id}/feedback"),
    ("PUT", "/api/v1/modes/current"),
    ("POST", "/api/v1/notices/read"),
    ("POST", "/api/v1/notices/{id}/read"),
    ("POST", "/api/v1/notices/{id}/acknowledgement"),
    ("POST", "/api/v1/outages/seen"),
    ("PUT", "/api/v1/presence/residents/{id}/state"),
)
_SOCKETS = ("/api/v1/live", "/api/v1/cameras/{id}/live")
SOCKET = "SOCKET"  # the method of a WebSocket's handshake, in this list


def _pattern(path: str) -> str:
    return re.escape(path).replace(re.escape("{id}"), _ID)


_MAY = {
    method: re.compile("|".join(_pattern(path) for path in paths))
    for method, paths in {
        "GET": _READ,
        SOCKET: _SOCKETS,
        **{method: [path for one, path in _CHANGE if one == method] for method in {method for method, _ in _CHANGE}},
    }.items()
}


def member_may(method: str, path: str) -> bool:
    """`path`: decoded once, as the server hands it on."""
    pattern = _MAY.get("GET" if method == "HEAD" else method)
    return pattern is not None and pattern.fullmatch(path) is not None
