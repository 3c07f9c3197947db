"""From what a person typed, and what is stored of the camera, to a source that can be opened. Pure."""

from dataclasses import dataclass
from typing import Any

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.address import RtspAddress, read_path, read_rtsp, refuse_control_characters
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.cameras.credentials import NONE, Credentials
from argusai.pipeline.capture.cameras.schemas import FileSourceIn, RtspSourceIn


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

    @property
    def credentials(self) -> Credentials:
        return Credentials(self.source.username, self.source.password)

    @property
    def column(self) -> dict[str, Any]:
        """For the JSON column: without credentials."""
        if self.source.kind == "file":
            return {"kind": "file", "path": self.source.address, "loop": self.source.loop}
        return {"kind": "rtsp", "url": self.source.address}


def resolve(given: FileSourceIn | RtspSourceIn, stored: Stored | None = None) -> Resolved:
    """Raises BadInput: a malformed address, or slug `password-needed` where the stored password must not be used."""
    if isinstance(given, FileSourceIn):
        path = read_path(given.path)
        return Resolved(Source("file", path, loop=given.loop), path)
    address = read_rtsp(given.url)
    credentials = _credentials(given, address, stored)
    for text, field_name in ((credentials.username, "source.username"), (credentials.password, "source.password")):
        refuse_control_characters(text, field_name)
    return Resolved(Source("rtsp", address.url, credentials.username, credentials.password), address.key)


def source_of(column: dict[str, Any], credentials: Credentials) -> Source:
    if column["kind"] == "file":
        return Source("file", column["path"], loop=column["loop"])
    return Source("rtsp", column["url"], credentials.username, credentials.password)


def _credentials(given: RtspSourceIn, address: RtspAddress, stored: Stored | None) -> Credentials:
    username = _first(given.username, address.username)
    password = _first(given.password, address.password)
    kept = stored.credentials if stored is not None and stored.source["kind"] == "rtsp" else NONE
    same_server = stored is not None and kept != NONE and read_rtsp(stored.source["url"]).server == address.server
    if username is None and same_server and kept.readable:
        username = kept.username
    if password is not None or kept == NONE or username == "" or (kept.readable and not kept.password):
        return Credentials(username or "", password or "")
    if not kept.readable:
        raise _password_needed("The stored password cannot be read any more. Type it again.")
    if not same_server or username != kept.username:
        # A stored password goes to the server and the account it was typed for, nowhere else.
        raise _password_needed("The address or the user name changed. Type the password again.")
    return kept


def _first(given: str | None, from_url: str | None) -> str | None:
    """A form sends empty fields along with an address that holds the credentials."""
    return given if given or from_url is None else from_url


def _password_needed(detail: str) -> BadInput:
    return BadInput(detail, slug="password-needed", fields={"source.password": "is needed"})
