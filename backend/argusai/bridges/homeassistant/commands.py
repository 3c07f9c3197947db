"""What Home Assistant, or whoever else may write to the broker, asks for. Read strictly; nothing is guessed. Pure."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from argusai.bridges.homeassistant.contract import Received
from argusai.bridges.homeassistant.topics import Topics
from argusai.bridges.homeassistant.whereabouts import NOT_UNDERSTOOD, read_whereabouts
from argusai.kit.text import holds_control_characters

Kind = Literal["mode", "detection", "describe", "snooze", "acknowledge", "presence", "ring"]
_LONGEST = 200
_LONGEST_JSON = 400
_CAMERA: dict[str, Kind] = {"detection/set": "detection", "describe": "describe", "doorbell/press": "ring"}
_SYSTEM: dict[str, Kind] = {"mode/set": "mode", "snooze": "snooze", "acknowledge": "acknowledge"}
_SYSTEM |= {"presence/set": "presence"}
_VALUES = {"detection": ("ON", "OFF"), "describe": ("PRESS",), "ring": ("PRESS",), "snooze": ("hour", "morning", "end")}


@dataclass(frozen=True, slots=True)
class Command:
    """`camera_id`: whose; None: of the house."""

    kind: Kind
    value: str
    camera_id: UUID | None = None


class CommandRefused(Exception):
    """The message says in a sentence why."""


def read_command(topics: Topics, received: Received) -> Command:
    """Raises CommandRefused."""
    kind, camera_id = _place(topics, received.topic)
    if received.retained:
        raise CommandRefused("The broker kept it from before. A command counts when it is given, not at every start.")
    value = _text(received.payload, _LONGEST_JSON if kind == "presence" else _LONGEST)
    wanted = _VALUES.get(kind)
    if wanted is not None and value not in wanted:
        raise CommandRefused(f"Only {' or '.join(wanted)} is understood here.")
    if kind == "acknowledge" and value != "newest" and _id(value) is None:
        raise CommandRefused("Only the id of an event or “newest” is understood here.")
    if kind == "presence" and read_whereabouts(value) is None:
        raise CommandRefused(NOT_UNDERSTOOD)
    return Command(kind, value, camera_id)


def event_of(value: str) -> UUID | None:
    """None: the newest."""
    return _id(value)


def _place(topics: Topics, topic: str) -> tuple[Kind, UUID | None]:
    rest = topic.removeprefix(f"{topics.own}/")
    part, _, what = rest.partition("/")
    if part == "system" and what in _SYSTEM:
        return _SYSTEM[what], None
    if part == "camera":
        name, _, what = what.partition("/")
        if what in _CAMERA:
            camera_id = _id(name)
            if camera_id is None or camera_id.hex != name:
                raise CommandRefused("Its topic names no camera of ours.")
            return _CAMERA[what], camera_id
    raise CommandRefused("There is no such command.")


def _text(payload: bytes, longest: int) -> str:
    try:
        text = payload.decode() if len(payload) <= longest else ""
    except UnicodeDecodeError as error:
        raise CommandRefused("It is no text.") from error
    if not text or holds_control_characters(text):
        raise CommandRefused("It is empty, too long, or holds control characters.")
    return text


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
