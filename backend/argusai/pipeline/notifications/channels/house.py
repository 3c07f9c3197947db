"""What all channels of the house share: how far they may reach, our own address, and our keys."""

import json
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, cast

from argusai.kit.db import Database, Session
from argusai.kit.outgoing import Reach
from argusai.kit.vault import Vault
from argusai.kit.workers import in_own_thread
from argusai.pipeline.notifications.channels.contract import NO_CONTACT, Means
from argusai.pipeline.notifications.channels.links import new_link_key
from argusai.pipeline.notifications.channels.repository import ChannelRepository
from argusai.pipeline.notifications.channels.schemas import Reachable

# It loads slowly and is needed only where somebody has a channel.
_KEYS = "argusai.pipeline.notifications.channels.senders.webpush"


@dataclass(frozen=True, slots=True)
class ChannelHouse:
    """`link_key`: signs links to pictures."""

    reach: Reachable
    own_address: str
    push_key: str
    vapid_pem: str = field(repr=False)
    link_key: str = field(repr=False)

    @property
    def means(self) -> Means:
        allows = Reach(private=self.reach != "internet", loopback=self.reach == "machine")
        contact = self.own_address if self.own_address.startswith("https://") else NO_CONTACT
        return Means(allows, self.vapid_pem, contact)


class ChannelHouses:
    """Reads it, makes it at the first need, changes it."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def read(self) -> ChannelHouse:
        """Raises kit.vault.SealBroken when it was encrypted under another key."""
        async with self._database.read() as session:
            row = await ChannelRepository(session).house()
        if row is None:
            keys = await in_own_thread("new keys", _new_keys)
            async with self._database.write() as session:
                repository = ChannelRepository(session)
                row = await repository.house() or await repository.add_house(self._vault.seal(json.dumps(keys)))
        return self._made_of(row.reach, row.own_address, row.sealed)

    async def change(self, session: Session, changes: dict[str, Any]) -> None:
        """After `read`, which makes the row."""
        if row := await ChannelRepository(session).house():
            row.reach = changes.get("reach", row.reach)
            row.own_address = changes.get("own_address", row.own_address)

    def _made_of(self, reach: str, own_address: str, sealed: str) -> ChannelHouse:
        keys = json.loads(self._vault.open(sealed))
        return ChannelHouse(cast(Reachable, reach), own_address, keys["push_key"], keys["vapid_pem"], keys["link_key"])


def _new_keys() -> dict[str, str]:
    keys = import_module(_KEYS)
    pem: str = keys.new_key()
    return {"vapid_pem": pem, "push_key": keys.public_key(pem), "link_key": new_link_key()}
