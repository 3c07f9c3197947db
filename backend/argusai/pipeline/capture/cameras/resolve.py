"""From what a person typed, and what is stored of the camera, to a source that can be opened. Pure."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.address import (
    CameraAddress,
    read_http,
    read_path,
    read_rtsp,
    refuse_control_characters,
)
from argusai.pipeline.capture.cameras.contract import HIDDEN_PART, Source, UsbPicture
from argusai.pipeline.capture.cameras.credentials import NONE, Credentials
from argusai.pipeline.capture.cameras.hidden import Secret
from argusai.pipeline.capture.cameras.schemas import FileSourceIn, HttpSourceIn, RtspSourceIn
from argusai.pipeline.capture.cameras.usb_address import read_usb_id
from argusai.pipeline.capture.cameras.usb_schemas import UsbSourceIn

_READERS = {"rtsp": read_rtsp, "http": read_http}
# Kept in the column where they differ from what a source has by itself.
_CHOICES = {"rtsp": ("transport", "certificate"), "http": ("certificate", "per_second")}


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds of a camera. `source`: the JSON column."""

    source: dict[str, Any]
    credentials: Credentials


@dataclass(frozen=True, slots=True)
class Resolved:
    """`key`: equal for the same source, however it was written."""

    source: Source
    key: str
    credentials: Credentials = NONE

    @property
    def column(self) -> dict[str, Any]:
        """For the JSON column: without credentials."""
        source = self.source
        if source.kind == "file":
            return {"kind": "file", "path": source.address, "loop": source.loop}
        if source.kind == "usb":
            return {"kind": "usb", "device": source.address, **asdict(source.picture)}
        usual = Source(source.kind, "")
        chosen = {name: getattr(source, name) for name in _CHOICES[source.kind]}
        return {"kind": source.kind, "url": source.address} | {
            name: value for name, value in chosen.items() if value != getattr(usual, name)
        }


def resolve(given: FileSourceIn | RtspSourceIn | HttpSourceIn | UsbSourceIn, stored: Stored | None = None) -> Resolved:
    """Raises BadInput: a malformed address, or slug `password-needed` where the stored password must not be used."""
    if isinstance(given, FileSourceIn):
        path = read_path(given.path)
        return Resolved(Source("file", path, loop=given.loop), path)
    if isinstance(given, UsbSourceIn):
        device = read_usb_id(given.device)
        return Resolved(Source("usb", device, picture=_picture(given.model_dump())), device)
    address = _READERS[given.kind](given.url)
    kept = _kept_for(address, stored)
    credentials = replace(_credentials(given, address, kept), secrets=_secrets(address, kept))
    for text, field_name in ((credentials.username, "source.username"), (credentials.password, "source.password")):
        refuse_control_characters(text, field_name)
    column = {"kind": given.kind, "url": address.url, **given.model_dump(include=set(_CHOICES[given.kind]))}
    return Resolved(source_of(column, credentials), address.key, credentials)


def source_of(column: dict[str, Any], credentials: Credentials) -> Source:
    if column["kind"] == "file":
        return Source("file", column["path"], loop=column["loop"])
    if column["kind"] == "usb":
        return Source("usb", column["device"], picture=_picture(column))
    return Source(
        column["kind"],
        column["url"],
        credentials.username,
        credentials.password,
        secrets=tuple(secret.value for secret in credentials.secrets),
        **{name: column[name] for name in _CHOICES[column["kind"]] if name in column},
    )


def _picture(column: dict[str, Any]) -> UsbPicture:
    """A side alone says nothing: then the size is ours to choose."""
    both = bool(column["width"] and column["height"])
    width, height = (column["width"], column["height"]) if both else (0, 0)
    return UsbPicture(column["codec"], width, height, column["rate"])


def on_server_of(given: RtspSourceIn | HttpSourceIn, column: dict[str, Any]) -> bool:
    """Whether the source stands on the host and port of the one in `column`. Raises BadInput for a bad address."""
    address = _READERS[given.kind](given.url)
    return column["kind"] in _READERS and _READERS[column["kind"]](column["url"]).server == address.server


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is stored, and whether it was typed for the server in question: it goes nowhere else."""

    credentials: Credentials
    same_server: bool

    @property
    def nothing(self) -> bool:
        kept = self.credentials
        return kept.readable and not kept.username and not kept.password


def _kept_for(address: CameraAddress, stored: Stored | None) -> _Kept:
    if stored is None or stored.source["kind"] not in _READERS or stored.credentials == NONE:
        return _Kept(NONE, same_server=False)
    before = _READERS[stored.source["kind"]](stored.source["url"])
    return _Kept(stored.credentials, before.server == address.server)


def _credentials(given: RtspSourceIn | HttpSourceIn, address: CameraAddress, before: _Kept) -> Credentials:
    username = _first(given.username, address.username)
    password = _first(given.password, address.password)
    kept = before.credentials
    if username is None and before.same_server and kept.readable:
        username = kept.username
    if password is not None or before.nothing or username == "" or (kept.readable and not kept.password):
        return Credentials(username or "", password or "")
    if not kept.readable:
        raise _password_needed("The stored password cannot be read any more. Type it again.")
    if not before.same_server or username != kept.username:
        # A stored password goes to the server and the account it was typed for, nowhere else.
        raise _password_needed("The address or the user name changed. Type the password again.")
    return kept


def _secrets(address: CameraAddress, before: _Kept) -> tuple[Secret, ...]:
    """The typed ones; for each that is still hidden the stored one of the same name, in order."""
    left = list(before.credentials.secrets) if before.same_server else []
    found: list[Secret] = []
    for secret in address.secrets:
        same = next((each for each in left if each.name == secret.name), None)
        if same is not None:
            left.remove(same)
        if secret.value != HIDDEN_PART:
            found.append(secret)
        elif same is not None:
            found.append(same)
        else:
            raise _password_needed(
                f"Where {HIDDEN_PART} stands in the address, a secret was hidden that belongs to another address or "
                "cannot be read any more. Type it again there.",
                "source.url",
            )
    return tuple(found)


def _first(given: str | None, from_url: str | None) -> str | None:
    """A form sends empty fields along with an address that holds the credentials."""
    return given if given or from_url is None else from_url


def _password_needed(detail: str, field_name: str = "source.password") -> BadInput:
    return BadInput(detail, slug="password-needed", fields={field_name: "is needed"})
