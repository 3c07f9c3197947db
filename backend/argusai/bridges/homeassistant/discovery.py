"""What Home Assistant is told to make of a camera and of the house: one device each. Pure.

Written by its published rules of device-based discovery; https://www.home-assistant.io/integrations/mqtt
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from argusai.bridges.homeassistant.contract import CameraTold, HouseTold, Publication
from argusai.bridges.homeassistant.topics import Topics, camera_device, system_device

EVENT_TYPES = ("opened", "described", "closed")
RING = "ring"
_QOS = 1
Component = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it. `address`: where people reach our page; empty: unknown. `installation`: tells us from others."""

    topics: Topics
    installation: UUID
    version: str
    address: str = ""

    def link(self, path: str) -> str | None:
        return f"{self.address}{path}" if self.address else None


def camera_discovery(speaker: Speaker, camera: CameraTold) -> Publication:
    """All entities of one camera."""
    components = {**_seen(speaker, camera.id), **_told(speaker, camera.id), **_asked(speaker, camera.id)}
    picture: Component = {"platform": "image"}  # the platform alone takes away what was there
    if not camera.stays_home:
        picture |= {"name": "Last event", "image_topic": speaker.topics.camera(camera.id, "picture")}
        picture |= {"content_type": "image/jpeg"}
    components["picture"] = picture
    device = camera_device(camera.id)
    about: dict[str, Any] = {
        "identifiers": [device],
        "name": camera.name,
        "model": "Camera",
        "via_device": system_device(speaker.installation),
    }
    return _discovery(speaker, device, about, components, f"/cameras/{camera.id}")


def system_discovery(speaker: Speaker, house: HouseTold) -> Publication:
    """The entities of the house as a whole."""
    topic, device = speaker.topics.system, system_device(speaker.installation)
    components: dict[str, Component] = {
        "mode": _entity("select", "Mode", state_topic=topic("mode"), command_topic=topic("mode/set"),
                        options=list(house.modes), icon="mdi:shield-home"),
        "cameras_down": _entity("sensor", "Cameras down", state_topic=topic("cameras_down"),
                                json_attributes_topic=topic("cameras_down_about"), state_class="measurement",
                                icon="mdi:cctv-off"),
        "cost_today": _entity("sensor", "Cost today", state_topic=topic("cost_today"), device_class="monetary",
                              unit_of_measurement="USD", suggested_display_precision=2),
        "storage": _entity("sensor", "Storage", state_topic=topic("storage"), device_class="data_size",
                           unit_of_measurement="GB", state_class="measurement", suggested_display_precision=1),
        "snooze": _entity("button", "Snooze for an hour", command_topic=topic("snooze"), payload_press="hour",
                          icon="mdi:bell-sleep"),
        "snooze_end": _entity("button", "End snooze", command_topic=topic("snooze"), payload_press="end",
                              icon="mdi:bell-ring"),
        "acknowledge": _entity("button", "Acknowledge", command_topic=topic("acknowledge"), payload_press="newest",
                               icon="mdi:check-all"),
    }  # fmt: skip
    about: dict[str, Any] = {"identifiers": [device], "name": "ArgusAI", "model": "ArgusAI"}
    return _discovery(speaker, device, about, components, "/")


def removal(topic: str) -> Publication:
    """What the broker kept there goes, and with a device all of its entities."""
    return Publication(topic, b"")


def _seen(speaker: Speaker, camera_id: UUID) -> dict[str, Component]:
    """Yes or no."""

    def sensor(name: str, what: str, **more: Any) -> Component:
        return _entity("binary_sensor", name, state_topic=speaker.topics.camera(camera_id, what), **more)

    return {
        "motion": sensor("Motion", "motion", device_class="motion"),
        "person": sensor("Person", "person", device_class="occupancy", icon="mdi:walk"),
        "vehicle": sensor("Vehicle", "vehicle", device_class="occupancy", icon="mdi:car"),
        "animal": sensor("Animal", "animal", device_class="occupancy", icon="mdi:paw"),
        "parcel": sensor("Parcel", "parcel", device_class="occupancy", icon="mdi:package-variant"),
        "connectivity": sensor("Connection", "connectivity", device_class="connectivity", entity_category="diagnostic"),
    }


def _told(speaker: Speaker, camera_id: UUID) -> dict[str, Component]:
    """Words, times and numbers."""
    topics = speaker.topics

    def entity(platform: str, name: str, what: str, **more: Any) -> Component:
        return _entity(platform, name, state_topic=topics.camera(camera_id, what), **more)

    about = topics.camera(camera_id, "words_about")
    return {
        "words": entity("sensor", "Last words", "words", json_attributes_topic=about, icon="mdi:text"),
        "last_event": entity("sensor", "Last event time", "last_event", device_class="timestamp"),
        "events_today": entity("sensor", "Events today", "events_today", state_class="measurement", icon="mdi:counter"),
        "event": entity("event", "Event", "event", event_types=list(EVENT_TYPES), icon="mdi:cctv"),
        "doorbell": entity("event", "Doorbell", "doorbell", device_class="doorbell", event_types=[RING]),
    }


def _asked(speaker: Speaker, camera_id: UUID) -> dict[str, Component]:
    """What one may ask it to do."""

    def topic(what: str) -> str:
        return speaker.topics.camera(camera_id, what)

    return {
        "detection": _entity(
            "switch", "Detection", state_topic=topic("detection"), command_topic=topic("detection/set"), icon="mdi:eye"
        ),
        "describe": _entity("button", "Describe now", command_topic=topic("describe"), icon="mdi:text-search"),
        "ring": _entity("button", "It rang", command_topic=topic("doorbell/press"), icon="mdi:doorbell"),
    }


def _entity(platform: str, name: str, **more: Any) -> Component:
    return {"platform": platform, "name": name, **more}


def _discovery(
    speaker: Speaker, device: str, about: dict[str, Any], components: dict[str, Component], path: str
) -> Publication:
    link = speaker.link(path)
    payload = {
        "device": {
            **about,
            "manufacturer": "ArgusAI",
            "sw_version": speaker.version,
            **({"configuration_url": link} if link else {}),
        },
        "origin": {"name": "ArgusAI", "sw_version": speaker.version},
        "availability": [{"topic": speaker.topics.status}],
        "qos": _QOS,
        "components": {
            key: each if each.keys() == {"platform"} else {**each, "unique_id": f"{device}_{key}"}
            for key, each in components.items()
        },
    }
    return Publication(speaker.topics.device(device), _json(payload))


def _json(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
