"""Keeps one stream of a camera connected: dials, sees through, waits, dials again."""

import threading
from dataclasses import dataclass, replace
from typing import Protocol

from argusai.kit.clock import Clock
from argusai.pipeline.capture.cameras.contract import Camera, Transport
from argusai.pipeline.capture.streams.connection import Connection, Sink
from argusai.pipeline.capture.streams.errors import (
    DeviceClosed,
    NoRoute,
    Refused,
    StreamError,
    TimedOut,
    UnknownHost,
    Unplugged,
)
from argusai.pipeline.capture.streams.health import HealthBoard
from argusai.pipeline.capture.streams.knock import is_there
from argusai.pipeline.capture.streams.masking import MaskingMeter
from argusai.pipeline.capture.streams.reconnect import Backoff
from argusai.pipeline.capture.streams.settings import StreamSettings

# Nothing hurries: an end and a stop are told at once, and a stall is looked for when it may have come.
_LOOK_SECONDS = 2.0
# A look into a folder costs nothing, and nobody is disturbed by it.
_USB_SECONDS = 0.5
_UNREACHABLE = (Refused, NoRoute, TimedOut, UnknownHost, Unplugged, DeviceClosed)


class Kept(Sink, Protocol):
    """What becomes of the stream."""

    def ended(self) -> None:
        """The connection is over, however it went."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a keeper works with. `board`: told how the stream is."""

    settings: StreamSettings
    clock: Clock
    board: HealthBoard
    masking: MaskingMeter


class StreamKeeper:
    """One thread, and one for each connection. `camera`: its `source` is the stream that is kept. `stop` only asks;
    `done` says when it is over."""

    def __init__(self, camera: Camera, sink: Kept, means: Means, name: str = "main") -> None:
        self._camera = camera
        self._sink = sink
        self._means = means
        self._name = name
        self._stop = threading.Event()
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._keep, name=f"keep-{name}-{camera.id}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if (connection := self._connection) is not None:
            connection.nudge()

    def cut(self) -> None:
        """Stop, and at once: after the return the sink hears no picture and no packet any more."""
        self.stop()
        if (connection := self._connection) is not None:
            connection.abandon()

    @property
    def done(self) -> bool:
        return not self._thread.is_alive()

    def join(self, timeout_seconds: float) -> bool:
        """True when it is over."""
        self._thread.join(timeout_seconds)
        return self.done

    def _keep(self) -> None:
        settings, clock, board = self._means.settings, self._means.clock, self._means.board
        worked: Transport | None = None
        backoff = Backoff(settings.retry_most_seconds, settings.retry_refused_seconds)
        while not self._stop.is_set():
            source = self._camera.source if worked is None else replace(self._camera.source, transport=worked)
            camera = replace(self._camera, source=source)
            connection = self._connection = Connection(camera, self._sink, settings, clock, self._means.masking)
            if self._stop.is_set():  # cut off meanwhile, when this connection was not known yet
                break
            began = clock.monotonic()
            connection.start(self._name)
            outcome = self._see_through(connection)
            connection.abandon()
            worked = connection.transport  # None after a failure: then every way is tried again
            self._sink.ended()
            if self._stop.is_set():
                break
            if outcome is None:
                board.ended()
                self._stop.wait()
                break
            board.down(outcome)
            self._wait_to_dial(outcome, backoff.pause(outcome.retryable, clock.monotonic() - began))
            board.dialled_again()

    def _see_through(self, connection: Connection) -> StreamError | None:
        """Until it is over, stalls, or the camera is stopped."""
        stall, clock = self._means.settings.stall_seconds, self._means.clock
        while (left := connection.heard_at + stall - clock.monotonic()) >= 0:
            if connection.wait(min(left, _LOOK_SECONDS)):
                return connection.outcome
            if self._stop.is_set():
                return None
        return TimedOut("The camera sends nothing any more. It is dialled again by itself.")

    def _wait_to_dial(self, outcome: StreamError, pause_seconds: float) -> None:
        """The pause, cut short the moment a camera that did not answer at all answers again."""
        clock, source, settings = self._means.clock, self._camera.source, self._means.settings
        until, closed = clock.monotonic() + pause_seconds, isinstance(outcome, _UNREACHABLE)
        knock_seconds = min(settings.knock_seconds, _USB_SECONDS) if source.kind == "usb" else settings.knock_seconds
        while (left := until - clock.monotonic()) > 0:
            if self._stop.wait(min(left, knock_seconds)):
                return
            if source.kind == "file" or not outcome.retryable:
                continue
            if not is_there(source, settings.usb):
                closed = True
            elif closed:
                return
