"""One capture process as the main process sees it: started, listened to, started again when it dies or freezes."""

import asyncio
import contextlib
import socket
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from argusai.kit.errors import BadInput, Unavailable
from argusai.kit.link import LinkBroken, Message, ParentLink, environment_without_secrets, kill
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.streams.asking import Asking
from argusai.pipeline.capture.streams.child_log import pass_on_log
from argusai.pipeline.capture.streams.contract import HELD_SLUG, LOST_SLUG, CameraCondition, Looks, StreamHealth
from argusai.pipeline.capture.streams.ending import Cause, Ending, cause_of
from argusai.pipeline.capture.streams.keeping import Keeping
from argusai.pipeline.capture.streams.obedience import Obedience
from argusai.pipeline.capture.streams.relays import Relays
from argusai.pipeline.capture.streams.shares import Appetite
from argusai.pipeline.capture.streams.silence import fallen_silent
from argusai.pipeline.capture.streams.storing import Storing
from argusai.pipeline.capture.streams.wire import read_health, write_camera

_log = get_log("capture.streams")

_FIRST_PAUSE_SECONDS = 0.1
_STEADY_SECONDS = 30.0
# What arrived before the end is still stored; a database locked by a backup may take its time.
_STORE_SECONDS = 30.0
# A child that hung up ends by itself, with a code that says why.
_END_SECONDS = 0.5
_LOST = "The part of the program that watches this camera stopped. It is started again by itself."
_HELD = (
    "What it sends makes the part of the program that watches it stop again and again. It is kept apart from the other "
    "cameras and tried again after growing pauses."
)


class CapturePart:
    """`run` keeps the child alive until `stop`. `restarts` counts how often it was lost."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._settings = keeping.settings
        self._storing = Storing(keeping.listener)
        self.cameras: dict[UUID, Camera] = {}
        self.healths: dict[UUID, StreamHealth] = {}
        self.restarts = 0
        self.running = False
        self._stopped_at = keeping.clock.monotonic()
        self._child: Process | None = None
        self._link: ParentLink | None = None
        self._stopping = asyncio.Event()
        self._ready = False  # this child was
        self._renewing = False  # asked for
        self._renewed = False  # the child ended because of it
        self._hurry = asyncio.Event()
        self._ended: Cause | None = None  # why, where its return code does not say it
        self.stops = 0  # more than 0: its only camera is known to crash it, so often
        self._inbox: asyncio.Queue[Message | None] = asyncio.Queue()
        self.live = Relays(self._send, keeping.places)
        self.obedience = Obedience()
        self.asking = Asking(self._send)
        self._share = 1.0  # of the detector's time of the machine
        self.appetite = Appetite()

    @property
    def pid(self) -> int | None:
        """None while there is no child."""
        return self._child.pid if self._child is not None else None

    @property
    def away_seconds(self) -> float:
        """How long no child was ready; 0 while one is."""
        return 0.0 if self.running else self._keeping.clock.monotonic() - self._stopped_at

    async def run(self) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            self._renewing = self._renewed = False  # a child that begins now reads what was chosen until now
            self._hurry.clear()
            cameras = frozenset(self.cameras)
            ending = await self._live_once()
            if self._stopping.is_set():
                return
            if self._renewed:
                await self._tell_health()
                continue
            await self._tell_lost(ending)
            if ending.lasted > _STEADY_SECONDS:
                pause = _FIRST_PAUSE_SECONDS
            least = await self._keeping.judge(cameras, ending)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(pause, least)):
                    await self._hurry.wait()
            pause = min(pause * 2, self._settings.restart_most_seconds)

    async def stop(self) -> None:
        """Ask the child to finish; `run` returns soon after, at the latest after `stop_seconds`."""
        self._stopping.set()
        self._hurry.set()
        if self._link is not None:
            await self._link.send({"kind": "stop"})

    async def renew(self) -> None:
        """Ask the child to finish; another one follows, with the same cameras. One that is not ready yet has nothing to
        finish, and may have read already what has changed."""
        self._renewing = True
        if self._link is not None:
            await self._send({"kind": "stop"})
        elif self._child is not None:
            kill(self._child)

    async def set_cameras(self, cameras: Mapping[UUID, Camera]) -> None:
        now = self._keeping.clock.now()
        for camera_id, camera in cameras.items():
            if not camera.same_stream(self.cameras.get(camera_id)):
                self.healths[camera_id] = StreamHealth(camera_id, "connecting", now, "", "", None, 0, 0, 0, 0.0)
                self.live.end(camera_id)
        for camera_id in self.cameras.keys() - cameras.keys():
            self.healths.pop(camera_id, None)
            self.live.end(camera_id)
        self.cameras = dict(cameras)
        await self._send_cameras()

    async def hold(self, stops: int) -> None:
        """Its only camera crashed it so often that it is kept apart; 0: not so, or not any more."""
        if stops == self.stops:
            return
        if not stops:
            self._hurry.set()
        self.stops = stops
        for camera_id, health in self.healths.items():
            away = health.condition == "down" and health.reason_slug in {LOST_SLUG, HELD_SLUG}
            reason, slug = self._why_lost() if away else (health.reason, health.reason_slug)
            self.healths[camera_id] = replace(health, stops=stops, reason=reason, reason_slug=slug)
        await self._tell_health()

    async def set_share(self, share: float) -> None:
        """How much of the detector's time of the machine is its own, 0–1."""
        if share != self._share:
            self._share = share
            await self._send({"kind": "share", "share": share})

    async def _live_once(self) -> Ending:
        """From the child's start to its end, however it comes."""
        began, self._ended, self._ready = self._keeping.clock.monotonic(), None, False
        ours, theirs = socket.socketpair()
        try:
            with theirs:  # Ours must be the only other end, or end of file never comes.
                child = await asyncio.create_subprocess_exec(
                    *self._keeping.command, "--fd", str(theirs.fileno()), pass_fds=[theirs.fileno()],
                    stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, env=environment_without_secrets(),
                )  # fmt: skip
        except OSError as error:
            ours.close()
            _log.error("the capture process cannot be started", reason=error.strerror)
            self._mark_away()
            return Ending("outside", False, 0.0)
        self._child = child
        if self._renewing:  # meanwhile
            kill(child)
        link = await ParentLink.open(ours)
        try:
            await self._listen(child, link)
        finally:
            self._link = self._child = None
            kill(child)
            await child.wait()
            await link.close()
            for camera_id in list(self.cameras):
                self.live.end(camera_id)
        cause = self._ended or cause_of(child.returncode)
        return Ending(cause, self._ready, self._keeping.clock.monotonic() - began)

    async def _listen(self, child: Process, link: ParentLink) -> None:
        self._inbox = asyncio.Queue()
        async with asyncio.TaskGroup() as group:
            group.create_task(pass_on_log(child), name="capture-log")
            storing = group.create_task(self._storing.run(self._inbox, child, link), name="capture-store")
            watching = group.create_task(self._see_frozen(child, link), name="capture-frozen")
            try:
                async for message in link.messages():
                    await self._take(message, link)
                self._mark_away()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_END_SECONDS):
                        await child.wait()
            except (LinkBroken, KeyError, ValueError, TypeError) as error:
                self._ended = "crashed"
                _log.error("the capture process sent nonsense", pid=child.pid, reason=str(error))
            finally:
                self._mark_away()
                kill(child)
                watching.cancel()
                self._inbox.put_nowait(None)
            await asyncio.wait(
                [storing], timeout=self._settings.stop_seconds if self._stopping.is_set() else _STORE_SECONDS
            )
            storing.cancel()

    async def _see_frozen(self, child: Process, link: ParentLink) -> None:
        self._ended = await fallen_silent(link, self._settings, lambda: self._stopping.is_set() or self._renewing)
        self._renewing = False  # it could not finish what was open: that is a loss
        _log.warning("the capture process does not answer and is ended", pid=child.pid)
        kill(child)

    async def _take(self, message: Message, link: ParentLink) -> None:
        """Must not wait for anything slow: beats are read here too."""
        kind = message.head["kind"]
        if kind == "ready":
            self.running = self._ready = True
            self._link = link
            await self._send({"kind": "share", "share": self._share})
            await self._send_cameras()
            await self.live.resume()
        elif kind == "obeyed":
            self.obedience.obeyed(message.head["order"])
        elif kind == "report":
            self._inbox.put_nowait(message)
        elif kind == "note":
            self._take_note(message)
        elif kind == "health":
            self._take_health(message)
        elif kind == "answer":
            self.asking.take(message)
        else:
            self.live.take(message)

    def _take_note(self, message: Message) -> None:
        try:
            self._keeping.listener.note(message.head["note"], message.body)
        except BadInput as error:
            _log.warning("a note was refused and is lost", reason=error.detail)

    def _take_health(self, message: Message) -> None:
        health = read_health(message.head["health"])
        before = self.healths.get(health.camera_id)
        if health.camera_id not in self.cameras or before is None:
            return
        self.healths[health.camera_id] = replace(health, stops=self.stops)
        if (before.condition, before.reason_slug, before.facts) != (health.condition, health.reason_slug, health.facts):
            self._inbox.put_nowait(message)

    def _mark_away(self) -> None:
        """There is no child that could say how its cameras are. At once: what it told last may take long to store."""
        self.obedience.nobody()
        if self.running:
            self.running, self._stopped_at = False, self._keeping.clock.monotonic()
        if self._stopping.is_set():
            return
        self._renewed = self._renewing
        condition: CameraCondition = "connecting" if self._renewed else "down"
        reason, slug = ("", "") if self._renewed else self._why_lost()
        at = self._keeping.clock.now()
        for camera_id, health in self.healths.items():
            since = health.since if health.condition == condition else at
            self.healths[camera_id] = replace(
                health, condition=condition, since=since, reason=reason, reason_slug=slug, rate_seen=0.0, looks=Looks()
            )

    def _why_lost(self) -> tuple[str, str]:
        return (_HELD, HELD_SLUG) if self.stops else (_LOST, LOST_SLUG)

    async def _tell_lost(self, ending: Ending) -> None:
        self.restarts += 1
        at = self._keeping.clock.now()
        _log.warning(
            "a capture process was lost and is started again",
            restarts=self.restarts, cameras=len(self.cameras), cause=ending.cause,
        )  # fmt: skip
        with contextlib.suppress(BadInput, Unavailable):
            await self._storing.tell(self._keeping.listener.lost(frozenset(self.cameras), at))
        await self._tell_health()

    async def _tell_health(self) -> None:
        for health in list(self.healths.values()):
            with contextlib.suppress(BadInput, Unavailable):
                await self._storing.tell(self._keeping.listener.health_changed(health))

    async def _send_cameras(self) -> None:
        cameras = [write_camera(camera) for camera in self.cameras.values()]
        if self._link is not None:
            await self._send({"kind": "cameras", "cameras": cameras, "order": self.obedience.told()})

    async def _send(self, head: Mapping[str, Any]) -> bool:
        """To a child that does not read it goes nowhere: it is frozen, and its successor is told everything anew."""
        if self._link is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._settings.frozen_seconds):
                    await self._link.send(head)
                    return True
        return False
