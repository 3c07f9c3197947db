"""Groups of cameras: made, renamed, filled, deleted. Their cameras stay what they are."""

from collections.abc import Sequence
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.kit.ids import new_id
from argusai.pipeline.capture.cameras.address import refuse_control_characters
from argusai.pipeline.capture.cameras.groups.models import GroupRow
from argusai.pipeline.capture.cameras.groups.repository import GroupRepository
from argusai.pipeline.capture.cameras.groups.schemas import MOST_GROUPS, GroupIn, GroupOut, GroupPatch
from argusai.pipeline.capture.cameras.names import key_of


class GroupsService:
    def __init__(self, database: Database, clock: Clock, announce: Announce) -> None:
        self._database = database
        self._clock = clock
        self._announce = announce

    async def all(self) -> list[GroupOut]:
        """By name."""
        async with self._database.read() as session:
            repository = GroupRepository(session)
            members = await repository.members()
            return [_shown(row, members.get(row.id, [])) for row in await repository.all()]

    async def create(self, given: GroupIn) -> GroupOut:
        """Raises BadInput, Conflict (slugs `group-name-taken`, `too-many-groups`)."""
        async with self._database.write() as session:
            if len(await GroupRepository(session).all()) >= MOST_GROUPS:
                raise Conflict(f"There may be at most {MOST_GROUPS} groups.", slug="too-many-groups")
            row = GroupRow(id=new_id(), created_at=self._clock.now())
            await self.write_in(session, row, given.name, given.camera_ids)
            return await self._told(session, row)

    async def edit(self, group_id: UUID, patch: GroupPatch) -> GroupOut:
        """Fields left out stay. Raises NotFound, BadInput, Conflict."""
        async with self._database.write() as session:
            row = await _required(session, group_id)
            await self.write_in(session, row, patch.name, patch.camera_ids)
            return await self._told(session, row)

    async def delete(self, group_id: UUID) -> None:
        """Raises NotFound."""
        async with self._database.write() as session:
            await GroupRepository(session).delete(await _required(session, group_id))
            await self._announce(session, "groups.changed", {})

    async def write_in(
        self, session: Session, row: GroupRow, name: str | None, camera_ids: Sequence[UUID] | None
    ) -> None:
        """In the transaction of `session`, a new row too. None: stays. Raises BadInput, Conflict."""
        repository = GroupRepository(session)
        if name is not None:
            await _rename(repository, row, name)
        await repository.add(row)
        if camera_ids is not None:
            if unknown := await repository.unknown_cameras(camera_ids):
                number = next(place for place, each in enumerate(camera_ids) if each in unknown)
                sentence = "There is no such camera. It may have been deleted."
                raise BadInput(sentence, slug="bad-input", fields={f"camera_ids.{number}": "is not there"})
            await repository.set_members(row.id, camera_ids)

    async def _told(self, session: Session, row: GroupRow) -> GroupOut:
        await self._announce(session, "groups.changed", {})
        return _shown(row, (await GroupRepository(session).members()).get(row.id, []))


async def _required(session: Session, group_id: UUID) -> GroupRow:
    row = await GroupRepository(session).get(group_id)
    if row is None:
        raise NotFound("There is no such group. It may have been deleted.", slug="group-not-found")
    return row


async def _rename(repository: GroupRepository, row: GroupRow, name: str) -> None:
    refuse_control_characters(name, "name")
    name, key = key_of(name)
    other = await repository.named(key)
    if other is not None and other.id != row.id:
        raise Conflict(
            f"There is already a group named “{other.name}”. Choose another name.",
            slug="group-name-taken",
            fields={"name": "is taken"},
        )
    row.name, row.name_key = name, key


def _shown(row: GroupRow, camera_ids: list[UUID]) -> GroupOut:
    return GroupOut(id=row.id, name=row.name, camera_ids=camera_ids)
