"""A camera's health in words. Pure."""

from datetime import datetime, tzinfo

from argusai.pipeline.capture.cameras.gate_words import gate_out
from argusai.pipeline.capture.cameras.ports import Condition, Facts, Health, Masked, Second
from argusai.pipeline.capture.cameras.privacy_schemas import MaskedOut
from argusai.pipeline.capture.cameras.schemas import HealthOut, SecondStreamOut

# Short enough for one line; the page that edits the camera says what to do.
_WHY = {
    "wrong-password": "wrong password",
    "password-needed": "it asks for a password",
    "certificate": "its certificate is not the accepted one",
    "not-allowed": "access is not allowed",
    "not-found": "it has no stream at this path",
    "refused": "nothing answers at this address",
    "no-route": "its network cannot be reached",
    "unknown-host": "the host name is not known",
    "timeout": "it does not answer",
    "not-a-video": "what it sends is not a video",
    "no-file": "the file is not there",
    "unplugged": "it is unplugged",
    "in-use": "another program uses it",
    "ambiguous": "two cameras with its serial number are plugged in",
    "format": "it does not offer the chosen kind or size of picture",
    "no-usb-here": "this machine reads no USB cameras",
    "crashes": "what it sends stops the part of the program that watches it, again and again",
}


def health_out(health: Health, now: datetime, zone: tzinfo) -> HealthOut:
    """`now` decides whether the day is part of the sentence, `zone` in which time is told."""
    facts = health.facts
    connected = health.condition == "connected"
    rate = (health.rate_seen or (facts.rate if facts else 0.0)) or None
    return HealthOut(
        condition=health.condition,
        since=health.since,
        sentence=_sentence(health, rate, now.astimezone(zone)),
        reason_slug="" if connected else health.reason_slug,
        codec=facts.codec if facts else None,
        width=facts.width if facts else None,
        height=facts.height if facts else None,
        rate=rate,
        has_sound=facts.has_sound if facts else False,
        frames=health.frames,
        dropped=health.dropped,
        reconnects=health.reconnects,
        looks_per_second=health.looks.per_second,
        looks_skipped=health.looks.skipped,
        bits_per_second=health.traffic.bits_per_second or None if connected else None,
        keyframe_seconds=health.traffic.keyframe_seconds or None if connected else None,
        gate=gate_out(health) if connected else None,
        masked=_masked(health.masked),
        second=_second(health.second),
        apart=_apart(health.stops),
    )


def _apart(stops: int) -> str:
    if not stops:
        return ""
    return (
        f"What it sends made the part of the program that watches it stop {stops} times. "
        "It is watched in a process of its own, so that the other cameras go on."
    )


def _second(second: Second) -> SecondStreamOut | None:
    if second.condition == "none":
        return None
    facts = second.facts
    rate = (second.rate_seen or (facts.rate if facts else 0.0)) or None
    return SecondStreamOut(
        condition=second.condition,
        watched=second.watched,
        sentence=_said_of_second(second, rate),
        reason_slug="" if second.condition == "connected" else second.reason_slug,
        codec=facts.codec if facts else None,
        width=facts.width if facts else None,
        height=facts.height if facts else None,
        rate=rate,
    )


def _said_of_second(second: Second, rate: float | None) -> str:
    match second.condition:
        case "connected":
            what = " · ".join(_picture(second.facts, rate))
            return f"Looks at the second stream · {what}" if second.watched else f"Second stream · {what}"
        case "down" | "ended":
            return f"The second stream is missing, the main one is looked at: {_why(second.reason_slug, second.reason)}"
        case _:
            return "Connecting the second stream"


def _masked(masked: Masked) -> MaskedOut | None:
    if not masked.video:
        return None
    return MaskedOut(video=masked.video, cores=masked.cores or None, reason=masked.reason)


def paused(since: datetime) -> HealthOut:
    return _unwatched("paused", since, "Paused")


def connecting(since: datetime) -> HealthOut:
    return _unwatched("connecting", since, "Connecting")


def unreadable(since: datetime, slug: str, sentence: str) -> HealthOut:
    return _unwatched("down", since, sentence, slug)


def _unwatched(condition: Condition, since: datetime, sentence: str, slug: str = "") -> HealthOut:
    return HealthOut(
        condition=condition,
        since=since,
        sentence=sentence,
        reason_slug=slug,
        codec=None,
        width=None,
        height=None,
        rate=None,
        has_sound=False,
        frames=0,
        dropped=0,
        reconnects=0,
    )


def _sentence(health: Health, rate: float | None, now: datetime) -> str:
    since = _time(health.since.astimezone(now.tzinfo), now)
    match health.condition:
        case "connected" if health.reason:
            why = _why(health.reason_slug, health.reason)
            return f"Connected through the second stream alone; the main one is missing: {why}"
        case "connected":
            return " · ".join(["Connected", *_picture(health.facts, rate)])
        case "connecting":
            return "Connecting"
        case "paused":
            return "Paused"
        case "ended":
            return f"The video ended at {since}"
        case "down":
            why = _why(health.reason_slug, health.reason)
            return f"Down since {since}: {why}" if why else f"Down since {since}"


def _why(slug: str, reason: str) -> str:
    return _WHY.get(slug) or _inside_a_sentence(reason.strip().rstrip("."))


def _picture(facts: Facts | None, rate: float | None) -> list[str]:
    size = [f"{facts.width}×{facts.height}"] if facts else []
    return [*size, f"{rate:.0f} fps" if rate >= 1 else f"{rate:.1f} fps"] if rate else size


def _time(at: datetime, now: datetime) -> str:
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at.day} {at:%b}, {at:%H:%M}"


def _inside_a_sentence(text: str) -> str:
    """“Wrong password” becomes “wrong password”; “RTSP …” stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
