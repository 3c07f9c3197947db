"""Carries commands out, and writes down each: what was asked, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from argusai.bridges.homeassistant.allowance import Allowance
from argusai.bridges.homeassistant.commands import Command, CommandRefused, event_of, read_command
from argusai.bridges.homeassistant.contract import Received
from argusai.bridges.homeassistant.house.repository import HouseRepository
from argusai.bridges.homeassistant.models import HomeAssistantCommandRow
from argusai.bridges.homeassistant.ports import Length, Modes, Orders
from argusai.bridges.homeassistant.repository import CommandRepository
from argusai.bridges.homeassistant.topics import Topics
from argusai.bridges.homeassistant.whereabouts import read_whereabouts
from argusai.kit.actor import ACTOR
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import ArgusError, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.text import escaped

_log = get_log("bridges.homeassistant")
WHO = "Home Assistant"
_KEPT = 500
# More than people and automations give; beyond, they are neither obeyed nor written down, only counted. What nobody
# understands is counted apart, so that it keeps no light switch from working.
_MOST_A_MINUTE = 60
# Whoever presses a button twice means one notice.
_SAME_PRESS_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Order:
    """What arrived, `at` that time. `command` None: it is none, `sentence` says why."""

    id: UUID
    at: datetime
    topics: Topics
    received: Received
    command: Command | None
    sentence: str


class Obedience:
    def __init__(self, database: Database, orders: Orders, modes: Modes, clock: Clock) -> None:
        self._database = database
        self._orders = orders
        self._modes = modes
        self._clock = clock
        self._understood = Allowance(_MOST_A_MINUTE, clock)
        self._garbage = Allowance(_MOST_A_MINUTE, clock)
        self._passed_over = 0
        self._newest_at: float | None = None  # when the newest notice was acknowledged

    @property
    def ignored(self) -> int:
        """How many were too many, since the start."""
        return self._understood.over + self._garbage.over + self._passed_over

    def pass_over(self, count: int) -> None:
        """So many were lost before anybody read them, or waited too long."""
        self._passed_over += count

    def admit(self, topics: Topics, received: Received) -> Order | None:
        """To be carried out by `obey`, once. None: it is one too many."""
        command, sentence = _read(topics, received)
        if not self._within(self._garbage if command is None else self._understood):
            return None
        return Order(new_id(), self._clock.now(), topics, received, command, sentence)

    async def obey(self, order: Order) -> None:
        """Never raises for what somebody may have sent."""
        sentence = order.sentence
        try:
            if order.command is not None:
                await self._carry_out(order.command)
        except CommandRefused as error:
            sentence = str(error)
        except ArgusError as error:
            sentence = error.detail
        try:
            await self._write_down(order, sentence)
        except Unavailable as error:
            _log.warning("a command could not be written down", reason=error.detail)

    def _within(self, allowance: Allowance) -> bool:
        within = allowance.take()
        if allowance.just_over:
            _log.warning("too many commands from the broker within a minute; ignored until it is over")
        return within

    async def _carry_out(self, command: Command) -> None:
        ACTOR.set(WHO)
        if command.kind == "mode":
            await self._choose_mode(command.value)
        elif command.kind == "detection" and command.camera_id is not None:
            await self._orders.watch(command.camera_id, command.value == "ON")
        elif command.kind == "describe" and command.camera_id is not None:
            await self._orders.describe(command.camera_id)
        elif command.kind == "ring" and command.camera_id is not None:
            await self._orders.ring(command.camera_id)
        elif command.kind == "snooze":
            await self._snooze(command.value)
        elif command.kind == "acknowledge":
            await self._acknowledge(command.value)
        elif command.kind == "presence" and (told := read_whereabouts(command.value)) is not None:
            await self._orders.tell_presence(told)

    async def _choose_mode(self, value: str) -> None:
        """By its name, as Home Assistant shows it, or by its id."""
        _current, names = await self._modes()
        found = next((mode_id for mode_id, name in names.items() if name == value), value)
        if found not in names:
            raise CommandRefused("There is no such mode.")
        await self._orders.choose_mode(found)

    async def _snooze(self, value: str) -> None:
        """For everybody: the broker does not say who asks."""
        async with self._database.read() as session:
            people = await HouseRepository(session).people()
        for person_id in people:
            await self._orders.snooze(person_id, cast(Length, value))

    async def _acknowledge(self, value: str) -> None:
        now, newest = self._clock.monotonic(), event_of(value) is None
        if newest and self._newest_at is not None and now - self._newest_at < _SAME_PRESS_SECONDS:
            raise CommandRefused("One was acknowledged within the last ten seconds: this counts as the same press.")
        async with self._database.read() as session:
            repository = HouseRepository(session)
            event_id = event_of(value) or await repository.newest_unacknowledged()
            notice = None if event_id is None else await repository.notice_of(event_id)
        if notice is None:
            raise CommandRefused("Nobody was told of such an event, or somebody sees to it already.")
        await self._orders.acknowledge(notice[1], notice[0])
        if newest:
            self._newest_at = now

    async def _write_down(self, order: Order, sentence: str) -> None:
        command = escaped(order.received.topic.removeprefix(f"{order.topics.own}/"))[:120]
        payload = escaped(order.received.payload[:120].decode(errors="replace"))[:120]
        if sentence:
            _log.warning("command refused", command=command, reason=sentence)
        row = HomeAssistantCommandRow(
            id=order.id, at=order.at, command=command, payload=payload, obeyed=not sentence,
            sentence=sentence[:300],
        )  # fmt: skip
        async with self._database.write() as session:
            await CommandRepository(session).add(row, _KEPT)


def _read(topics: Topics, received: Received) -> tuple[Command | None, str]:
    """None, and why, when it is none."""
    try:
        return read_command(topics, received), ""
    except CommandRefused as error:
        return None, str(error)
