"""Changes of a camera's privacy masks: from the answer on, nothing that they cover leaves."""

from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Privacy, write_privacy
from argusai.pipeline.capture.cameras.ports import CamerasObeyed, ForgetPictures
from argusai.pipeline.capture.cameras.privacy_rules import privacy_from
from argusai.pipeline.capture.cameras.privacy_schemas import PrivacyChangeIn
from argusai.pipeline.capture.cameras.repository import CameraRepository
from argusai.pipeline.capture.cameras.schemas import CameraOut
from argusai.pipeline.capture.cameras.service import CamerasService, required

_log = get_log("capture.cameras")


class PrivacyMasks:
    def __init__(
        self, cameras: CamerasService, database: Database, clock: Clock, obeyed: CamerasObeyed, forget: ForgetPictures
    ) -> None:
        self._cameras = cameras
        self._database = database
        self._clock = clock
        self._obeyed = obeyed
        self._forget = forget

    async def change(self, camera_id: UUID, given: PrivacyChangeIn, by: UUID) -> CameraOut:
        """`by`: who wants it. Raises NotFound, BadInput."""
        privacy, forget = privacy_from(given), given.older == "delete"
        out = await self._write(camera_id, privacy, forget=forget)
        await self._cameras.apply()
        await self._obeyed()
        if forget:
            # Again: only now is the last picture without the masks known to be old. The first time was for a crash.
            out = await self._write(camera_id, privacy, forget=True)
            await self._forget()
        _log.info(
            "the privacy masks of a camera were changed",
            camera_id=str(camera_id),
            by=str(by),
            masks=len(privacy.polygons),
            video=privacy.video,
            older=given.older,
        )
        return out

    async def _write(self, camera_id: UUID, privacy: Privacy, *, forget: bool) -> CameraOut:
        async with self._database.write() as session:
            row = await required(CameraRepository(session), camera_id)
            row.privacy, row.updated_at = write_privacy(privacy), self._clock.now()
            if forget:
                row.pictures_since = row.updated_at
            return await self._cameras.tell_changed(session, row)
