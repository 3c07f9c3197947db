"""Lets describers say what a scene shows. The owner's models are asked as ever: priced, reserved, within the caps."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from argusai.evaluation.described.look import CAMERA_NAME, Looked
from argusai.kit.clock import SystemClock
from argusai.kit.db import Database, Session, read_url
from argusai.kit.errors import StartError
from argusai.kit.ids import new_id
from argusai.kit.key_file import open_vault
from argusai.kit.vault import SealBroken
from argusai.pipeline.events.description.contract import BUILT_IN
from argusai.pipeline.events.description.describe import describe
from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.repository import DescriberRepository
from argusai.pipeline.events.description.describers.roster import access_of, describer_of, read_chosen
from argusai.pipeline.events.description.money.caps import Caps, caps_of
from argusai.pipeline.events.description.money.treasury import Planned, Treasury
from argusai.pipeline.events.description.providers.contract import Answer, Ask
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.providers.prompt import Context, compose
from argusai.pipeline.events.description.providers.registry import provider
from argusai.pipeline.events.description.requests.booking import booked, booked_failure
from argusai.pipeline.events.description.requests.rates import cost_of, is_price_known, verified, worst_price_of
from argusai.settings import Settings
from argusai.system.settings_service import SettingsService
from argusai.system.zones import machine_zone

# In the list of costs, where a camera's name stands otherwise.
_NO_CAMERA, _NO_CAMERA_ID = "argusai eval", UUID(int=0)
_LANGUAGE = "en"  # that which the scores read


@dataclass(frozen=True, slots=True)
class Said:
    """`cost` in dollars; None: not known. `failure`: why nothing was said; empty: something was."""

    text: str
    model: str
    seconds: float
    cost: float | None
    failure: str = ""


class Teller(Protocol):
    name: str

    async def tell(self, looked: Looked) -> Said: ...


class BuiltIn:
    name = BUILT_IN

    async def tell(self, looked: Looked) -> Said:
        if looked.facts is None:
            return Said("", "", 0.0, 0.0, "The detector found nobody.")
        began = time.perf_counter()
        text = describe(looked.facts, CAMERA_NAME, _LANGUAGE, None, provisional=False).text
        return Said(text, "", time.perf_counter() - began, 0.0)


class Hired:
    """A model of the owner's."""

    def __init__(self, describer: Describer, treasury: Treasury, caps: Caps) -> None:
        self.name = describer.name
        self._describer = describer
        self._treasury = treasury
        self._caps = caps

    async def tell(self, looked: Looked) -> Said:
        describer = self._describer
        if looked.facts is None:
            return self._nothing("The detector found nobody, so there is no event to describe.")
        ask = compose(looked.facts, Context(CAMERA_NAME, _LANGUAGE), looked.pictures)
        key = f"eval:{new_id()}"
        planned = Planned(
            key, None, _NO_CAMERA_ID, _NO_CAMERA, describer.id, describer.name, describer.model, len(ask.pictures),
            worst_price_of(describer, describer.model, ask), is_price_known(describer, describer.model),
        )  # fmt: skip
        if isinstance(await self._treasury.reserve(planned, self._caps), str):
            return self._nothing("It might cost more than what is left of a cap.")
        await self._treasury.begin(key)
        return await self._ask(key, ask)

    async def _ask(self, key: str, ask: Ask) -> Said:
        describer = self._describer
        try:
            answer = await provider(describer.kind).ask(access_of(describer), ask)
        except ProviderFailed as failed:
            ended = booked_failure(describer, describer.model, failed)
            await self._treasury.end(key, ended)
            return self._nothing(failed.sentence, None if ended.unsure else float(ended.cost or 0))
        await self._treasury.end(key, booked(describer, describer.model, answer))
        return Said(answer.text, answer.model, answer.seconds, self._cost(answer))

    def _cost(self, answer: Answer) -> float | None:
        cost: Decimal | None = cost_of(self._describer, self._describer.model, answer.usage)
        return None if cost is None or not is_price_known(self._describer, self._describer.model) else float(cost)

    def _nothing(self, why: str, cost: float | None = 0.0) -> Said:
        return Said("", self._describer.model, 0.0, cost, why)


@asynccontextmanager
async def hired(settings: Settings, names: Sequence[str]) -> AsyncIterator[list[Teller]]:
    """The owner's describers of these names, in this order. Raises StartError when one is not there."""
    database = Database(read_url(settings.database_url.get_secret_value()))
    vault = open_vault(settings.encryption_key.get_secret_value(), settings.data_dir)
    clock = SystemClock()
    try:
        house = await SettingsService(database, clock, _to_nobody, machine_zone()).read()
        zone = ZoneInfo(house.time_zone)
        treasury = Treasury(database, clock, lambda at: f"{at.astimezone(zone):%Y-%m-%d}", _to_nobody)
        async with database.read() as session:
            repository = DescriberRepository(session)
            chosen = read_chosen(await repository.chosen())
            rows = {row.name.casefold(): row for row in await repository.all()}
        caps = caps_of(chosen.day_cap, chosen.month_cap, None)
        yield [
            Hired(await verified(describer_of(_named(rows, name), vault)), treasury, caps)
            for name in dict.fromkeys(names)
        ]
    except SealBroken as error:
        raise StartError("The key of a describer cannot be read any more. Enter it again on the page.") from error
    finally:
        await database.close()


def _named(rows: dict[str, Any], name: str) -> Any:
    row = rows.get(name.casefold())
    if row is None:
        there = ", ".join(sorted(each.name for each in rows.values())) or "none yet"
        raise StartError(f"There is no describer “{name}”. Those of Settings → AI: {there}.")
    return row


async def _to_nobody(session: Session, kind: str, body: dict[str, Any]) -> None:
    """Nobody is connected here; the page reads what was spent."""
