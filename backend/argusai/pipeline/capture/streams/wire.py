"""What the main process and a capture process say to each other, as plain JSON heads."""

from collections.abc import Mapping
from dataclasses import asdict, astuple
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from argusai.pipeline.capture.cameras.contract import (
    Camera,
    Hours,
    Source,
    UsbPicture,
    read_privacy,
    read_ranges,
    read_rules,
    write_privacy,
    write_ranges,
    write_rules,
)
from argusai.pipeline.capture.streams.contract import (
    GateHealth,
    Looks,
    Masked,
    SecondHealth,
    StreamFacts,
    StreamHealth,
    Traffic,
)

# `mp4`: each track for itself, as browsers want it. `h264`: the same, its picture encoded anew where it is of another
# kind. `file`: picture and sound in one, for other programs. `overlay`: no picture, but what is
# made of each.
LiveFormat = Literal["mp4", "h264", "file", "jpeg", "overlay"]
LiveStream = Literal["main", "sub"]


class Watched(NamedTuple):
    """What viewers of one kind share."""

    camera_id: UUID
    stream: LiveStream
    format: LiveFormat


def write_source(source: Source) -> dict[str, Any]:
    """With the credentials: for a pipe or link inside the process tree only."""
    return {
        "kind": source.kind,
        "address": source.address,
        "username": source.username,
        "password": source.password,
        "loop": source.loop,
        "secrets": list(source.secrets),
        "transport": source.transport,
        "certificate": source.certificate,
        "per_second": source.per_second,
        "picture": asdict(source.picture),
    }


def read_source(head: Mapping[str, Any]) -> Source:
    return Source(**{**head, "secrets": tuple(head["secrets"]), "picture": UsbPicture(**head["picture"])})


def write_camera(camera: Camera) -> dict[str, Any]:
    return {
        "id": str(camera.id),
        "name": camera.name,
        "source": write_source(camera.source),
        "rules": write_rules(camera.rules),
        "hours": _write_hours(camera.hours),
        "keep": camera.keep,
        "gate": camera.gate,
        "privacy": write_privacy(camera.privacy),
        "sub": None if camera.sub is None else write_source(camera.sub),
    }


def read_camera(head: Mapping[str, Any]) -> Camera:
    source, rules, hours = read_source(head["source"]), read_rules(head["rules"]), _read_hours(head["hours"])
    privacy, sub = read_privacy(head["privacy"]), None if head["sub"] is None else read_source(head["sub"])
    return Camera(UUID(head["id"]), head["name"], source, rules, hours, head["keep"], head["gate"], privacy, sub)


def _write_hours(hours: Hours) -> dict[str, Any]:
    return {
        "ranges": write_ranges(hours.ranges),
        "zone": hours.zone,
        "paused": hours.paused,
        "paused_until": _write_moment(hours.paused_until),
        "paused_at": _write_moment(hours.paused_at),
    }


def _read_hours(head: Mapping[str, Any]) -> Hours:
    until, at = _read_moment(head["paused_until"]), _read_moment(head["paused_at"])
    return Hours(read_ranges(head["ranges"]), head["zone"], head["paused"], until, at)


def _write_moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _read_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def write_facts(facts: StreamFacts) -> dict[str, Any]:
    return {
        "codec": facts.codec,
        "width": facts.width,
        "height": facts.height,
        "rate": facts.rate,
        "has_sound": facts.has_sound,
    }


def read_facts(head: Mapping[str, Any]) -> StreamFacts:
    return StreamFacts(head["codec"], head["width"], head["height"], head["rate"], head["has_sound"])


def write_health(health: StreamHealth) -> dict[str, Any]:
    return {
        "camera_id": str(health.camera_id),
        "condition": health.condition,
        "since": health.since.isoformat(),
        "reason": health.reason,
        "reason_slug": health.reason_slug,
        "facts": None if health.facts is None else write_facts(health.facts),
        "frames": health.frames,
        "dropped": health.dropped,
        "reconnects": health.reconnects,
        "dials": health.dials,
        "rate_seen": health.rate_seen,
        "clips_failed": health.clips_failed,
        "looks": list(astuple(health.looks)),
        "traffic": [health.traffic.bits_per_second, health.traffic.keyframe_seconds],
        "gate": [*astuple(health.gate)],
        "masked": [health.masked.video, health.masked.cores, health.masked.reason],
        "second": _write_second(health.second),
    }


def read_health(head: Mapping[str, Any]) -> StreamHealth:
    return StreamHealth(
        camera_id=UUID(head["camera_id"]),
        condition=head["condition"],
        since=datetime.fromisoformat(head["since"]),
        reason=head["reason"],
        reason_slug=head["reason_slug"],
        facts=None if head["facts"] is None else read_facts(head["facts"]),
        frames=head["frames"],
        dropped=head["dropped"],
        reconnects=head["reconnects"],
        dials=head["dials"],
        rate_seen=head["rate_seen"],
        clips_failed=head["clips_failed"],
        looks=Looks(*head["looks"]),
        traffic=Traffic(*head["traffic"]),
        gate=GateHealth(*head["gate"]),
        masked=Masked(*head["masked"]),
        second=_read_second(head["second"]),
    )


def _write_second(second: SecondHealth) -> dict[str, Any]:
    return {
        "condition": second.condition,
        "watched": second.watched,
        "reason": second.reason,
        "reason_slug": second.reason_slug,
        "facts": None if second.facts is None else write_facts(second.facts),
        "rate_seen": second.rate_seen,
    }


def _read_second(head: Mapping[str, Any]) -> SecondHealth:
    return SecondHealth(**{**head, "facts": None if head["facts"] is None else read_facts(head["facts"])})
