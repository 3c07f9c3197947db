"""What people do with the connection to Home Assistant: set it up, try it, look at it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from argusai.bridges.homeassistant.configured import Configured, changed, read_row, write_row
from argusai.bridges.homeassistant.models import HomeAssistantRow
from argusai.bridges.homeassistant.repository import CommandRepository, HomeAssistantRepository
from argusai.bridges.homeassistant.schemas import (
    BrokerTestOut,
    CommandOut,
    CommandsOut,
    ConnectionOut,
    HomeAssistantOut,
    HomeAssistantPatch,
)
from argusai.bridges.homeassistant.tls import BadCertificate, make_context
from argusai.bridges.homeassistant.trial import TryBroker
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.faulty_inputs import faulty
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.vault import Vault

_log = get_log("bridges.homeassistant")
_SHOWN_COMMANDS = 20


class HomeAssistantService:
    """`on_change`: who obeys the settings."""

    def __init__(
        self, database: Database, vault: Vault, announce: Announce, try_broker: TryBroker, clock: Clock
    ) -> None:
        self._database = database
        self._vault = vault
        self._announce = announce
        self._try_broker = try_broker
        self._clock = clock
        self._installation: UUID | None = None
        self._changed: Callable[[], None] = lambda: None
        self._connection: Callable[[], ConnectionOut] = _off

    def obeyed_by(self, changed: Callable[[], None], connection: Callable[[], ConnectionOut]) -> None:
        """`changed` is called after each change; `connection` says how it stands."""
        self._changed, self._connection = changed, connection

    async def configured(self) -> Configured:
        """With its secrets."""
        async with self._database.read() as session:
            return await self._read_in(session)

    async def read(self) -> HomeAssistantOut:
        return self._out(await self.configured())

    async def change(self, given: HomeAssistantPatch) -> HomeAssistantOut:
        """It is obeyed at once. Raises BadInput."""
        await self._check(await self._with(given))
        async with self._database.write() as session:
            repository = HomeAssistantRepository(session)
            after = changed(await self._read_in(session), _named(given))
            row = await repository.read()
            if row is None:
                row = HomeAssistantRow(installation=after.installation, announced=[])
                write_row(row, after, self._vault)
                await repository.add(row)
            else:
                write_row(row, after, self._vault)
            await self._announce(session, "home_assistant.changed", {})
            after_commit(session, self._changed)
        _log.info("Home Assistant was set up anew", enabled=after.enabled)
        return self._out(after)

    async def test(self, given: HomeAssistantPatch) -> BrokerTestOut:
        """Tries the settings with these changes, keeping nothing. Raises BadInput."""
        tried = await self._with(given)
        await self._check(tried)
        if not tried.host:
            raise faulty({"host": "Needed"})
        began = self._clock.monotonic()
        fault = await self._try_broker(tried.broker, tried.topics)
        took = self._clock.monotonic() - began
        fine = f"Connected; a message came back after {took:.2f} seconds."
        return BrokerTestOut(works=not fault, sentence=fault or fine, seconds=round(took, 2))

    async def commands(self) -> CommandsOut:
        async with self._database.read() as session:
            rows = await CommandRepository(session).newest(_SHOWN_COMMANDS)
        return CommandsOut(items=[CommandOut.model_validate(row, from_attributes=True) for row in rows])

    async def _with(self, given: HomeAssistantPatch) -> Configured:
        async with self._database.read() as session:
            return changed(await self._read_in(session), _named(given))

    async def _read_in(self, session: Session) -> Configured:
        row = await HomeAssistantRepository(session).read()
        if row is not None:
            return read_row(row, self._vault)
        self._installation = self._installation or new_id()
        return Configured(self._installation)

    async def _check(self, new: Configured) -> None:
        """Raises BadInput for certificates that cannot be used."""
        try:
            await asyncio.to_thread(make_context, replace(new.broker, host="checked.invalid"))
        except BadCertificate as error:
            raise faulty({error.field: str(error)}) from error

    def _out(self, configured: Configured) -> HomeAssistantOut:
        secrets = configured.secrets
        return HomeAssistantOut(
            enabled=configured.enabled,
            host=configured.host,
            port=configured.port,
            username=configured.username,
            has_password=bool(secrets.password),
            tls=configured.tls,
            authority=secrets.authority,
            certificate=secrets.certificate,
            has_key=bool(secrets.key),
            readable=configured.readable,
            discovery_prefix=configured.topics.discovery,
            topic_prefix=configured.topics.own,
            connection=self._connection(),
        )


def _named(given: HomeAssistantPatch) -> dict[str, object]:
    return {name: value for name, value in given.model_dump(exclude_unset=True).items() if value is not None}


def _off() -> ConnectionOut:
    return ConnectionOut(state="off", since=None, sentence="", published=0, waiting=0, dropped=0, ignored=0)
