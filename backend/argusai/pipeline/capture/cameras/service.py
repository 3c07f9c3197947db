"""The cameras: added, edited, paused, deleted, listed; each change told to the clients and to the capture."""

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from argusai.kit.announce import FOR_ADMINISTRATORS, Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, NotFound, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.pages import MOST_PER_PAGE, Page, read_cursor, write_cursor
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.contract import (
    Camera,
    GateMode,
    Keep,
    Privacy,
    WatchRules,
    read_privacy,
    read_rules,
    write_privacy,
    write_ranges,
    write_rules,
)
from argusai.pipeline.capture.cameras.hour_schemas import PauseIn
from argusai.pipeline.capture.cameras.main_and_second import change_streams, give_streams, stored_main
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.ports import (
    AfterCameraDeleted,
    ApplyCameras,
    DefaultFilters,
    Health,
    HealthOf,
    Snapshot,
    TimeZone,
)
from argusai.pipeline.capture.cameras.privacy_rules import privacy_from
from argusai.pipeline.capture.cameras.repository import CameraRepository, Place
from argusai.pipeline.capture.cameras.resolve import Stored, resolve, source_of
from argusai.pipeline.capture.cameras.rule_schemas import LabelFilterOut, RulesIn
from argusai.pipeline.capture.cameras.rules import rules_from
from argusai.pipeline.capture.cameras.schedule import end_of_pause, ranges_from
from argusai.pipeline.capture.cameras.schemas import CameraIn, CameraOut, CameraPatch, HealthOut
from argusai.pipeline.capture.cameras.second import resolve_second, second_source, stored_second
from argusai.pipeline.capture.cameras.taken import rename
from argusai.pipeline.capture.cameras.view import CameraView, for_members, hours_of


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cameras need from other parts."""

    announce: Announce
    apply: ApplyCameras
    after_deleted: AfterCameraDeleted
    health_of: HealthOf
    snapshot: Snapshot
    time_zone: TimeZone
    default_filters: DefaultFilters


class CamerasService:
    """One instance for the process: it keeps the capture's list in step with the table."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, surroundings: Surroundings) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._around = surroundings
        self._view = CameraView(vault, clock, surroundings.health_of, surroundings.time_zone)
        self._applying = asyncio.Lock()

    async def page(self, cursor: str | None, limit: int, group_id: UUID | None = None) -> Page[CameraOut]:
        """In the order that people gave them. `limit`: 1 to MOST_PER_PAGE. `group_id`: those of that group."""
        if not 1 <= limit <= MOST_PER_PAGE:
            raise BadInput(f"A page holds 1 to {MOST_PER_PAGE} cameras.", fields={"limit": "out of range"})
        after = _read_place(cursor) if cursor is not None else None
        async with self._database.read() as session:
            rows = await CameraRepository(session).page(after, limit + 1, group_id)
        more = len(rows) > limit
        items = tuple(self._view.camera(row) for row in rows[:limit])
        last = rows[limit - 1] if more else None
        return Page(items, write_cursor(str(last.position), str(last.id)) if last else None)

    async def get(self, camera_id: UUID) -> CameraOut:
        """Raises NotFound."""
        async with self._database.read() as session:
            return self._view.camera(await required(CameraRepository(session), camera_id))

    async def stored(self, camera_id: UUID) -> Stored:
        """What is known of the camera's source, decrypted: for trying out an edit. Raises NotFound."""
        async with self._database.read() as session:
            row = await required(CameraRepository(session), camera_id)
        return self.known(row)

    async def stored_second(self, camera_id: UUID) -> Stored | None:
        """As `stored`, of the second stream; None without one. Raises NotFound."""
        async with self._database.read() as session:
            return stored_second(self._vault, await required(CameraRepository(session), camera_id))

    async def privacy_of(self, camera_id: UUID | None, source_key: str) -> Privacy:
        """Of that camera, and of all that have, or may have, this very source: for a picture that is taken besides."""
        async with self._database.read() as session:
            repository = CameraRepository(session)
            same = await repository.with_source(source_key)
            asked = await repository.get(camera_id) if camera_id is not None else None
            rows = {row.id: row for row in await repository.with_device_of(source_key)}
        rows |= {row.id: row for row in (same, asked) if row is not None}
        return Privacy(tuple(each for row in rows.values() for each in read_privacy(row.privacy).polygons))

    async def watched(self) -> list[Camera]:
        """The cameras to capture, with their credentials. Paused ones, and ones whose password cannot be read, are
        not among them."""
        async with self._database.read() as session:
            rows = await CameraRepository(session).enabled()
        stored = [(row, self.known(row)) for row in rows]
        return [self._camera(row, known) for row, known in stored if known.credentials.readable]

    def _camera(self, row: CameraRow, known: Stored) -> Camera:
        source, hours = source_of(known.source, known.credentials), hours_of(row, self._around.time_zone())
        rules, privacy, gate = read_rules(row.rules), read_privacy(row.privacy), cast(GateMode, row.gate)
        second = second_source(self._vault, row)
        return Camera(row.id, row.name, source, rules, hours, cast(Keep, row.keep), gate, privacy, second)

    async def create(self, given: CameraIn) -> CameraOut:
        """Raises BadInput, Conflict (slugs `camera-name-taken`, `camera-exists`)."""
        async with self._database.write() as session:
            row = await self.create_in(session, new_id(), given)
            out = await self.tell_changed(session, row)
        await self.apply()
        return out

    async def create_in(self, session: Session, camera_id: UUID, given: CameraIn) -> CameraRow:
        """In the transaction of `session`. Raises as `create` does."""
        resolved = resolve(given.source)
        second = None if given.sub is None else resolve_second(given.sub, resolved)
        now = self._clock.now()
        row = CameraRow(
            id=camera_id,
            enabled=given.enabled,
            rules=write_rules(self.rules(given.rules or RulesIn())),
            schedule=write_ranges(ranges_from(given.schedule or [])),
            paused=False,
            keep=given.keep or "clip",
            stays_home=bool(given.stays_home),
            gate=given.gate or "off",
            privacy=write_privacy(privacy_from(given.privacy) if given.privacy else Privacy()),
            created_at=now,
            updated_at=now,
        )
        repository = CameraRepository(session)
        await rename(repository, row, given.name)
        await give_streams(repository, self._vault, row, resolved, second)
        await repository.add(row)
        return row

    async def edit(self, camera_id: UUID, patch: CameraPatch) -> CameraOut:
        """Fields left out stay. Raises NotFound, BadInput (`password-needed` among them), Conflict."""
        async with self._database.write() as session:
            row = await required(CameraRepository(session), camera_id)
            await self.edit_in(session, row, patch)
            out = await self.tell_changed(session, row)
        await self.apply()
        return out

    async def edit_in(self, session: Session, row: CameraRow, patch: CameraPatch) -> None:
        """In the transaction of `session`. Raises BadInput, Conflict."""
        repository = CameraRepository(session)
        if patch.name is not None:
            await rename(repository, row, patch.name)
        await change_streams(repository, self._vault, row, patch)
        if patch.rules is not None:
            row.rules = write_rules(self.rules(patch.rules))
        if patch.schedule is not None:
            row.schedule = write_ranges(ranges_from(patch.schedule))
        for name in ("enabled", "keep", "stays_home", "gate"):
            if (value := getattr(patch, name)) is not None:
                setattr(row, name, value)
        row.updated_at = self._clock.now()

    async def pause(self, camera_id: UUID, given: PauseIn) -> CameraOut:
        """It goes on seeing, and tells nothing. A pause that is there is replaced. Raises NotFound, BadInput."""
        return await self._pause(camera_id, paused=True, until=end_of_pause(given, self._clock.now()))

    async def resume(self, camera_id: UUID) -> CameraOut:
        """Harmless without a pause. Raises NotFound."""
        return await self._pause(camera_id, paused=False, until=None)

    async def _pause(self, camera_id: UUID, *, paused: bool, until: datetime | None) -> CameraOut:
        async with self._database.write() as session:
            row = await required(CameraRepository(session), camera_id)
            row.paused, row.paused_until = paused, until
            row.paused_at = self._clock.now() if paused else None
            out = await self.tell_changed(session, row)
        await self.apply()
        return out

    async def delete(self, camera_id: UUID) -> None:
        """The camera, its events and their media are gone for good. Raises NotFound."""
        async with self._database.write() as session:
            repository = CameraRepository(session)
            await repository.delete(await required(repository, camera_id))
            await self._around.announce(session, "camera.deleted", {"camera_id": str(camera_id)})
        await self.apply()
        await self._around.after_deleted(camera_id)

    async def apply(self) -> None:
        """Bring the capture in step with the table. Changes that overlap end with the newest list."""
        async with self._applying:
            await self._around.apply(await self.watched())

    async def snapshot(self, camera_id: UUID) -> bytes:
        """JPEG. Raises NotFound, Unavailable (slug `no-picture`)."""
        await self.get(camera_id)
        picture = await self._around.snapshot(camera_id)
        if picture is None:
            raise Unavailable(
                "There is no picture from this camera right now.", slug="no-picture", retry_after_seconds=5
            )
        return picture

    def health(self, health: Health) -> HealthOut:
        """The health in words: the body of the live update `camera.health`."""
        return self._view.health(health)

    def default_filters(self) -> list[LabelFilterOut]:
        """Of every label that is looked for, complete."""
        return [LabelFilterOut.model_validate(asdict(each)) for each in self._around.default_filters()]

    def rules(self, given: RulesIn) -> WatchRules:
        """Raises BadInput with every fault by its field."""
        return rules_from(given, self._around.default_filters())

    def known(self, row: CameraRow) -> Stored:
        return stored_main(self._vault, row)

    def show(self, row: CameraRow) -> CameraOut:
        return self._view.camera(row)

    async def tell_changed(self, session: Session, row: CameraRow) -> CameraOut:
        """In the transaction of `session`: the clients hear of it after the commit."""
        out = self._view.camera(row)
        body = {"camera": for_members(out).model_dump(mode="json")}
        body[FOR_ADMINISTRATORS] = {"camera": out.model_dump(mode="json")}
        await self._around.announce(session, "camera.changed", body)
        return out


async def required(repository: CameraRepository, camera_id: UUID) -> CameraRow:
    """Raises NotFound."""
    row = await repository.get(camera_id)
    if row is None:
        raise NotFound("There is no such camera. It may have been deleted.", slug="camera-not-found")
    return row


def _read_place(cursor: str) -> Place:
    position, id_ = read_cursor(cursor, 2)
    try:
        place = int(position), UUID(id_)
        if abs(place[0]) >= 1 << 63:
            raise ValueError("no position")
        return place
    except ValueError as error:
        raise BadInput("This page marker is not valid. Start again from the first page.", slug="bad-cursor") from error
