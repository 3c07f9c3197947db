"""A camera is tried before it is saved: how the try and its sentence are connected."""

from argusai.pipeline.capture.cameras.contract import Privacy, Source
from argusai.pipeline.capture.cameras.errors import ProbeFailed
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.cameras.trial import CameraTrials
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.probe import Prober, ProbeResult


def connect_trials(cameras: CamerasService) -> CameraTrials:
    prober = Prober()

    async def probe(source: Source, privacy: Privacy, timeout_seconds: float) -> ProbeResult:
        try:
            return await prober.probe(source, timeout_seconds, privacy)
        except StreamError as error:
            raise ProbeFailed(error.slug, error.sentence, error.certificate) from error

    return CameraTrials(cameras, probe)
