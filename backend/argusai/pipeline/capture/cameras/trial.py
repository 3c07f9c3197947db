"""“Test before saving”: open the source once, show the picture, or say what to do."""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator

from argusai.kit.errors import BadInput, Unavailable
from argusai.pipeline.capture.cameras.errors import ProbeFailed
from argusai.pipeline.capture.cameras.ports import Probe, ProbeResult
from argusai.pipeline.capture.cameras.resolve import resolve
from argusai.pipeline.capture.cameras.schemas import CameraTestIn, CameraTestOut
from argusai.pipeline.capture.cameras.second import resolve_second
from argusai.pipeline.capture.cameras.service import CamerasService

MOST_AT_ONCE = 2
WAIT_SECONDS = 10.0
PROBE_SECONDS = 10.0
# The probe keeps its own limit; this one only holds when it fails to.
_GRACE_SECONDS = 5.0
# Of a USB camera that somebody uses.
_IN_USE = "in-use"
_OURS = (
    "ArgusAI itself is using this camera, as “{name}”, and a USB camera serves one at a time. Save it without a test, "
    "or switch “{name}” off for the test."
)


class CameraTrials:
    """Tries out sources, few at once: each one costs a connection and a decoder."""

    def __init__(self, cameras: CamerasService, probe: Probe, *, wait_seconds: float = WAIT_SECONDS) -> None:
        self._cameras = cameras
        self._probe = probe
        self._wait_seconds = wait_seconds
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)

    async def test(self, given: CameraTestIn) -> CameraTestOut:
        """Raises BadInput for a malformed source, NotFound for an unknown camera, Unavailable (slug `busy`)."""
        stored = await self._cameras.stored(given.camera_id) if given.camera_id is not None else None
        try:
            resolved = resolve(given.source, stored)
            if given.sub is not None:
                second = await self._cameras.stored_second(given.camera_id) if given.camera_id is not None else None
                resolved = resolve_second(given.sub, resolved, second)
        except BadInput as error:
            if error.slug != "password-needed":
                raise
            return _failed(error.slug, error.detail)
        privacy = await self._cameras.privacy_of(given.camera_id, resolved.key)
        async with self._turn():
            try:
                async with asyncio.timeout(PROBE_SECONDS + _GRACE_SECONDS):
                    return _passed(await self._probe(resolved.source, privacy, PROBE_SECONDS))
            except ProbeFailed as error:
                return _failed(error.slug, await self._detail(error, resolved.source.address), error.certificate)
            except TimeoutError:
                return _failed("timeout", "The camera did not answer in time. Check that it is switched on.")

    async def _detail(self, error: ProbeFailed, address: str) -> str:
        """Who uses a USB camera may be ourselves."""
        if error.slug == _IN_USE:
            for camera in await self._cameras.watched():
                if address in {source.address for source in (camera.source, camera.sub) if source}:
                    return _OURS.format(name=camera.name)
        return error.detail

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._turns.acquire()
        except TimeoutError as error:
            raise Unavailable(
                "Other cameras are being tested. Please try again in a moment.", slug="busy", retry_after_seconds=5
            ) from error
        try:
            yield
        finally:
            self._turns.release()


def _passed(result: ProbeResult) -> CameraTestOut:
    facts = result.facts
    rate = f" · {facts.rate:.0f} fps" if facts.rate else ""
    return CameraTestOut(
        ok=True,
        detail=f"Connected · {facts.width}×{facts.height}{rate}",
        reason_slug="",
        picture=base64.b64encode(result.jpeg).decode(),
        codec=facts.codec,
        width=facts.width,
        height=facts.height,
        rate=facts.rate or None,
        has_sound=facts.has_sound,
    )


def _failed(slug: str, detail: str, certificate: str = "") -> CameraTestOut:
    return CameraTestOut(
        ok=False,
        detail=detail,
        reason_slug=slug,
        picture=None,
        codec=None,
        width=None,
        height=None,
        rate=None,
        has_sound=False,
        certificate=certificate,
    )
