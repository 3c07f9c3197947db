"""One camera of a file of the configuration, and what stands for its secrets in it. Pure."""

import hashlib
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.errors import BadInput
from argusai.kit.faulty_inputs import validated
from argusai.kit.schemas import Moment, Strict
from argusai.pipeline.capture.cameras.contract import HIDDEN_PART, filled
from argusai.pipeline.capture.cameras.schemas import CameraIn, Credential, FileSourceIn
from argusai.pipeline.capture.cameras.usb_schemas import UsbSourceIn

Open = Callable[[str], object]
Stream = Literal["source", "sub"]
STREAMS: tuple[Stream, ...] = ("source", "sub")
Model = TypeVar("Model", bound=BaseModel)
# As long as the address may be that it stands in.
InAddress = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=False)]
_NO_EXPORT = (
    "The encrypted secrets of this camera are not as an export writes them. Export the file again, or import it "
    "without its passphrase."
)


class PausedIn(Strict):
    until: Moment | None = None


class CameraItem(CameraIn):
    """`secrets`: encrypted with the passphrase of the file."""

    id: UUID | None = None
    position: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    pause: PausedIn | None = None
    secrets: Annotated[str, Field(max_length=10_000)] | None = None


class StreamSecrets(Strict):
    """`in_address`: what stands in the address for each HIDDEN_PART, in order."""

    password: Credential
    in_address: Annotated[list[InAddress], Field(max_length=100)]


class SealedSecrets(Strict):
    """What is in `CameraItem.secrets` once it is decrypted. A stream without secrets is left out."""

    source: StreamSecrets = StreamSecrets(password="", in_address=[])
    sub: StreamSecrets = StreamSecrets(password="", in_address=[])


def only(given: CameraItem, model: type[Model]) -> Model:
    """What of it is set, and belongs to `model`: both hold the same, checked already."""
    names = given.model_fields_set & model.model_fields.keys()
    return model.model_construct(_fields_set=names, **{name: getattr(given, name) for name in names})


def without_password(item: CameraItem, open_: Open | None, *, known: bool) -> set[str]:
    """Streams of which the password is hidden, and nobody has it."""
    if known or (item.secrets is not None and open_ is not None):
        return set()
    return {name for name in STREAMS if _password(item, name) == HIDDEN_PART}


def with_secrets(item: CameraItem, open_: Open | None, *, known: bool) -> CameraItem:
    """As somebody would type it. `open_`: decrypts; None: what is hidden stays hidden. `known`: a camera that is there,
    of which the stored password stays. Raises BadInput for secrets that no export has, and what `open_` raises."""
    secrets = _opened(item.secrets, open_) if item.secrets is not None and open_ is not None else {}
    changed: dict[str, Any] = {}
    for name in STREAMS:
        source = getattr(item, name)
        if source is None or isinstance(source, FileSourceIn | UsbSourceIn):
            continue
        update: dict[str, Any] = {}
        if source.password == HIDDEN_PART:
            update["password"] = None if known else ""
        if name in secrets:
            own = secrets[name]
            update = {"password": own.password, "url": filled(source.url, own.in_address)}
        changed[name] = source.model_copy(update=update)
    return item.model_copy(update=changed)


def _opened(sealed: str, open_: Open) -> dict[Stream, StreamSecrets]:
    """Of those streams that have any. Whoever knows the passphrase may have sealed anything."""
    plain = open_(sealed)
    try:
        opened = validated(SealedSecrets, plain, "secrets")
    except BadInput as error:
        raise BadInput(_NO_EXPORT, fields=error.fields) from error
    return {name: getattr(opened, name) for name in STREAMS if name in opened.model_fields_set}


def with_placeholders(item: CameraItem, name: Stream) -> CameraItem:
    """With something where the secrets of a stream are to be: it is never sent. The same for the same camera, so that
    the file twice changes nothing."""
    source = getattr(item, name)
    mark = hashlib.sha256(item.name.casefold().encode()).hexdigest()[:16]
    url = source.url.replace(HIDDEN_PART, mark)
    return item.model_copy(update={name: source.model_copy(update={"password": "", "url": url})})


def _password(item: CameraItem, name: Stream) -> str | None:
    return getattr(getattr(item, name), "password", None)
