"""Reads what a person typed as a camera's address: credentials out, the host normalised, nonsense refused. Pure."""

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from argusai.kit.addresses import allowed, read_ip
from argusai.kit.errors import BadInput
from argusai.kit.text import holds_control_characters
from argusai.pipeline.capture.cameras.hidden import Secret, hide

_PORTS = {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443}
_EXAMPLES = {"rtsp": "rtsp://192.168.1.20:554/stream1", "http": "http://192.168.1.20/snapshot.jpg"}
_LONGEST_HOST = 253
LONGEST_CREDENTIAL = 256
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)\Z", re.DOTALL)
# host or [IPv6], then a port, then the path
_PLACE = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s@:/?#\[\]\\%\"<>]+)(?::(?P<port>\d{1,5}))?(?P<path>[/?#].*)?\Z")


@dataclass(frozen=True, slots=True)
class CameraAddress:
    """`url`: without credentials, and with a mark for each of `secrets`, which stood in its path or query. `username`,
    `password`: taken out of the URL and decoded, None when it had none. `server`: scheme, host and port, the same for
    the same server however it was written. `key`: the same for the same stream."""

    url: str
    username: str | None
    password: str | None = field(repr=False)
    server: str
    key: str
    secrets: tuple[Secret, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the text behind "://": what stands before the last '@' of the credentials, and the place.
    `sure`: the host is an address in full, a name with a dot, or this machine; a lone word or number may just as well
    be part of a password or of the path."""

    credentials: str | None
    host: str
    port: int
    path: str
    sure: bool


def refuse_control_characters(text: str, field_name: str) -> None:
    """Raises BadInput (slug `bad-characters`) for line breaks, null bytes and the like, and for half characters."""
    if holds_control_characters(text):
        raise BadInput(
            "Line breaks and other control characters are not allowed here. Please type it again.",
            slug="bad-characters",
            fields={field_name: "holds control characters"},
        )


def read_path(text: str) -> str:
    """The absolute path of a video file, normalised: also its key. Raises BadInput."""
    refuse_control_characters(text, "source.path")
    if not text.startswith("/"):
        raise _bad("source.path", "Write the whole path of the video file, beginning with “/”: /videos/yard.mp4.")
    return "/" + posixpath.normpath(text).lstrip("/")


def read_rtsp(text: str) -> CameraAddress:
    """Of an rtsp:// or rtsps:// stream; as `read_http`."""
    return _read(text, ("rtsp", "rtsps"))


def read_http(text: str) -> CameraAddress:
    """Of a picture or an MJPEG stream at http:// or https://. Raises BadInput, slugs `bad-address`,
    `address-ambiguous`, `address-not-allowed`, `bad-characters`.

    The user name and password may hold any characters, percent-encoded or as they are. Where the text can be read in
    two ways it is refused: a guess could send the password to the wrong host.
    """
    return _read(text, ("http", "https"))


def _read(text: str, schemes: tuple[str, str]) -> CameraAddress:
    refuse_control_characters(text, "source.url")
    match = _SCHEME.match(text)
    scheme, example = match[1].lower() if match else "", _EXAMPLES[schemes[0]]
    if match is None or scheme not in schemes:
        raise _bad("source.url", f"This address begins with {schemes[0]}:// or {schemes[1]}://, such as {example}.")
    usual = _PORTS[scheme]
    reading = _choose(list(_readings(match[2], usual)), example)
    if not allowed(reading.host, loopback=True, private=True):
        raise BadInput(
            "This address belongs to no camera: link-local, metadata, multicast and unspecified addresses are not "
            "allowed. Give the camera's own address, such as 192.168.1.20.",
            slug="address-not-allowed",
            fields={"source.url": "is an address that is not allowed"},
        )
    username, password = _credentials(reading.credentials)
    place = f"{scheme}://{reading.host}" + ("" if reading.port == usual else f":{reading.port}")
    hidden = hide(reading.path, reading.port)
    # A digest of a long random path tells two streams apart and tells nothing of the path.
    telling = f"#{hashlib.sha256(hidden.telling.encode()).hexdigest()[:24]}" if hidden.telling else ""
    return CameraAddress(
        url=f"{place}{hidden.shown}",
        username=username,
        password=password,
        server=f"{scheme}://{reading.host}:{reading.port}",
        key=f"{place}{hidden.shown or '/'}{telling}",
        secrets=hidden.secrets,
    )


def _readings(text: str, usual_port: int) -> Iterator[_Reading]:
    plain = _place(None, text, usual_port)
    if plain is not None:
        yield plain
    for at in (number for number, character in enumerate(text) if character == "@"):
        credentials = text[:at]
        # A slash in a password is common, in a user name unheard of: there it begins the path.
        name, colon, _ = credentials.partition(":")
        if re.search(r"[/?#]", name if colon else credentials):
            continue
        reading = _place(credentials, text[at + 1 :], usual_port)
        if reading is not None:
            yield reading


def _place(credentials: str | None, text: str, usual_port: int) -> _Reading | None:
    match = _PLACE.match(text)
    if match is None:
        return None
    port = int(match["port"] or usual_port)
    host = _normal_host(match["host"])
    if not host or not 1 <= port <= 65535:
        return None
    sure = "." in match["host"] or match["host"].startswith("[") or host == "localhost"
    return _Reading(credentials, host, port, match["path"] or "", sure)


def _normal_host(host: str) -> str:
    """Lower case, one notation for each address; empty when it cannot be a host."""
    if host.startswith("["):
        if ":" not in host:
            return ""
        address = read_ip(host)
        if address is None:
            return ""
        return f"[{address}]" if address.version == 6 else str(address)
    address = read_ip(host)
    if address is not None:
        return str(address)
    name = unicodedata.normalize("NFC", host).lower().rstrip(".")
    labels = name.split(".")
    fine = all(label and all(c.isalnum() or c in "-_" for c in label) for label in labels) and not labels[-1].isdigit()
    return name if fine and len(name) <= _LONGEST_HOST else ""


def _choose(readings: list[_Reading], example: str) -> _Reading:
    if not readings:
        raise _bad(
            "source.url",
            f"This is not an address of a camera. Write it like {example}; user name and password have fields of their "
            "own.",
        )
    sure = [reading for reading in readings if reading.sure]
    chosen = readings if len(readings) == 1 else sure
    if len(chosen) == 1:
        return chosen[0]
    raise BadInput(
        "This address can be read in more than one way, because of the signs “@”, “:” or “/” in it. Type user name and "
        "password into their own fields, and the address without them.",
        slug="address-ambiguous",
        fields={"source.url": "can be read in more than one way"},
    )


def _credentials(text: str | None) -> tuple[str | None, str | None]:
    if not text:
        return None, None
    username, colon, password = text.partition(":")
    try:
        pair = unquote(username, errors="strict"), unquote(password, errors="strict") if colon else None
    except UnicodeDecodeError as error:
        raise _bad(
            "source.url",
            "The percent signs in the user name or password do not stand for letters. Use their own fields.",
        ) from error
    for part in pair:
        refuse_control_characters(part or "", "source.url")
        if len(part or "") > LONGEST_CREDENTIAL:
            raise _bad("source.url", f"User name and password have at most {LONGEST_CREDENTIAL} characters each.")
    return pair


def _bad(field_name: str, detail: str) -> BadInput:
    return BadInput(detail, slug="bad-address", fields={field_name: "is not an address of a camera"})
