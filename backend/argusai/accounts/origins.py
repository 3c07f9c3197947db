"""Tells whether a request was made by another web site's page, from what the browser itself says."""

import ipaddress

from argusai.kit.asgi import Scope, header, headers_named

_DEFAULT_PORTS = {"http": ":80", "https": ":443", "ws": ":80", "wss": ":443"}
# What proxies add. Some ask under our own name, so that the name alone would take their callers for somebody here.
_OF_PROXIES = frozenset(
    {b"forwarded", b"via", b"x-real-ip", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto"}
)


def comes_from_elsewhere(scope: Scope) -> bool:
    """True when `Sec-Fetch-Site` or `Origin` name another origin than ours. Programs send neither and are not stopped:
    only a browser carries somebody's cookies."""
    if any(site not in {b"same-origin", b"none"} for site in headers_named(scope, b"sec-fetch-site")):
        return True
    host = header(scope, b"host") or b""
    return any(not _same(origin, host) for origin in headers_named(scope, b"origin"))


def is_secure(scope: Scope) -> bool:
    """True when the browser speaks TLS, be it to us or to a proxy before us (its `Origin` then says https)."""
    return scope["scheme"] in {"https", "wss"} or (header(scope, b"origin") or b"").lower().startswith(b"https://")


def is_at_home(scope: Scope) -> bool:
    """True when the caller sits at this very machine: a loopback address that asked for a loopback name. A proxy here,
    or a foreign page whose name was made to point here, asks for another name, or the proxy says that it is one."""
    if scope.get("http_version") == "1.0" or any(name.lower() in _OF_PROXIES for name, _ in scope["headers"]):
        return False  # no browser has spoken 1.0 for long, and nginx does so to whom it asks
    client = scope.get("client")
    host = (header(scope, b"host") or b"").decode("latin-1").lower()
    name = host[: host.rfind(":")] if host.rpartition(":")[2].isdigit() and not host.endswith("]") else host
    return client is not None and _is_loopback(client[0]) and (name == "localhost" or _is_loopback(name.strip("[]")))


def _is_loopback(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback


def _same(origin: bytes, host: bytes) -> bool:
    scheme, separator, place = origin.decode("latin-1").lower().partition("://")
    port = _DEFAULT_PORTS.get(scheme)
    if not separator or port is None or not place:
        return False
    return place.removesuffix(port) == host.decode("latin-1").lower().removesuffix(port)
