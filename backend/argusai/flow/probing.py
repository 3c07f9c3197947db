"""A camera is tried before it is saved, and found where it is plugged in: how that is connected."""

from argusai.kit.db import Database
from argusai.kit.workers import in_own_thread
from argusai.pipeline.capture.cameras.contract import Privacy, Source
from argusai.pipeline.capture.cameras.errors import ProbeFailed
from argusai.pipeline.capture.cameras.plugged_in import PluggedInCameras
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.cameras.trial import CameraTrials
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.probe import Prober, ProbeResult
from argusai.pipeline.capture.streams.settings import UsbSettings
from argusai.pipeline.capture.streams.usb.devices import UsbDevice, list_devices


def connect_trials(cameras: CamerasService, usb: UsbSettings) -> CameraTrials:
    prober = Prober(usb)

    async def probe(source: Source, privacy: Privacy, timeout_seconds: float) -> ProbeResult:
        try:
            return await prober.probe(source, timeout_seconds, privacy)
        except StreamError as error:
            raise ProbeFailed(error.slug, error.sentence, error.certificate) from error

    return CameraTrials(cameras, probe)


def connect_devices(database: Database, usb: UsbSettings) -> PluggedInCameras:
    async def devices() -> tuple[UsbDevice, ...] | None:
        return await in_own_thread("usb-devices", lambda: list_devices(usb))

    return PluggedInCameras(database, devices)
