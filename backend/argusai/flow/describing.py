"""Descriptions by providers: how requests, calls, money and stored events are connected."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from argusai.flow.questioning import connect_questioning, find_subject
from argusai.flow.storing import Storing
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.jobs import Jobs
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.events.description.batches.service import BatchesService
from argusai.pipeline.events.description.describers.service import DescribersService
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.money.treasury import Treasury
from argusai.pipeline.events.description.prompts.service import PromptsService
from argusai.pipeline.events.description.providers.registry import provider
from argusai.pipeline.events.description.requests.asking import Asking
from argusai.pipeline.events.description.requests.at_once import Places
from argusai.pipeline.events.description.requests.breakers import Breakers
from argusai.pipeline.events.description.requests.call import Calls
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.plan import Planner
from argusai.pipeline.events.description.requests.ports import FindProvider, StoredEvents
from argusai.pipeline.events.description.requests.queue import DescriptionQueue
from argusai.pipeline.events.description.requests.service import DescriptionsService
from argusai.pipeline.events.description.requests.trials import Trials
from argusai.pipeline.events.description.requests.work import JOB, DescriptionWork
from argusai.system.ports import Stopped
from argusai.system.settings_service import SettingsService


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything stands on."""

    database: Database
    jobs: Jobs
    vault: Vault
    announce: Announce
    clock: Clock


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`snapshot`: the name of a camera and its newest picture. `here`: the language of the house, and its clock
    where that says when pictures of a camera are of."""

    snapshot: Callable[[UUID], Awaitable[tuple[str, bytes]]]
    here: Callable[[UUID], Awaitable[tuple[str, tzinfo | None]]]
    day_of: Callable[[datetime], str]
    providers: FindProvider = provider


class Describing:
    """`note` implements `history.ports.NoteFacts`."""

    def __init__(self, ground: Ground, near: Neighbours, events: StoredEvents) -> None:
        self._announce = ground.announce
        self.breakers = Breakers(ground.clock)
        self.describers = DescribersService(ground.database, ground.vault, ground.announce, self.breakers, ground.clock)
        asking = Asking(ground.clock, self.describers.wanted, self._wake)
        self.note = asking.note
        treasury = Treasury(ground.database, ground.clock, near.day_of, ground.announce)
        parts = Parts(
            ground.database, ground.vault, ground.clock, events, near.providers, self.breakers, treasury,
            self.describers.wanted, self.describers.since, self._batch_changed, self._descriptions_changed,
            Places(),
        )  # fmt: skip
        calls = Calls(parts, find_subject)
        work = DescriptionWork(parts, Planner(parts), calls, asking)
        ground.jobs.add(JOB, work.job)
        self.questioning = connect_questioning(parts, ground.jobs, calls, ground.announce)
        self.queue = DescriptionQueue(ground.database, ground.jobs, work, ground.clock)
        self.descriptions = DescriptionsService(parts, asking, near.day_of)
        self.batches = BatchesService(parts, ground.announce, self._wake)
        self.trials = Trials(parts, near.snapshot, near.here)
        self.prompts = PromptsService(parts, self.describers, self.trials)
        self.describers.on_change(self.queue.hurry)
        treasury.on_settled(self.queue.free)
        self.describers.on_change(treasury.forget_caps)
        self.breakers.on_change(self._breaker_changed)
        self.forget = treasury.forget
        self._treasury = treasury

    async def told(self, session: Session, kind: str) -> None:
        """What is announced, in its transaction: with a camera go its events, and with them what was said of them."""
        if kind == "camera.deleted":
            await CallRepository(session).forget_lost_answers()

    async def run(self) -> None:
        """Until cancelled."""
        await self.describers.start()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.queue.run())
            group.create_task(self.questioning.desk.run())

    async def stopped(self) -> Sequence[Stopped]:
        """Why built-in words stand where better ones are wanted. Implements `system.ports.StoppedParts`."""
        found = []
        if self.queue.fault:
            sentence = f"Models are not asked for now, so the built-in words stand. {self.queue.fault}"
            found.append(Stopped("describing-waits", sentence))
        if names := self._treasury.capped():
            sentence = (
                f"A limit on the cost of descriptions is reached, so the built-in words stand: {', '.join(names)}."
            )
            found.append(Stopped("describing-capped", f"{sentence} Raise it in Settings → AI, or wait for tomorrow."))
        asked = [each for each in await self.describers.all() if each.enabled]
        if asked and all(each.breaker not in {"closed", "paced"} for each in asked):
            found.append(Stopped("describers-down", _down([each.name for each in asked])))
        return found

    def signs(self) -> dict[str, Callable[[], float | None]]:
        """By the topic of `notices.troubles`: when it was last seen that it has passed."""
        return {"describers": lambda: self.breakers.answered_at, "cap": lambda: self._treasury.allowed_at}

    def parts(self) -> dict[str, Any]:
        """What the routers find on `app.state`."""
        return {"describers": self.describers, "describer_trials": self.trials, "descriptions": self.descriptions,
                "prompts": self.prompts,
                "questions": self.questioning.service,
                "batches": self.batches}  # fmt: skip

    async def _batch_changed(self, session: Session) -> None:
        await self._announce(session, "batch.changed", {})

    async def _descriptions_changed(self, session: Session, event_id: UUID) -> None:
        await self._announce(session, "descriptions.changed", {"event_id": str(event_id)})

    def _breaker_changed(self, describer_id: UUID) -> None:
        """Who answers again may have been waited for."""
        breaker, now = self.breakers.of(describer_id)
        if breaker.ready(now) and not breaker.failures:
            self.queue.hurry()

    def _wake(self) -> None:
        self.queue.wake()


def _down(names: list[str]) -> str:
    who = f"“{names[0]}” does not answer" if len(names) == 1 else f"None of the describers answers ({', '.join(names)})"
    where = "Try it" if len(names) == 1 else "Try them"
    return f"{who}, so events get the built-in words for now. {where} in Settings → AI."


def connect_describing(
    ground: Ground, cameras: CamerasService, settings: SettingsService, storing: Storing, zone: Callable[[], tzinfo]
) -> Describing:
    """`zone`: the clock of the house, whose midnight begins a day of spending."""

    async def snapshot(camera_id: UUID) -> tuple[str, bytes]:
        return (await cameras.get(camera_id)).name, await cameras.snapshot(camera_id)

    async def here(camera_id: UUID) -> tuple[str, tzinfo | None]:
        house, played = await settings.read(), (await cameras.get(camera_id)).source.kind == "file"
        return house.language, None if played else house.zone

    near = Neighbours(snapshot, here, lambda at: f"{at.astimezone(zone()):%Y-%m-%d}")
    describing = Describing(ground, near, storing.worded)
    storing.scribe.on_facts(describing.note)
    return describing
