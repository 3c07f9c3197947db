"""Requests to addresses that people gave: the one guard (DESIGN 11.7).

A name is looked up once and the connection goes to what came out, so nothing can change in between; redirects are not
followed; time and size have bounds. Whoever needs another protocol or library connects to what `pin` returns.
"""

import asyncio
import contextlib
import functools
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import h11

from argusai.kit.addresses import allowed, read_ip
from argusai.kit.text import holds_control_characters

_LONGEST_URL = 2000
_PIECE = 16_384
_DEFAULT_PORTS = {"http": 80, "https": 443}
# They belong to the connection, not to what is said over it: `send` writes those that it needs.
OF_THE_CONNECTION = frozenset(
    {
        *("host", "content-length", "transfer-encoding", "connection", "keep-alive", "proxy-connection", "upgrade"),
        *("te", "trailer", "expect"),
    }
)

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Reach:
    """Which addresses besides those of the internet may be asked; an administrator says so. `private`: the home
    network. `loopback`: this machine. Link-local and metadata addresses never."""

    private: bool = False
    loopback: bool = False


class OutgoingFailed(Exception):
    """No answer. `slug`: bad-address, refused-address, unknown-host, no-connection, certificate, timeout, no-answer.
    The message is a sentence for a person. `perhaps_received`: the other side may have got the request all the same."""

    def __init__(self, message: str, slug: str, *, perhaps_received: bool = False) -> None:
        super().__init__(message)
        self.slug = slug
        self.perhaps_received = perhaps_received


@dataclass(frozen=True, slots=True)
class Address:
    """Where a request goes. `target`: path and query, as sent."""

    tls: bool
    host: str
    port: int
    target: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = _DEFAULT_PORTS["https" if self.tls else "http"]
        return host if self.port == usual else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Request:
    """`seconds`: for everything, from the look-up to the last byte. `most_bytes`: of the answer's body; more is cut."""

    url: str
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    seconds: float = 10.0
    most_bytes: int = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers`: names in lower case. `cut`: there was more than `most_bytes`."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool


def merged_headers(*given: Mapping[str, str]) -> dict[str, str]:
    """Later ones take the place of earlier ones, whatever the case of their names; each stays as it is written."""
    merged: dict[str, tuple[str, str]] = {}
    for headers in given:
        merged |= {name.lower(): (name, value) for name, value in headers.items()}
    return dict(merged.values())


def read_address(url: str) -> Address:
    """Raises OutgoingFailed (bad-address) for anything but a plain http or https address without a password."""
    if len(url) > _LONGEST_URL or holds_control_characters(url) or any(each.isspace() for each in url):
        raise _bad_address("It holds spaces or control characters, or is too long")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise _bad_address("It cannot be read") from error
    if parts.scheme not in _DEFAULT_PORTS or not host or port == 0:
        raise _bad_address("It must begin with http:// or https:// and name a host")
    if parts.username is not None or parts.password is not None:
        raise _bad_address("Leave name and password out of it, and put them into a header")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not target.isascii():
        raise _bad_address("Letters outside of ASCII must be percent-encoded")
    return Address(parts.scheme == "https", host, port or _DEFAULT_PORTS[parts.scheme], target)


async def look_up(host: str, port: int) -> Sequence[str]:
    """By the system's resolver. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, proto=6)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


async def pin(host: str, port: int, reach: Reach, resolve: Resolve = look_up) -> tuple[str, ...]:
    """The addresses of `host` to which connections may go, looked up this once: connect to these, never to the name.
    Raises OutgoingFailed (refused-address, unknown-host)."""
    limits = {"loopback": reach.loopback, "private": reach.private}
    if not allowed(host, **limits):
        raise _refused(host)
    written = read_ip(host)
    if written is not None:
        return (str(written),)
    try:
        found = await resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise OutgoingFailed(f"There is no host named {host}.", "unknown-host") from error
    fine = tuple(address for address in found if allowed(address, **limits))
    if not fine:
        raise _refused(host)
    return fine


async def send(
    request: Request, reach: Reach, *, resolve: Resolve = look_up, trust: ssl.SSLContext | None = None
) -> Answer:
    """The answer, whatever its status; redirects are answers. `trust`: other certificates than the system's.
    Raises OutgoingFailed."""
    address = read_address(request.url)
    sent = False
    try:
        async with asyncio.timeout(request.seconds):
            pinned = await pin(address.host, address.port, reach, resolve)
            context = (trust or await asyncio.to_thread(_system_trust)) if address.tls else None
            reader, writer = await _connect(address, pinned, context)
            try:
                sent = True
                return await _converse(address, request, reader, writer)
            finally:
                writer.transport.abort()
    except TimeoutError as error:
        late = f"{address.host} did not answer within {request.seconds:g} seconds."
        raise OutgoingFailed(late, "timeout", perhaps_received=sent) from error
    except h11.LocalProtocolError as error:
        raise _bad_address("One of its headers cannot be sent") from error
    except (OSError, h11.ProtocolError) as error:
        broken = f"{address.host} broke off without a proper answer."
        raise OutgoingFailed(broken, "no-answer", perhaps_received=sent) from error


async def _connect(
    address: Address, pinned: Sequence[str], context: ssl.SSLContext | None
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    name = address.host if context else None
    last: OSError | None = None
    for place in pinned:
        try:
            return await asyncio.open_connection(place, address.port, ssl=context, server_hostname=name)
        except ssl.SSLCertVerificationError as error:
            unproven = f"{address.host} could not prove who it is: {error.verify_message}."
            raise OutgoingFailed(unproven, "certificate") from error
        except ssl.SSLError as error:
            raise OutgoingFailed(f"{address.host} speaks no TLS at port {address.port}.", "certificate") from error
        except OSError as error:
            last = error
    raise OutgoingFailed(f"Nothing answers at {address.host}, port {address.port}.", "no-connection") from last


async def _converse(
    address: Address, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> Answer:
    wire = h11.Connection(our_role=h11.CLIENT)
    own = [("host", address.host_header), ("content-length", str(len(request.body))), ("connection", "close")]
    given = [(name, value) for name, value in request.headers.items() if name.lower() not in OF_THE_CONNECTION]
    head = h11.Request(method=request.method, target=address.target, headers=[*own, *given])
    written = [wire.send(head), wire.send(h11.Data(data=request.body)), wire.send(h11.EndOfMessage())]
    writer.write(b"".join(each for each in written if each))
    with contextlib.suppress(ConnectionError):  # it may have answered before it read all, and closed
        await writer.drain()
    status, headers, body = 0, dict[str, str](), bytearray()
    while True:
        event = wire.next_event()
        if event is h11.NEED_DATA:
            wire.receive_data(await reader.read(_PIECE))
        elif isinstance(event, h11.Response):
            status = event.status_code
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in event.headers}
        elif isinstance(event, h11.Data):
            body += event.data
            if len(body) > request.most_bytes:
                return Answer(status, headers, bytes(body[: request.most_bytes]), cut=True)
        elif isinstance(event, h11.EndOfMessage):
            return Answer(status, headers, bytes(body), cut=False)
        elif isinstance(event, h11.ConnectionClosed):
            raise h11.RemoteProtocolError("closed before an answer")


@functools.cache
def _system_trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _bad_address(why: str) -> OutgoingFailed:
    return OutgoingFailed(f"This address cannot be used. {why}.", "bad-address")


def _refused(host: str) -> OutgoingFailed:
    return OutgoingFailed(
        f"{host} lies within this machine or its network. An administrator can allow such addresses under Settings.",
        "refused-address",
    )
