"""What is wrong right now, in sentences that say what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argusai.system.ports import CameraState, CapturePart, Certificate, Model, Stopped
from argusai.system.schemas import TroubleOut

# A camera that restarts is back within this; before it nobody needs to act.
DOWN_PATIENCE = timedelta(seconds=60)
# Whatever is more: clips stop before events do (DESIGN 11.3), so warn well before.
_LITTLE_BYTES, _LITTLE_SHARE = 5 * 1024**3, 0.05
_CERTIFICATE_PATIENCE = timedelta(days=14)
_RENEWAL_PATIENCE = timedelta(days=1)  # it is tried every hour
_NONE_BYTES = 512 * 1024**2


@dataclass(frozen=True, slots=True)
class Facts:
    """`free_bytes`, `total_bytes`: of the disk with the least room that holds data or media."""

    now: datetime
    free_bytes: int
    total_bytes: int
    cameras: Sequence[CameraState]
    capture: Sequence[CapturePart]
    models: Sequence[Model]
    missed: Sequence[str] = ()
    describing: Sequence[Stopped] = ()
    certificate: Certificate | None = None


def find_troubles(facts: Facts) -> list[TroubleOut]:
    """The worst first."""
    found = [*_loops(facts), *_disk(facts), *_models(facts), *_capture(facts), *_cameras(facts), *_blind(facts)]
    found += [*_describing(facts), *_certificate(facts)]
    return sorted(found, key=lambda trouble: trouble.severity == "warning")


def _loops(facts: Facts) -> list[TroubleOut]:
    return [
        TroubleOut(slug="stands-still", sentence=sentence, severity="error", link="/settings/system")
        for sentence in facts.missed
    ]


def _disk(facts: Facts) -> list[TroubleOut]:
    free = facts.free_bytes
    if free < _NONE_BYTES:
        sentence = f"The disk is full ({_size(free)} left): clips are not kept. Free some space, or keep less."
        return [TroubleOut(slug="disk-full", sentence=sentence, severity="error", link="/settings/storage")]
    # A small disk (an SD card) is not in trouble only because it is small.
    if free < _LITTLE_BYTES and free < facts.total_bytes * _LITTLE_SHARE:
        sentence = f"The disk is nearly full: {_size(free)} left. Free some space, or keep less."
        return [TroubleOut(slug="disk-nearly-full", sentence=sentence, severity="warning", link="/settings/storage")]
    return []


def _certificate(facts: Facts) -> list[TroubleOut]:
    """One that renews itself is renewed long before; when it was not, somebody has to look."""
    if facts.certificate is None:
        return []
    ends, renewal = facts.certificate.ends, facts.certificate.renewal_due
    when = f"ended on {ends:%Y-%m-%d}" if ends <= facts.now else f"ends on {ends:%Y-%m-%d}"
    if renewal is not None and facts.now > renewal + _RENEWAL_PATIENCE:
        sentence = (
            f"The certificate of this page could not be renewed. It {when}; then browsers refuse it. The log says why; "
            "when that is mended, it is renewed by itself."
        )
        return [
            TroubleOut(slug="certificate-not-renewed", sentence=sentence, severity="warning", link="/settings/system")
        ]
    if ends - facts.now > _CERTIFICATE_PATIENCE:
        return []
    sentence = (
        f"The certificate of this page {when}; then browsers refuse it. Renew it; one of an own authority with "
        "“argusai certificate renew”."
    )
    return [TroubleOut(slug="certificate-ends", sentence=sentence, severity="warning", link="/settings/system")]


def _models(facts: Facts) -> list[TroubleOut]:
    """Only one of the two: the same command installs everything that is missing."""
    missing = [model for model in facts.models if not model.installed]
    if needed := [model.name for model in missing if model.needed]:
        sentence = f"Nothing is recognised: {', '.join(needed)} is not installed. Run “argusai models install”."
        return [TroubleOut(slug="models-missing", sentence=sentence, severity="error", link="/settings/system")]
    if missing:
        names = ", ".join(model.name for model in missing)
        sentence = f"Some things are recognised less surely: {names} is not installed. Run “argusai models install”."
        return [TroubleOut(slug="model-missing", sentence=sentence, severity="warning", link="/settings/system")]
    return []


def _capture(facts: Facts) -> list[TroubleOut]:
    cameras = sum(part.cameras for part in facts.capture if not part.running)
    if not any(not part.running for part in facts.capture):
        return []
    whose = "One camera is" if cameras == 1 else f"{cameras} cameras are"
    sentence = f"The part that watches is being started again. {whose} not watched until it runs."
    return [TroubleOut(slug="capture-restarting", sentence=sentence, severity="error", link="/cameras")]


def _cameras(facts: Facts) -> list[TroubleOut]:
    down = [
        camera
        for camera in facts.cameras
        if camera.condition in {"down", "connecting"} and facts.now - camera.since > DOWN_PATIENCE
    ]
    return [
        TroubleOut(
            slug="camera-down",
            sentence=f"{camera.name} is not connected. {camera.reason}".strip(),
            severity="error",
            link=f"/cameras/{camera.id}",
        )
        for camera in sorted(down, key=lambda each: each.name)
    ]


def _blind(facts: Facts) -> list[TroubleOut]:
    """Cameras that are shown, but nothing is detected. Not told for each where the cause of all is told already."""
    if any(model.needed and not model.installed for model in facts.models):
        return []
    return [
        TroubleOut(
            slug="camera-not-watched",
            sentence=f"{camera.name} is shown, but not watched: {camera.blind}",
            severity="error",
            link=f"/cameras/{camera.id}",
        )
        for camera in sorted(facts.cameras, key=lambda each: each.name)
        if camera.blind and camera.condition == "connected"
    ]


def _describing(facts: Facts) -> list[TroubleOut]:
    return [
        TroubleOut(slug=each.slug, sentence=each.sentence, severity="warning", link="/settings/ai")
        for each in facts.describing
    ]


def _size(count: int) -> str:
    if count >= 1024**3:
        return f"{count / 1024**3:.1f} GB"
    return f"{count // 1024**2} MB"
