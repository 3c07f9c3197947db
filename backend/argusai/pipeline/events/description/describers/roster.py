"""Who may describe what a camera sees, in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from argusai.kit.addresses import read_ip
from argusai.kit.db import Session
from argusai.kit.log import get_log
from argusai.kit.outgoing import OutgoingFailed, Reach, pin
from argusai.kit.vault import SealBroken, Vault
from argusai.pipeline.events.description.describers.contract import CameraChosen, Chosen, Describer
from argusai.pipeline.events.description.describers.models import DescriberRow
from argusai.pipeline.events.description.describers.repository import DescriberRepository
from argusai.pipeline.events.description.providers.contract import ProviderAccess

_log = get_log("events.description")
_REACH = Reach(private=True, loopback=True)


@dataclass(frozen=True, slots=True)
class Roster:
    """`order`: who may be asked for this camera. `stays_home`: nothing of it may leave the house."""

    order: tuple[Describer, ...]
    house: Chosen
    camera: CameraChosen
    stays_home: bool

    def find(self, describer_id: UUID) -> Describer | None:
        return next((each for each in self.order if each.id == describer_id), None)


async def read_roster(session: Session, vault: Vault, camera_id: UUID, chosen: UUID | None = None) -> Roster:
    """`chosen`: a person wants this one, whatever the camera's order says."""
    repository = DescriberRepository(session)
    house = read_chosen(await repository.chosen())
    camera = read_camera_chosen(await repository.camera(camera_id))
    rows = [row for row in await repository.all() if row.enabled]
    if chosen is not None:
        rows = [row for row in rows if row.id == chosen]
    elif camera.use == "built-in":
        rows = []
    elif camera.use == "own":
        known = {row.id: row for row in rows}
        rows = [known[each] for each in camera.order if each in known]
    stays_home = await repository.stays_home(camera_id) is not False
    if stays_home:
        rows = [row for row in rows if row.at_home]
    return Roster(tuple(_opened(rows, vault)), house, camera, stays_home)


def _opened(rows: Iterable[DescriberRow], vault: Vault) -> Iterable[Describer]:
    for row in rows:
        try:
            yield describer_of(row, vault)
        except SealBroken:
            _log.error("the key of a describer cannot be opened", describer=row.name)


def describer_of(row: DescriberRow, vault: Vault) -> Describer:
    """Raises SealBroken."""
    plain = {each.name: getattr(row, each.name) for each in fields(Describer) if each.name != "api_key"}
    return Describer(**plain, api_key=vault.open(row.sealed_key) if row.sealed_key else "")


def access_of(describer: Describer, model: str | None = None) -> ProviderAccess:
    return ProviderAccess(
        kind=describer.kind,
        model=model or describer.model,
        api_key=describer.api_key,
        base_url=describer.base_url,
        one_frame_seconds=describer.one_frame_seconds,
        several_frames_seconds=describer.several_frames_seconds,
    )


def read_chosen(plain: Mapping[str, Any]) -> Chosen:
    known = {each.name for each in fields(Chosen)}
    chosen = {name: value for name, value in plain.items() if name in known}
    return Chosen(**{**chosen, "carriers": tuple(chosen.get("carriers", ()))})


def read_camera_chosen(plain: Mapping[str, Any]) -> CameraChosen:
    return CameraChosen(
        use=plain.get("use", "house"),
        order=tuple(UUID(each) for each in plain.get("order", ())),
        context=plain.get("context", ""),
        day_cap=plain.get("day_cap"),
    )


async def is_at_home(base_url: str | None) -> bool:
    """Whether every address behind `base_url` belongs to this machine or a private network."""
    found = await _addresses(base_url)
    return found is not None and not _any_global(found)


async def is_outside(base_url: str | None) -> bool:
    """Whether some address behind `base_url` is of the world. False where nobody is found: nobody is paid there."""
    found = await _addresses(base_url)
    return not base_url or (found is not None and _any_global(found))


async def _addresses(base_url: str | None) -> Sequence[str] | None:
    if not base_url:
        return None
    parts = urlsplit(base_url)
    try:
        return await pin(parts.hostname or "", parts.port or 443, _REACH)
    except OutgoingFailed:
        return None


def _any_global(found: Sequence[str]) -> bool:
    addresses = [read_ip(each) for each in found]
    return any(address is None or address.is_global for address in addresses)
