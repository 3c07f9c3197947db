"""What is done with several cameras at once: their order, and a pause or a switch for all of them."""

from collections.abc import Sequence
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput
from argusai.kit.faulty_inputs import faulty
from argusai.pipeline.capture.cameras.arrangement_schemas import BulkIn, BulkItemOut, OrderIn
from argusai.pipeline.capture.cameras.groups.repository import GroupRepository
from argusai.pipeline.capture.cameras.hour_schemas import PauseIn
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.repository import CameraRepository
from argusai.pipeline.capture.cameras.schedule import end_of_pause
from argusai.pipeline.capture.cameras.schemas import CameraOut
from argusai.pipeline.capture.cameras.service import CamerasService, required

_GONE = "There is no such camera. It may have been deleted."


class Arrangement:
    def __init__(self, cameras: CamerasService, database: Database, clock: Clock, announce: Announce) -> None:
        self._cameras = cameras
        self._database = database
        self._clock = clock
        self._announce = announce

    async def order(self, given: OrderIn) -> list[CameraOut]:
        """Raises BadInput for a camera that is not there, or twice."""
        async with self._database.write() as session:
            rows = {row.id: row for row in await CameraRepository(session).all()}
            if fault := _fault_in_order(given.camera_ids, rows):
                raise faulty(fault)
            ordered = [rows.pop(camera_id) for camera_id in given.camera_ids] + list(rows.values())
            moved = [(position, row) for position, row in enumerate(ordered) if row.position != position]
            for position, row in moved:
                row.position = position
            await session.flush()
            for _, row in moved:
                await self._cameras.tell_changed(session, row)
            return [self._cameras.show(row) for row in ordered]

    async def change(self, given: BulkIn) -> list[BulkItemOut]:
        """One transaction. Raises BadInput."""
        if (given.camera_ids is None) == (given.group_id is None):
            raise BadInput("Say either which cameras or which group.", fields={"camera_ids": "or group_id is needed"})
        if given.pause is not None and given.change != "pause":
            raise BadInput("Only a pause takes a time.", fields={"pause": "does not belong to this change"})
        now = self._clock.now()
        until = end_of_pause(given.pause or PauseIn(), now)
        async with self._database.write() as session:
            chosen = await _chosen(session, given)
            rows = {row.id: row for row in await CameraRepository(session).all()}
            done: list[BulkItemOut] = []
            for camera_id in dict.fromkeys(chosen):
                if (row := rows.get(camera_id)) is None:
                    done.append(BulkItemOut(camera_id=camera_id, camera=None, detail=_GONE))
                    continue
                if given.change in {"pause", "resume"}:
                    row.paused, row.paused_until = given.change == "pause", until
                    row.paused_at = now if row.paused else None
                elif row.enabled != (given.change == "enable"):
                    row.enabled, row.updated_at = given.change == "enable", now
                out = await self._cameras.tell_changed(session, row)
                done.append(BulkItemOut(camera_id=camera_id, camera=out, detail=""))
        await self._cameras.apply()
        return done

    async def tell_all(self, session: Session, changed: Sequence[UUID], deleted: Sequence[UUID]) -> None:
        """In the transaction of `session`, which changed and deleted these, row by row."""
        for camera_id in changed:
            row = await required(CameraRepository(session), camera_id)
            await session.refresh(row)
            await self._cameras.tell_changed(session, row)
        for camera_id in deleted:
            await self._announce(session, "camera.deleted", {"camera_id": str(camera_id)})


async def _chosen(session: Session, given: BulkIn) -> list[UUID]:
    if given.group_id is None:
        return given.camera_ids or []
    return (await GroupRepository(session).members()).get(given.group_id, [])


def _fault_in_order(camera_ids: list[UUID], rows: dict[UUID, CameraRow]) -> dict[str, str]:
    for number, camera_id in enumerate(camera_ids):
        if camera_id not in rows:
            return {f"camera_ids.{number}": _GONE}
        if camera_id in camera_ids[:number]:
            return {f"camera_ids.{number}": "stands twice"}
    return {}
