"""The main process: everything is built once and connected here, and starts and ends in order."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import Any
from uuid import UUID

from argusai.accounts.argon2 import Passwords
from argusai.accounts.keys.service import ApiKeys
from argusai.accounts.service import Accounts
from argusai.accounts.sessions import Sessions
from argusai.flow.asking import Asking, SentPlace, Stored, connect_asking
from argusai.flow.bridging import Asked, Bridging, Sources, connect_bridging
from argusai.flow.children import child_command, detectors_folder
from argusai.flow.configuring import Arranged, Configuring, Told, connect_configuring
from argusai.flow.deciding import connect_decisions
from argusai.flow.describing import Describing, connect_describing
from argusai.flow.describing import Ground as DescribingGround
from argusai.flow.first_things import offer_demo
from argusai.flow.ground import Ground
from argusai.flow.joining import Joining
from argusai.flow.keeping import Keeper
from argusai.flow.notifying import Notifying, connect_notifying
from argusai.flow.outages import Around, Outages, connect_health, connect_outages
from argusai.flow.overview import Overview
from argusai.flow.probing import connect_devices, connect_trials
from argusai.flow.pulses import connect_pulses
from argusai.flow.ruling import Ruling, connect_ruling
from argusai.flow.storing import connect_storing
from argusai.flow.tidying import connect_tidying
from argusai.flow.trying import connect_trying
from argusai.flow.upkeep import Upkeep
from argusai.flow.zone import HomeZone
from argusai.kit.background import in_background
from argusai.kit.clock import SystemClock
from argusai.kit.db import Database, Session, after_commit, read_url, server_of
from argusai.kit.jobs import Jobs
from argusai.kit.key_file import open_vault
from argusai.live.pictures import PictureStreams
from argusai.live.updates import LiveUpdates
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.cameras.privacy import PrivacyMasks
from argusai.pipeline.capture.cameras.service import CamerasService, Surroundings
from argusai.pipeline.capture.cameras.unreadable import unreadable
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor
from argusai.pipeline.detection.decisions.defaults import default_filters
from argusai.pipeline.detection.objects.own.service import Detectors
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.history.asking.arrivals import Arrivals
from argusai.settings import Settings
from argusai.system.service import System
from argusai.system.settings_service import SettingsService
from argusai.system.zones import machine_zone


class House:
    """Raises StartError when a setting cannot work."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clock = SystemClock()
        self._url = read_url(settings.database_url.get_secret_value())
        self._database = Database(self._url)
        self.jobs = Jobs(server_of(self._url) or settings.data_dir / "jobs.db")
        self.updates = LiveUpdates(self._database, self._clock)
        self.settings_service = SettingsService(self._database, self._clock, self._announce, machine_zone())
        self._zone = HomeZone(self.settings_service)
        self.accounts = Accounts(
            self._database, self._clock, Sessions(self._database, self._clock, settings.accounts), Passwords()
        )
        self._storing = connect_storing(
            self._database, settings.capture.media_folder, self.settings_service, self._announce, self._clock
        )
        self._deciding = connect_decisions(self._database, self.settings_service, settings.decisions, self._clock)
        self._vault = open_vault(settings.encryption_key.get_secret_value(), settings.data_dir)
        self.notifying = self._connect_notifying()
        self._ruling = self._connect_ruling()
        self.cameras = CamerasService(self._database, self._vault, self._clock, self._surroundings())
        self.ground = Ground(settings, self._vault, self._clock)
        self._configuring = self._connect_configuring()
        self.keys = ApiKeys(self._database, self._clock, self.cameras.get)
        self.accounts.people.connect(self._announce, self.keys.end_of, Joining(self._clock))
        self.trials = connect_trials(self.cameras, settings.usb)
        self.place_trials = connect_trying(self._database, self.cameras, self.settings_service, self._clock)
        self.privacy = PrivacyMasks(self.cameras, self._database, self._clock, self._obeyed, self._forget_pictures)
        self._outages = self._connect_outages()
        self._keeper = self._connect_keeper()
        self.supervisor = CaptureSupervisor(child_command(settings), self._keeper, self._clock, settings.capture)
        self.detectors = Detectors(detectors_folder(settings), self.supervisor.renew, self.cameras.snapshot)
        self.pictures = PictureStreams(self.supervisor, self.cameras.get)
        self.asking = self._connect_asking()
        self.describing = self._connect_describing()
        self._bridging = self._connect_bridging()
        self.system = self._connect_system()
        self._upkeep = self._connect_upkeep()
        self._learnt = connect_tidying(settings, self.cameras)
        self._tidy_every_hour()

    def _tidy_every_hour(self) -> None:
        tidying = (self._forget_pictures, self.notifying.forget, self.describing.forget)
        kept = (self._deciding.retention.run, self._outages.retention.run, self._ruling.retention.run)
        for work in (*kept, self._ruling.modes.tidy, *tidying, self._learnt.round):
            self._upkeep.every_hour(work)

    def parts(self) -> dict[str, Any]:
        """What the routers find on `app.state`."""
        return {
            "accounts": self.accounts,
            "cameras": self.cameras,
            "camera_trials": self.trials,
            "plugged_in": connect_devices(self._database, self._settings.usb),
            "place_trials": self.place_trials,
            **self._configuring.parts(),
            **self._ruling.parts(),
            "privacy_masks": self.privacy,
            "detectors": self.detectors,
            "keys": self.keys,
            **self._ruling.explaining(self._outages.service, self._deciding, self._configuring.versions),
            **self._storing.parts(),
            **self.notifying.parts(),
            **self.describing.parts(),
            **self._bridging.parts(),
            "looks": self.asking.looks,
            "sends": self.asking.sends,
            "live_updates": self.updates,
            "live_pictures": self.pictures,
            "settings_service": self.settings_service,
            "system": self.system,
        }

    @contextlib.asynccontextmanager
    async def open(self, *, demo: bool) -> AsyncIterator[None]:
        """Everything runs inside the block. Raises StartError when `ground.prepare` does."""
        await asyncio.to_thread(self.ground.prepare)
        self.jobs.name = self.ground.name
        async with contextlib.AsyncExitStack() as stack:
            stack.callback(self.ground.release)
            stack.push_async_callback(self._database.close)
            await self._zone.read()
            for part in (self._storing, self.asking.sends, self.accounts, self.detectors, self.system, self.notifying):
                stack.callback(part.close)
            # First of all: whatever is told from here on would count as a sign that the house ran until now.
            await self._outages.start()
            await self.accounts.start()
            await self.keys.start()
            await self._storing.cuts.start()
            await self._storing.recorder.close_abandoned(None, self._clock.now())
            await self._upkeep.at_start()
            await self.notifying.deliverer.start(self.ground.name)
            await stack.enter_async_context(self.updates.running())
            stack.push_async_callback(self.jobs.close)
            stack.push_async_callback(self._deciding.close)
            stack.push_async_callback(self._outages.intake.close)
            stack.push_async_callback(self._close_left_open)
            await stack.enter_async_context(self.supervisor)
            await stack.enter_async_context(in_background(*map(self.pulses.watched, self._work())))
            await self.cameras.apply()
            if demo:
                await offer_demo(self._database, self.cameras, self._settings, self._clock)
            yield

    async def _close_left_open(self) -> None:
        """Events that are open now, unless they are those of whoever took the database."""
        if await self.ground.still():
            await self._keeper.close(self._clock.now())

    def _work(self) -> Sequence[Coroutine[Any, Any, None]]:
        """What runs as long as the house is open."""
        return (
            self.ground.keep(),
            self.accounts.run(),
            self.keys.run(),
            self.system.run(),
            self._upkeep.run(),
            self._keeper.run(),
            self.asking.sends.run(),
            self._deciding.intake.run(),
            self._outages.intake.run(),
            self._outages.run(),
            self.notifying.run(),
            self._ruling.run(),
            self.describing.run(),
            self._bridging.bridge.run(),
        )

    async def _announce(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        await self.updates.announce(session, kind, body)
        self._configuring.told(session, kind)
        await self.notifying.announced(session, kind, body)
        await self._ruling.told(session, kind, body)
        await self.describing.told(session, kind)
        if kind == "settings.changed":
            after_commit(session, self._upkeep.soon)

    def _surroundings(self) -> Surroundings:
        return Surroundings(
            announce=self._announce,
            apply=self._watch,
            after_deleted=self._camera_deleted,
            health_of=lambda camera_id: self.supervisor.health(camera_id),
            snapshot=lambda camera_id: self.supervisor.snapshot(camera_id),
            time_zone=self._zone,
            default_filters=lambda: default_filters(self._settings.objects.labels),
        )

    def _connect_configuring(self) -> Configuring:
        told = Told(self._announce, self._camera_deleted, self._obeyed)
        around = Arranged(self._database, self._clock, told, self._vault, self.settings_service)
        return connect_configuring(self.cameras, around)

    def _connect_notifying(self) -> Notifying:
        folder, tell = self._settings.capture.media_folder, (self._announce, self._clock)
        return connect_notifying(self._database, self._vault, self.settings_service, folder, tell)

    def _connect_system(self) -> System:
        overview = Overview(self._storing.service, self.cameras, self.supervisor, self._settings.cache_dir)
        self.pulses = connect_pulses(self._clock, self._ruling.follower, self.notifying, self.updates)
        self.notifying.troubles.signs.update(self.describing.signs())
        publish = self.notifying.hearing(self.updates.publish_perishable)
        parts = overview.parts(publish, self.pulses.missed, self._bridging.stopped(self.describing.stopped))
        folders = (self._settings.data_dir, self._settings.capture.media_folder)
        return System(self._clock, folders, self._database, parts)

    def _connect_upkeep(self) -> Upkeep:
        folder, kept = self._settings.capture.media_folder, self._storing
        return Upkeep(kept.retention, kept.cleanup, folder, self._settings_changed)

    def _connect_ruling(self) -> Ruling:
        teller = self.notifying.teller
        return connect_ruling(self._database, self.settings_service, self._announce, teller, self._clock)

    def _connect_describing(self) -> Describing:
        self._shared = DescribingGround(self._database, self.jobs, self._vault, self._announce, self._clock)
        made = connect_describing(self._shared, self.cameras, self.settings_service, self._storing, self._zone)
        for heard in (made.breakers.on_change, made.breakers.on_pace):
            heard(lambda _: self.updates.publish_perishable("describers.changed", {}))
        return made

    def _connect_bridging(self) -> Bridging:
        asked = Asked(self.cameras, self.asking.looks, self._ruling, self.notifying)
        told = (self.updates, self.supervisor.health, self._storing, self._zone)
        return connect_bridging(self._shared, Sources(*told), asked)

    def _connect_keeper(self) -> Keeper:
        self._arrivals = Arrivals()
        return Keeper(
            self._store,
            self._storing.recorder.close_abandoned,
            self.cameras.health,
            self.updates.publish_perishable,
            self._deciding.note,
            noticing=self._outages.follower,
        )

    def _connect_asking(self) -> Asking:
        command, discard = child_command(self._settings, "sent-child"), self._storing.recorder.discard
        place = SentPlace(self._settings.data_dir / "sent", command, self._store, discard)
        stored = Stored(self._storing.service, self._arrivals, self.notifying.teller)
        return connect_asking(self.cameras, self.supervisor, stored, place, self._clock)

    async def _store(self, report: EventReport) -> None:
        await self._storing.recorder.store(report)
        self._arrivals.stored(report.facts.event_id)

    def _connect_outages(self) -> Outages:
        around = Around(
            health_of=lambda camera_id: self.supervisor.health(camera_id),
            time_zone=self._zone,
            announce=self._announce,
            tell_health=connect_health(lambda camera_id: self.supervisor.health(camera_id), self.cameras, self.updates),
        )
        return connect_outages(self._database, self.settings_service, around, self._clock)

    async def _watch(self, cameras: Sequence[Camera]) -> None:
        self._outages.watch(cameras, await unreadable(self._database, self._vault))
        await self.supervisor.set_cameras(cameras)

    async def _obeyed(self) -> None:
        await self.supervisor.obeyed()
        await self.asking.sends.obeyed()

    async def _forget_pictures(self) -> int:
        return await self._storing.unwanted.run() + await self._deciding.retention.remove_unwanted_pictures()

    async def _camera_deleted(self, camera_id: UUID) -> None:
        self._upkeep.sweep_soon()
        await self._learnt.deleted(camera_id)

    async def _settings_changed(self) -> None:
        if await self._zone.read():  # it is the clock of the cameras' schedules
            await self.cameras.apply()
