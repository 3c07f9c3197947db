"""What people do with channels."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, Conflict, NotFound, NotSignedIn
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.vault import SealBroken, Vault
from argusai.pipeline.notifications.channels.contract import Message, SendFailed
from argusai.pipeline.notifications.channels.house import ChannelHouse, ChannelHouses
from argusai.pipeline.notifications.channels.kinds import (
    ChannelSettings,
    WebhookSettings,
    bound,
    channel_tag,
    merged,
    missing,
    read_settings,
    shown,
    target,
)
from argusai.pipeline.notifications.channels.models import ChannelRow
from argusai.pipeline.notifications.channels.reaching import check_reach
from argusai.pipeline.notifications.channels.registry import send_by
from argusai.pipeline.notifications.channels.repository import ChannelRepository
from argusai.pipeline.notifications.channels.schemas import (
    ChannelHouseOut,
    ChannelHousePatch,
    ChannelIn,
    ChannelMadeOut,
    ChannelOut,
    ChannelPatch,
    TestOut,
)
from argusai.pipeline.notifications.channels.uses import used_by

_log = get_log("notifications.channels")
_MOST = 30
_TO_ANOTHER = "It would send a secret of the old address to another one, or unencrypted."
_ONLY_THERE = "Enter it again for the new address, or make a new channel"


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks. An administrator sees which channels others have, without their settings."""

    id: UUID
    administrator: bool


class ChannelsService:
    def __init__(
        self, database: Database, vault: Vault, houses: ChannelHouses, announce: Announce, clock: Clock
    ) -> None:
        self._database = database
        self._vault = vault
        self._houses = houses
        self._announce = announce
        self._clock = clock

    async def list(self, who: Who) -> list[ChannelOut]:
        async with self._database.read() as session:
            repository = ChannelRepository(session)
            rows = await repository.all(None if who.administrator else who.id)
            owners = await repository.owners()
        return [self._out(row, owners[row.owner_id], who) for row in rows]

    async def create(self, who: Who, given: ChannelIn) -> ChannelMadeOut:
        """Raises BadInput when something needed is missing, or its address may not be reached (slug refused-address);
        Conflict (slug too-many-channels); NotSignedIn when the owner was removed meanwhile."""
        settings, secret = given.settings, None
        if lacking := missing(settings):
            raise BadInput("Something is missing.", fields={f"settings.{name}": "Needed" for name in lacking})
        await check_reach(settings, (await self._houses.read()).means.reach)
        if isinstance(settings, WebhookSettings):
            secret = settings.secret or secrets.token_urlsafe(32)
            settings = settings.model_copy(update={"secret": secret})
        row = ChannelRow(
            id=new_id(), owner_id=who.id, kind=settings.kind, name=given.name, enabled=given.enabled,
            usual=given.usual, most_per_minute=given.most_per_minute,
            sealed=self._vault.seal(settings.model_dump_json()), created_at=self._clock.now(),
            sent_at=None, failures=0, failed_at=None, fault="", resting_until=None,
        )  # fmt: skip
        async with self._database.write() as session:
            repository = ChannelRepository(session)
            owners = await repository.owners()
            if who.id not in owners:  # a look-up takes its time
                raise NotSignedIn("Sign in to use this.")
            if await repository.count(who.id) >= _MOST:
                raise Conflict(f"You have {_MOST} channels already. Remove one first.", slug="too-many-channels")
            await repository.add(row)
            await self._tell(session)
        _log.info("a channel was made", channel_id=str(row.id), kind=row.kind)
        return ChannelMadeOut(**self._out(row, owners[who.id], who).model_dump(), secret=secret)

    async def change(self, who: Who, channel_id: UUID, given: ChannelPatch) -> ChannelOut:
        """Raises NotFound, BadInput."""
        await self._check_new(who, channel_id, given.settings)
        async with self._database.write() as session:
            repository = ChannelRepository(session)
            row = await _owned(repository, who, channel_id)
            for name in given.model_fields_set & {"name", "enabled", "usual", "most_per_minute"}:
                if (value := getattr(given, name)) is not None:
                    setattr(row, name, value)
            if given.settings is not None:
                row.sealed = self._vault.seal(self._renewed(row, given.settings).model_dump_json())
                row.failures, row.fault, row.resting_until = 0, "", None
            await self._tell(session)
            owners = await repository.owners()
        return self._out(row, owners[row.owner_id], who)

    async def remove(self, who: Who, channel_id: UUID, *, although_used: bool) -> None:
        """What was on its way there is dropped. Raises NotFound, and Conflict (slug channel-in-use) where rules name
        it, unless `although_used`."""
        async with self._database.write() as session:
            repository = ChannelRepository(session)
            row = await _owned(repository, who, channel_id)
            if not although_used and (uses := await repository.uses(channel_id)):
                raise Conflict(used_by(row.name, uses), slug="channel-in-use")
            await repository.remove(channel_id)
            await self._tell(session)

    async def test(self, who: Who, channel_id: UUID) -> TestOut:
        """Sends a message at once, and says what came of it. Raises NotFound."""
        async with self._database.read() as session:
            row = await _owned(ChannelRepository(session), who, channel_id)
        began = self._clock.monotonic()
        house = await self._houses.read()
        try:
            await send_by(self.open(row), self._test_message(house), house.means)
        except SendFailed as error:
            outcome = TestOut(sent=False, sentence=str(error), seconds=self._clock.monotonic() - began)
        else:
            took = self._clock.monotonic() - began
            outcome = TestOut(sent=True, sentence=f"Sent in {took:.1f} seconds.", seconds=took)
        async with self._database.write() as session:
            now = self._clock.now()
            fine = {"sent_at": now, "failures": 0, "fault": "", "resting_until": None}
            failed = {"failed_at": now, "fault": outcome.sentence[:500]}
            await ChannelRepository(session).note(channel_id, fine if outcome.sent else failed)
            await self._tell(session)
        return outcome

    async def house(self) -> ChannelHouseOut:
        house = await self._houses.read()
        return ChannelHouseOut(reach=house.reach, own_address=house.own_address, push_key=house.push_key)

    async def change_house(self, given: ChannelHousePatch) -> ChannelHouseOut:
        await self._houses.read()
        changes = {name: value for name, value in given.model_dump().items() if value is not None}
        async with self._database.write() as session:
            await self._houses.change(session, changes)
            await self._announce(session, "settings.changed", {})  # of the house: so it is in its history
            await self._tell(session)
        return await self.house()

    def open(self, row: ChannelRow) -> ChannelSettings:
        """Raises SendFailed when it was encrypted under another key."""
        try:
            return read_settings(self._vault.open(row.sealed))
        except SealBroken as error:
            lost = "Its settings were encrypted under another key. Enter them again."
            raise SendFailed(lost, "lasting") from error

    async def _check_new(self, who: Who, channel_id: UUID, settings: ChannelSettings | None) -> None:
        """Before anything is written: a look-up takes its time."""
        if settings is None:
            return
        async with self._database.read() as session:
            row = await _owned(ChannelRepository(session), who, channel_id)
        await check_reach(self._renewed(row, settings), (await self._houses.read()).means.reach)

    def _renewed(self, row: ChannelRow, new: ChannelSettings) -> ChannelSettings:
        if new.kind != row.kind:
            raise BadInput("A channel keeps its kind.", fields={"settings.kind": f"This one is of kind {row.kind}"})
        try:
            old = self.open(row)
        except SendFailed as error:
            if missing(new):
                raise BadInput(str(error)) from error
            return new
        if names := bound(old, new):
            raise BadInput(_TO_ANOTHER, fields={f"settings.{name}": _ONLY_THERE for name in names})
        return merged(old, new)

    def _out(self, row: ChannelRow, owner_name: str, who: Who) -> ChannelOut:
        mine = row.owner_id == who.id
        try:
            settings = self.open(row)
        except SendFailed:
            settings = None
        values = {name: getattr(row, name) for name in ChannelOut.model_fields if hasattr(row, name)}
        shares = {
            "owner_name": owner_name,
            "mine": mine,
            "target": target(settings) if settings and mine else "",
            "settings": shown(settings) if settings and mine else None,
        }
        return ChannelOut.model_validate({**values, **shares})

    def _test_message(self, house: ChannelHouse) -> Message:
        now, id_ = self._clock.now(), new_id()
        return Message(
            id=id_, key=f"{id_}:1", tag=channel_tag(id_), what="test", title="ArgusAI", path="/settings/notifications",
            text="This is a test. Notices about your cameras will arrive here.", urgent=False, happened_at=now,
            sent_at=now, link=f"{house.own_address}/settings/notifications" if house.own_address else None,
        )  # fmt: skip

    async def _tell(self, session: Session) -> None:
        await self._announce(session, "channels.changed", {})


async def _owned(repository: ChannelRepository, who: Who, channel_id: UUID) -> ChannelRow:
    """A channel of somebody else looks like one that is not there."""
    row = await repository.get(channel_id)
    if row is None or row.owner_id != who.id:
        raise NotFound("There is no such channel of yours. It may have been removed.", slug="channel-not-found")
    return row
