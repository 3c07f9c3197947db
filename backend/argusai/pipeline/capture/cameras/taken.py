"""What no two cameras may share: their names and their sources."""

from argusai.kit.errors import Conflict
from argusai.pipeline.capture.cameras.address import refuse_control_characters
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.names import key_of
from argusai.pipeline.capture.cameras.repository import CameraRepository


async def refuse_watched(repository: CameraRepository, row: CameraRow, key: str, field_name: str) -> None:
    """Raises Conflict."""
    other = await repository.with_source(key)
    if other is not None and other.id != row.id:
        raise Conflict(
            f"This source is already watched by the camera “{other.name}”.",
            slug="camera-exists",
            fields={field_name: "is already watched"},
        )


async def rename(repository: CameraRepository, row: CameraRow, name: str) -> None:
    """Raises BadInput, Conflict."""
    refuse_control_characters(name, "name")
    name, key = key_of(name)
    other = await repository.named(key)
    if other is not None and other.id != row.id:
        raise Conflict(
            f"There is already a camera named “{other.name}”. Choose another name.",
            slug="camera-name-taken",
            fields={"name": "is taken"},
        )
    row.name, row.name_key = name, key
