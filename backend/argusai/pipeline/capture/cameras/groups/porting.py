"""Groups to and from a file of the whole configuration. Cameras stand in it by their names, for people to read."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from argusai.kit.clock import Clock
from argusai.kit.db import Session
from argusai.kit.errors import ArgusError, BadInput
from argusai.kit.faulty_inputs import placed, validated
from argusai.kit.ids import new_id
from argusai.kit.schemas import Strict
from argusai.pipeline.capture.cameras.groups.models import GroupRow
from argusai.pipeline.capture.cameras.groups.repository import GroupRepository
from argusai.pipeline.capture.cameras.groups.schemas import GroupName
from argusai.pipeline.capture.cameras.groups.service import GroupsService
from argusai.pipeline.capture.cameras.names import key_of
from argusai.pipeline.capture.cameras.repository import CameraRepository


class GroupItem(Strict):
    id: UUID | None = None
    name: GroupName
    cameras: Annotated[list[str], Field(max_length=1000)] = Field(default_factory=list)


class GroupPorter:
    def __init__(self, groups: GroupsService, clock: Clock) -> None:
        self._groups = groups
        self._clock = clock

    async def written(self, session: Session) -> list[dict[str, Any]]:
        names = {row.id: row.name for row in await CameraRepository(session).all()}
        members = await GroupRepository(session).members()
        return [
            {"id": str(row.id), "name": row.name, "cameras": [names[each] for each in members.get(row.id, [])]}
            for row in await GroupRepository(session).all()
        ]

    async def taken(self, session: Session, plain: Sequence[object]) -> None:
        """Raises BadInput with the path of what is wrong."""
        items = [validated(GroupItem, each, f"groups.{place}") for place, each in enumerate(plain)]
        keys = [key_of(item.name)[1] for item in items]
        await _step_aside(session, items)
        ids = {key_of(row.name)[1]: row.id for row in await CameraRepository(session).all()}
        for place, (item, key) in enumerate(zip(items, keys, strict=True)):
            if key in keys[:place]:
                raise BadInput(
                    f"groups.{place} has the name of another.", fields={f"groups.{place}.name": "stands twice"}
                )
            cameras = [ids.get(key_of(name)[1]) for name in item.cameras]
            if None in cameras:
                at = f"groups.{place}.cameras.{cameras.index(None)}"
                raise BadInput(f"{at} is no camera.", fields={at: "There is no camera of this name"})
            repository = GroupRepository(session)
            row = await repository.get(item.id) if item.id is not None else None
            row = row or await repository.named(key) or GroupRow(id=item.id or new_id(), created_at=self._clock.now())
            try:
                await self._groups.write_in(session, row, item.name, [each for each in cameras if each])
            except ArgusError as error:
                raise placed(error, f"groups.{place}") from error


async def _step_aside(session: Session, items: Sequence[GroupItem]) -> None:
    """Groups that the file renames may swap their names."""
    for item in items:
        row = await GroupRepository(session).get(item.id) if item.id is not None else None
        if row is not None and row.name_key != key_of(item.name)[1]:
            row.name_key = f"\x01{row.id}"
    await session.flush()
