"""What is said of a camera, of the house and of one event, topic by topic. Pure."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from argusai.bridges.homeassistant.contract import CameraTold, EventTold, HouseTold, Publication
from argusai.bridges.homeassistant.discovery import RING, Speaker

# Home Assistant takes no longer state; the whole stands in the attributes.
LONGEST_STATE = 255
# Long after, nobody wants to be told: lights that go on an hour late help nobody.
EVENT_SECONDS = 300
_LONGEST_WORDS = 4000
_VEHICLES = frozenset({"bicycle", "car", "motorcycle", "bus", "truck", "train", "boat", "airplane", "vehicle"})
_ANIMALS = frozenset({"bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe", "animal"})
_KINDS = {"person": frozenset({"person"}), "vehicle": _VEHICLES, "animal": _ANIMALS}


def camera_states(speaker: Speaker, camera: CameraTold, picture: bytes | None) -> Iterator[Publication]:
    """All but the events. `picture`: JPEG of the last event; None: there is none, or it may not be shown."""

    def state(what: str, payload: str | bytes) -> Publication:
        payload = payload.encode() if isinstance(payload, str) else payload
        return Publication(speaker.topics.camera(camera.id, what), payload)

    # Whoever waits for somebody to be seen looks at picture and words at that moment.
    last = camera.last
    yield state("words", _short(last.text) if last else "")
    yield state("words_about", _json(event_attributes(speaker, last)) if last else "{}")
    yield state("last_event", last.started_at.isoformat() if last else "None")
    yield state("picture", picture if picture is not None and not camera.stays_home else b"")
    yield connectivity(speaker, camera.id, connected=camera.connected)
    yield state("detection", _on(camera.watching))
    yield state("motion", _on(bool(camera.going_on)))
    for kind, labels in _KINDS.items():
        yield state(kind, _on(any(labels & event for event in camera.going_on)))
    yield state("parcel", _on(camera.parcels > 0))
    yield state("events_today", str(camera.events_today))


def connectivity(speaker: Speaker, camera_id: UUID, *, connected: bool) -> Publication:
    return Publication(speaker.topics.camera(camera_id, "connectivity"), _on(connected).encode())


def house_states(speaker: Speaker, house: HouseTold) -> Iterator[Publication]:
    def state(what: str, payload: str) -> Publication:
        return Publication(speaker.topics.system(what), payload.encode())

    yield state("mode", house.mode)
    yield state("cameras_down", str(len(house.down)))
    yield state("cameras_down_about", _json({"cameras": list(house.down)}))
    yield state("cost_today", f"{house.cost_today:.4f}")
    yield state("storage", f"{house.media_bytes / 1e9:.2f}")


def event_message(speaker: Speaker, event_type: str, event: EventTold) -> Publication:
    """It happens now: nobody who comes later is told, and not even those who come back after five minutes."""
    attributes = {"event_type": event_type, **event_attributes(speaker, event)}
    topic = speaker.topics.camera(event.camera_id, "doorbell" if event_type == RING else "event")
    return Publication(topic, _json(attributes).encode(), retain=False, expires_seconds=EVENT_SECONDS)


def event_attributes(speaker: Speaker, event: EventTold) -> dict[str, Any]:
    """`link` null: where people reach our page is not known."""
    return {
        "event_id": str(event.id),
        "text": event.text[:_LONGEST_WORDS],
        "labels": list(event.labels),
        "zones": list(event.zones),
        "lines": list(event.lines),
        "attention": event.attention,
        "describer": event.describer,
        "started_at": event.started_at.isoformat(),
        "state": event.state,
        "link": speaker.link(event.path),
    }


def _short(text: str) -> str:
    """Cut between words where there is one."""
    if len(text) <= LONGEST_STATE:
        return text
    cut = text[: LONGEST_STATE - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def _on(yes: bool) -> str:
    return "ON" if yes else "OFF"


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
