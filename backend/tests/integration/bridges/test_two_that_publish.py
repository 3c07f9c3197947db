"""Two ArgusAI with one data folder's copy, and that of another house, at one real broker (H20)."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from argusai.bridges.homeassistant.claims import read_claim
from tests.support.mosquitto import Listener, Mosquitto, listening, mosquitto
from tests.support.waiting import until

_LONG = 60.0
_HOUSES = {"ours": UUID(int=1), "theirs": UUID(int=2)}
_YARD = UUID(int=7)


@dataclass
class _Program:
    """`said`: how its connection stood, line by line."""

    running: Process
    said: list[str] = field(default_factory=list)

    @property
    def stands(self) -> str:
        return self.said[-1].partition(" ")[0] if self.said else ""

    async def read(self) -> None:
        assert self.running.stdout is not None
        async for line in self.running.stdout:
            if line.startswith((b"connect", b"standing", b"failing")):
                self.said.append(line.decode().strip())

    async def is_now(self, state: str) -> None:
        await until(lambda: self.stands == state, _LONG, f"{state} after {self.said}")


@dataclass
class _Street:
    broker: Mosquitto
    programs: list[_Program] = field(default_factory=list)
    reading: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, house: str) -> _Program:
        arguments = ("-m", "tests.support.told", str(self.broker.port), str(_HOUSES[house]), str(_YARD))
        running = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=PIPE)
        program = _Program(running)
        self.programs.append(program)
        self.reading.append(asyncio.create_task(program.read()))
        return program

    async def kill(self, program: _Program) -> None:
        """And the broker knows."""
        gone = self._gone()
        program.running.kill()
        await program.running.wait()
        await until(lambda: self._gone() > gone, _LONG, "the broker to notice")

    def _gone(self) -> int:
        """How many connections ended. A killed one is called out of memory, too, by this broker."""
        return sum(
            "closed its connection" in line or " disconnected" in line for line in self.broker.log().splitlines()
        )


@contextlib.asynccontextmanager
async def _street(folder: Path) -> AsyncIterator[tuple[_Street, Listener]]:
    async with mosquitto(folder) as broker, listening(broker) as ha:
        street = _Street(broker)
        try:
            yield street, ha
        finally:
            for program in street.programs:
                with contextlib.suppress(ProcessLookupError):
                    program.running.kill()
                await program.running.wait()
            await asyncio.wait(street.reading)


def _statuses(ha: Listener) -> list[bytes]:
    return [payload for topic, payload in ha.heard if topic == "argusai/status"]


async def _all_heard(ha: Listener) -> None:
    ha.kept.pop("marked", None)
    await ha.say("marked", "here")
    await until(lambda: "marked" in ha.kept, _LONG)


@pytest.mark.covers("H20")
async def test_one_speaks_and_kills_and_hangs_hand_over_cleanly(tmp_path: Path) -> None:
    async with _street(tmp_path / "broker") as (street, ha):
        first = await street.start("ours")
        await first.is_now("connected")
        copy, neighbour = await street.start("ours"), await street.start("theirs")
        await copy.is_now("standing_by")
        await neighbour.is_now("standing_by")
        assert "with the same data" in copy.said[-1]
        assert "Give this one another topic prefix" in neighbour.said[-1]
        await street.kill(copy)  # it speaks not, so nothing is said of it
        await _all_heard(ha)
        assert _statuses(ha) == [b"online"]

        copy = await street.start("ours")
        await copy.is_now("standing_by")
        await street.kill(first)
        await copy.is_now("connected")
        await _all_heard(ha)
        assert _statuses(ha) == [b"online", b"offline", b"online"]
        first = await street.start("ours")
        await first.is_now("standing_by")

        os.kill(copy.running.pid, signal.SIGSTOP)  # it hangs: its connection stays, and it answers nobody
        await first.is_now("connected")
        os.kill(copy.running.pid, signal.SIGCONT)
        await copy.is_now("standing_by")
        await _all_heard(ha)
        assert _statuses(ha)[-1] == b"online"
        assert ha.kept["argusai/status"] == b"online"
        assert neighbour.stands == "standing_by"
        claims = [read_claim(payload) for topic, payload in ha.heard if topic == "argusai/claim"]
        assert len({each.run for each in claims if each}) == len(claims) == 3, "each that spoke claimed once: no loop"
        assert {each.installation for each in claims if each} == {_HOUSES["ours"]}
