"""What a camera remembers goes with it, even when its file came back late."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from argusai.flow.tidying import CameraTidying
from argusai.kit.errors import NotFound
from argusai.pipeline.detection.scenery.store import SceneryFolder

pytestmark = pytest.mark.covers("E4")


async def test_files_of_cameras_that_are_no_more_are_removed(tmp_path: Path) -> None:
    folder, stays, gone, late = SceneryFolder(tmp_path / "scenery"), uuid4(), uuid4(), uuid4()

    async def exists(camera_id: UUID) -> None:
        if camera_id != stays:
            raise NotFound("There is no such camera.")

    tidying = CameraTidying((folder,), exists)
    assert await tidying.round() == 0  # no folder yet
    (tmp_path / "scenery").mkdir()
    for camera_id in (stays, gone, late):
        folder.of(camera_id).path.write_text("{}")
    await tidying.deleted(gone)
    assert set(folder.camera_ids()) == {stays, late}
    assert await tidying.round() == 1
    assert folder.camera_ids() == [stays]
