"""Cameras to and from a file of the whole configuration. What it holds follows from what a camera can be given."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Session
from argusai.kit.errors import ArgusError, BadInput
from argusai.kit.faulty_inputs import placed, validated
from argusai.kit.ids import new_id
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.contract import HIDDEN_PART, write_privacy
from argusai.pipeline.capture.cameras.credentials import unseal
from argusai.pipeline.capture.cameras.file_items import (
    CameraItem,
    Open,
    PausedIn,
    Stream,
    only,
    with_placeholders,
    with_secrets,
    without_password,
)
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.names import key_of
from argusai.pipeline.capture.cameras.privacy_rules import privacy_from
from argusai.pipeline.capture.cameras.repository import CameraRepository
from argusai.pipeline.capture.cameras.schemas import CameraIn, CameraPatch
from argusai.pipeline.capture.cameras.service import CamerasService

# Columns of the table that stand under another name in the file, and those that are left out of it, with the reason.
ELSEWHERE = {
    "sub_source": "sub",
    "sealed_credentials": "secrets",
    "sealed_sub_credentials": "secrets",
    "paused": "pause",
    "paused_until": "pause",
    "paused_at": "pause",
}
LEFT_OUT = {
    "name_key": "follows from the name",
    "source_key": "follows from the source",
    "sub_key": "follows from the second stream",
    "created_at": "is when it was added here",
    "updated_at": "is when it was changed here",
    "pictures_since": "is about pictures that are here",
}
# In the file besides what a camera is added with.
BESIDES = ("id", "position", "pause", "secrets")

Seal = Callable[[Mapping[str, Any]], str]


class CameraPorter:
    def __init__(self, cameras: CamerasService, vault: Vault, clock: Clock) -> None:
        self._cameras = cameras
        self._vault = vault
        self._clock = clock

    async def written(self, session: Session, seal: Seal | None) -> list[dict[str, Any]]:
        """All cameras, in order. `seal`: encrypts the secrets of one; None: they are left out."""
        return [self._item(row, seal) for row in await CameraRepository(session).all()]

    def _item(self, row: CameraRow, seal: Seal | None) -> dict[str, Any]:
        out = self._cameras.show(row).model_dump(mode="json")
        item = {"id": out["id"], **{name: out[name] for name in CameraIn.model_fields}}
        item |= {"position": out["position"], "pause": out["pause"]}
        known: dict[str, Any] = {}
        for name, sealed in (("source", row.sealed_credentials), ("sub", row.sealed_sub_credentials)):
            if item[name] is None:
                continue
            if item[name].pop("has_password", False):
                item[name]["password"] = HIDDEN_PART
            own = unseal(self._vault, sealed)
            if own.readable and (own.password or own.secrets):
                known[name] = {"password": own.password, "in_address": [each.value for each in own.secrets]}
        if seal is not None and known:
            item["secrets"] = seal(known)
        return item

    async def taken(self, session: Session, plain: Sequence[object], open_: Open | None) -> list[str]:
        """Add the cameras of the file, and change those that are there: by id, else by name. Others stay. Returns what
        needs somebody. Raises BadInput with the path of what is wrong."""
        items = [validated(CameraItem, each, f"cameras.{place}") for place, each in enumerate(plain)]
        _refuse_twins(items)
        await _step_aside(session, items)
        notes = []
        for place, item in enumerate(items):
            try:
                notes += await self._take(session, item, open_)
            except ArgusError as error:
                raise placed(error, f"cameras.{place}") from error
        return notes

    async def _take(self, session: Session, item: CameraItem, open_: Open | None) -> list[str]:
        repository = CameraRepository(session)
        row = await _found(repository, item)
        known = row is not None
        given, lacking = with_secrets(item, open_, known=known), without_password(item, open_, known=known)
        filled: set[str] = set()
        while True:
            try:
                made = await self._write(session, row, item.id, given)
                break
            except BadInput as error:
                name: Stream = "sub" if any(each.startswith("sub") for each in error.fields) else "source"
                if error.slug != "password-needed" or name in filled:
                    raise
                filled.add(name)
                lacking.add(name)
                given = with_placeholders(given, name)
        self._set_rest(made, item)
        # Sealed by nobody, as one that cannot be read: the page asks for it, and nothing is dialled with a wrong one.
        if "source" in lacking:
            made.sealed_credentials = ""
        if lacking and made.sub_source is not None:
            made.sealed_sub_credentials = ""
        await session.flush()
        return [f"{made.name}: type its password again. It is not in the file."] if lacking else []

    async def _write(
        self, session: Session, row: CameraRow | None, camera_id: UUID | None, given: CameraItem
    ) -> CameraRow:
        if row is None:
            made = await self._cameras.create_in(session, camera_id or new_id(), only(given, CameraIn))
            await self._cameras.tell_changed(session, made)
            return made
        await self._cameras.edit_in(session, row, only(given, CameraPatch))
        if given.privacy is not None:
            row.privacy = write_privacy(privacy_from(given.privacy))
        return row

    def _set_rest(self, row: CameraRow, item: CameraItem) -> None:
        if item.position is not None:
            row.position = item.position
        now = self._clock.now()
        if "pause" in item.model_fields_set and not _same_pause(row, item.pause, now):
            ended = item.pause is None or (item.pause.until is not None and item.pause.until <= now)
            row.paused, row.paused_at = not ended, None if ended else now
            row.paused_until = None if ended or not item.pause else item.pause.until


def _same_pause(row: CameraRow, pause: PausedIn | None, now: datetime) -> bool:
    """A pause that is over is none."""
    there = row.paused and (row.paused_until is None or row.paused_until > now)
    wanted = pause is not None and (pause.until is None or pause.until > now)
    return there == wanted and (not wanted or pause is None or row.paused_until == pause.until)


async def _found(repository: CameraRepository, item: CameraItem) -> CameraRow | None:
    """By id, else by name."""
    row = await repository.get(item.id) if item.id is not None else None
    return row or await repository.named(key_of(item.name)[1])


async def _step_aside(session: Session, items: Sequence[CameraItem]) -> None:
    """Cameras that the file changes may swap their names and their sources."""
    repository = CameraRepository(session)
    for item in items:
        row = await repository.get(item.id) if item.id is not None else None
        if row is not None and row.name_key != key_of(item.name)[1]:
            row.name_key = f"\x01{row.id}"
    await session.flush()
    for item in items:
        row = await _found(repository, item)
        if row is not None:
            row.source_key = f"\x01{row.id}"  # the file says a source of each camera, so each gets its key again
            row.sub_key = None if "sub" in item.model_fields_set else row.sub_key
    await session.flush()


def _refuse_twins(items: Sequence[CameraItem]) -> None:
    ids = [str(item.id or "") for item in items]
    for what, keys in (("id", ids), ("name", [key_of(item.name)[1] for item in items])):
        for place, key in enumerate(keys):
            if key and key in keys[:place]:
                sentence = f"The {what} of cameras.{place} is that of cameras.{keys.index(key)} too."
                raise BadInput(sentence, fields={f"cameras.{place}.{what}": "stands twice"})
