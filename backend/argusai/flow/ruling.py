"""Rules and modes: how noting, looking, asking and letting go are connected."""

import asyncio
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from typing import Any
from uuid import UUID

from argusai.configuration.service import Configuration
from argusai.flow.deciding import Deciding
from argusai.flow.silence import ConnectSilence, Surroundings, connect_silence
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.pipeline.capture.outages.service import OutagesService
from argusai.pipeline.events.description.messages import messages
from argusai.pipeline.notifications.modes.service import ModesService
from argusai.pipeline.notifications.notices.tell import Teller
from argusai.pipeline.notifications.presence.service import PresenceService
from argusai.pipeline.notifications.rules.follow import RuleFollower
from argusai.pipeline.notifications.rules.names import Speakers
from argusai.pipeline.notifications.rules.note import LookNotes
from argusai.pipeline.notifications.rules.ports import House
from argusai.pipeline.notifications.rules.retention import LookRetention
from argusai.pipeline.notifications.rules.service import RulesService
from argusai.pipeline.notifications.rules.trial import RuleTrials
from argusai.pipeline.notifications.rules.why import WhyService
from argusai.pipeline.notifications.selftest.service import SelfTests
from argusai.pipeline.notifications.selftest.stages import Stages
from argusai.system.settings_service import SettingsService

# Whoever stores, changes or describes an event announces it in the same transaction: so rules miss none.
_EVENTS = frozenset({"event.opened", "event.grown", "event.closed", "event.updated"})


@dataclass(frozen=True, slots=True)
class Ruling:
    notes: LookNotes
    follower: RuleFollower
    rules: RulesService
    trials: RuleTrials
    why: WhyService
    modes: ModesService
    presence: PresenceService
    retention: LookRetention
    self_tests: SelfTests
    silence: ConnectSilence

    def parts(self) -> dict[str, Any]:
        """What the routers find on `app.state`."""
        asked = {"modes": self.modes, "rule_trials": self.trials, "rules": self.rules, "why": self.why}
        return {**asked, "presence": self.presence, "self_tests": self.self_tests}

    def explaining(self, outages: OutagesService, deciding: Deciding, versions: Configuration) -> dict[str, Any]:
        """What the routers find on `app.state` of why people were not told."""
        silence = self.silence(outages, deciding, versions)
        return {"decisions": deciding.service, "outages": outages, "silence": silence}

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.follower.run(), name="rules look")
            group.create_task(self.modes.run(), name="modes by the clock")
            group.create_task(self.self_tests.run(), name="self-tests by night")

    async def told(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        if kind in _EVENTS:
            await self.notes.told(session, kind, UUID(body["event"]["id"]))


def connect_ruling(
    database: Database, settings: SettingsService, announce: Announce, teller: Teller, clock: Clock
) -> Ruling:
    async def zone(session: Session) -> tzinfo:
        return (await settings.read_in(session)).zone

    house = _House(settings)
    speakers = speakers_of(settings)
    follower = RuleFollower(database, teller.tell, announce, clock)
    modes = ModesService(database, announce, zone, clock)
    return Ruling(
        notes=LookNotes(house, follower.wake, clock),
        follower=follower,
        rules=RulesService(database, speakers, announce, clock),
        trials=RuleTrials(database, speakers, clock),
        why=WhyService(database, speakers, clock),
        modes=modes,
        presence=PresenceService(database, announce, modes, clock),
        retention=LookRetention(database, clock),
        self_tests=SelfTests(database, Stages(database, follower, teller, clock), teller, zone, clock),
        silence=partial(connect_silence, Surroundings(database, settings, speakers, clock)),
    )


def speakers_of(settings: SettingsService) -> Speakers:
    return Speakers(_House(settings), messages)


class _House:
    """Implements `rules.ports.HouseNow`."""

    def __init__(self, settings: SettingsService) -> None:
        self._settings = settings

    async def __call__(self, session: Session) -> House:
        house = await self._settings.read_in(session)
        return House(house.language, house.zone, house.place)
