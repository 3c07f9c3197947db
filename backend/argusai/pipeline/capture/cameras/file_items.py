"""One camera of a file of the configuration, and what stands for its secrets in it. Pure."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field

from argusai.kit.schemas import Moment, Strict
from argusai.pipeline.capture.cameras.contract import HIDDEN_PART, filled
from argusai.pipeline.capture.cameras.schemas import CameraIn, FileSourceIn
from argusai.pipeline.capture.cameras.usb_schemas import UsbSourceIn

Open = Callable[[str], Mapping[str, Any]]
Stream = Literal["source", "sub"]
STREAMS: tuple[Stream, ...] = ("source", "sub")
Model = TypeVar("Model", bound=BaseModel)


class PausedIn(Strict):
    until: Moment | None = None


class CameraItem(CameraIn):
    """`secrets`: encrypted with the passphrase of the file."""

    id: UUID | None = None
    position: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    pause: PausedIn | None = None
    secrets: Annotated[str, Field(max_length=10_000)] | None = None


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
    of which the stored password stays. Raises what `open_` raises."""
    secrets = open_(item.secrets) if item.secrets is not None and open_ is not None else {}
    changed: dict[str, Any] = {}
    for name in STREAMS:
        source = getattr(item, name)
        if source is None or isinstance(source, FileSourceIn | UsbSourceIn):
            continue
        update: dict[str, Any] = {}
        if source.password == HIDDEN_PART:
            update["password"] = None if known else ""
        if name in secrets:
            update = {"password": secrets[name]["password"], "url": filled(source.url, secrets[name]["in_address"])}
        changed[name] = source.model_copy(update=update)
    return item.model_copy(update=changed)


def with_placeholders(item: CameraItem, name: Stream) -> CameraItem:
    """With something where the secrets of a stream are to be: it is never sent. The same for the same camera, so that
    the file twice changes nothing."""
    source = getattr(item, name)
    mark = hashlib.sha256(item.name.casefold().encode()).hexdigest()[:16]
    url = source.url.replace(HIDDEN_PART, mark)
    return item.model_copy(update={name: source.model_copy(update={"password": "", "url": url})})


def _password(item: CameraItem, name: Stream) -> str | None:
    return getattr(getattr(item, name), "password", None)
