"""The pieces of the bridge to Home Assistant, alone (H2–H5, H20)."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from argusai.bridges.homeassistant.commands import Command, CommandRefused, read_command
from argusai.bridges.homeassistant.contract import CameraTold, EventTold, HouseTold, Received
from argusai.bridges.homeassistant.discovery import Speaker, camera_discovery, system_discovery
from argusai.bridges.homeassistant.obey import Obedience
from argusai.bridges.homeassistant.outbox import MOST_EVENTS, Outbox
from argusai.bridges.homeassistant.stage import pause_seconds
from argusai.bridges.homeassistant.states import LONGEST_STATE, camera_states, event_message, house_states
from argusai.bridges.homeassistant.topics import CAMERA_STATES, SYSTEM_STATES, Topics
from argusai.kit.clock import SimulatedClock
from argusai.kit.errors import Unavailable

YARD = UUID("01980000-0000-7000-8000-000000000001")
EVENT = UUID("01980000-0000-7000-8000-000000000002")
TOPICS = Topics("homeassistant", "argusai")
SPEAKER = Speaker(TOPICS, UUID("01980000-0000-7000-8000-000000000003"), "0.1.0", "https://cam.example")
TOLD = EventTold(
    EVENT, YARD, "open", datetime(2026, 1, 1, tzinfo=UTC), ("person",), ("Drive",), (), 1, "A person.", "built-in"
)
CAMERA = CameraTold(YARD, "Yard/#+", True, True, False, (frozenset({"person"}),), TOLD, 3, 0, None)
HOUSE = HouseTold("Away", ("Home", "Away"), ("Garden",), 0.25, 1_500_000_000)
# What the documentation of Home Assistant's MQTT integration wants of each platform, and which classes it knows.
NEEDED = {
    "binary_sensor": {"state_topic"},
    "sensor": {"state_topic"},
    "image": {"image_topic"},
    "event": {"state_topic", "event_types"},
    "switch": {"command_topic"},
    "button": {"command_topic"},
    "select": {"command_topic", "options"},
}
CLASSES = {"motion", "occupancy", "connectivity", "timestamp", "monetary", "data_size", "doorbell"}


def _said(camera: CameraTold, picture: bytes | None = None) -> dict[str, str]:
    states = camera_states(SPEAKER, camera, picture)
    return {each.topic.rsplit("/", 1)[-1]: each.payload.decode() for each in states}


@pytest.mark.covers("H3", "H7")
@pytest.mark.parametrize("publication", [camera_discovery(SPEAKER, CAMERA), system_discovery(SPEAKER, HOUSE)])
def test_descriptions_follow_the_published_rules(publication: Any) -> None:
    plain = json.loads(publication.payload)
    assert publication.retain
    assert plain["origin"]["name"]
    assert plain["device"]["identifiers"]
    ids = [each["unique_id"] for each in plain["components"].values()]
    assert len(set(ids)) == len(ids)
    for each in plain["components"].values():
        assert NEEDED[each["platform"]] <= each.keys(), each
        assert each.get("device_class", "motion") in CLASSES
        topics = [value for name, value in each.items() if name.endswith("_topic")]
        assert not [topic for topic in topics if set(topic) & set("#+ ")], "no name of a camera stands in a topic"


@pytest.mark.covers("H3")
def test_everything_that_is_kept_is_known_for_the_day_it_goes() -> None:
    assert set(_said(CAMERA)) == set(CAMERA_STATES)
    assert {each.topic.rsplit("/", 1)[-1] for each in house_states(SPEAKER, HOUSE)} == set(SYSTEM_STATES)


@pytest.mark.covers("H4")
def test_states_say_what_goes_on() -> None:
    said = _said(CAMERA)
    assert [said[each] for each in ("motion", "person", "vehicle", "animal")] == ["ON", "ON", "OFF", "OFF"]
    assert json.loads(said["words_about"])["link"] == f"https://cam.example/events/{EVENT}"
    quiet = _said(replace(CAMERA, going_on=(), last=None))
    assert [quiet[each] for each in ("motion", "person", "last_event")] == ["OFF", "OFF", "None"]


@pytest.mark.covers("H4")
def test_words_that_are_too_long_for_a_state_are_cut_between_words() -> None:
    said = _said(replace(CAMERA, last=replace(TOLD, text="word " * 200)))
    assert len(said["words"]) <= LONGEST_STATE
    assert said["words"].endswith("word…")
    assert len(json.loads(said["words_about"])["text"]) == 1000


@pytest.mark.covers("H3")
def test_a_camera_that_never_leaves_the_house_shows_no_picture() -> None:
    camera = replace(CAMERA, stays_home=True)
    assert _said(camera, b"picture")["picture"] == ""
    assert json.loads(camera_discovery(SPEAKER, camera).payload)["components"]["picture"] == {"platform": "image"}


@pytest.mark.covers("H5", "H20")
@pytest.mark.parametrize(
    ("topic", "payload", "retained"),
    [
        (TOPICS.system("mode/set"), b"Away", True),
        (TOPICS.system("mode/set"), b"", False),
        (TOPICS.system("mode/set"), b"\xff", False),
        (TOPICS.system("mode/set"), b"a\nb", False),
        (TOPICS.system("mode/set"), b"x" * 201, False),
        (TOPICS.system("reboot"), b"now", False),
        (TOPICS.system("acknowledge"), b"all", False),
        (TOPICS.system("presence/set"), b"home", False),
        (TOPICS.system("presence/set"), b'{"person": "Anna", "state": "unavailable"}', False),
        (TOPICS.system("presence/set"), b'{"person": "Anna", "state": "home", "at": "10:00"}', False),
        (TOPICS.system("presence/set"), b'{"person": "Anna", "state": "home", "and": 1}', False),
        (TOPICS.system("presence/set"), b'{"person": "Anna", "state": "home"}', True),
        (TOPICS.camera(YARD, "detection/set"), b"on", False),
        (f"argusai/camera/{YARD}/describe", b"PRESS", False),  # with dashes: no topic of ours
        ("argusai/camera/Yard/describe", b"PRESS", False),
        ("argusai/camera//describe", b"PRESS", False),
        ("argusai", b"", False),
    ],
)
def test_commands_that_make_no_sense_are_refused(topic: str, payload: bytes, retained: bool) -> None:
    with pytest.raises(CommandRefused):
        read_command(TOPICS, Received(topic, payload, retained))


@pytest.mark.covers("H5")
async def test_a_mode_is_the_one_whose_name_is_shown_though_another_was_called_so() -> None:
    chosen: list[str] = []

    async def modes() -> tuple[str, dict[str, str]]:
        return "home", {"home": "night", "night": "home"}

    async def choose(mode_id: str) -> None:
        chosen.append(mode_id)

    orders: Any = SimpleNamespace(choose_mode=choose)
    nothing: Any = None
    obedience = Obedience(nothing, orders, modes, SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC)))
    await obedience._carry_out(Command("mode", "home"))
    await obedience._carry_out(Command("mode", "night"))
    assert chosen == ["night", "home"]
    with pytest.raises(CommandRefused):
        await obedience._carry_out(Command("mode", "Home"))


@pytest.mark.covers("H20")
def test_a_thousand_events_a_minute_wait_in_bounded_memory_and_old_ones_go() -> None:
    clock = SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC))
    outbox = Outbox(clock)
    for number in range(1000):
        outbox.heard(json.dumps({"kind": "event.opened", "body": {"event": _update(number)}}))
    assert (len(outbox), outbox.dropped) == (MOST_EVENTS, 1000 - MOST_EVENTS)
    clock.advance(301)
    work = outbox.take()
    assert (work.events, work.cameras, len(outbox)) == ([], {YARD}, 0)


@pytest.mark.covers("H20")
def test_an_hour_without_the_broker_leaves_the_last_five_minutes_and_counts_the_rest() -> None:
    clock = SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC))
    outbox = Outbox(clock)
    longest = 0
    for number in range(3600):  # one a second
        outbox.heard(json.dumps({"kind": "event.opened", "body": {"event": _update(number)}}))
        clock.advance(1)
        longest = max(longest, len(outbox))
    assert (longest, len(outbox), outbox.dropped) == (299, 299, 3301), "said while it is away, not only once it is back"
    told = outbox.take()
    assert [each.event.id.int for each in told.events] == list(range(3301, 3600)), "the newest, in their order"
    assert told.cameras == {YARD}, "its state is told as it is then"
    outbox.put_back(told.events)
    clock.advance(3600)
    assert (len(outbox), outbox.dropped) == (0, 3600)


@pytest.mark.covers("H5", "H20")
async def test_garbage_keeps_no_command_from_being_obeyed() -> None:
    clock, chosen = SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC)), list[str]()

    async def modes() -> tuple[str, dict[str, str]]:
        return "home", {"home": "Home"}

    async def choose(mode_id: str) -> None:
        chosen.append(mode_id)

    orders: Any = SimpleNamespace(choose_mode=choose)
    obedience = Obedience(cast(Any, _NoDatabase()), orders, modes, clock)

    async def hear(payload: bytes) -> None:
        order = obedience.admit(TOPICS, Received(TOPICS.system("mode/set"), payload, False))
        if order is not None:
            await obedience.obey(order)

    for _ in range(500):
        await hear(b"\xff")
    assert obedience.ignored == 440
    for _ in range(61):
        await hear(b"Home")
    assert (len(chosen), obedience.ignored) == (60, 441)
    clock.advance(60)
    await hear(b"Home")
    assert len(chosen) == 61


class _NoDatabase:
    def write(self) -> Any:
        raise Unavailable("The database is busy.")


@pytest.mark.covers("H2")
def test_what_could_not_be_told_is_told_before_what_came_later() -> None:
    outbox = Outbox(SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC)))
    outbox.heard(json.dumps({"kind": "event.opened", "body": {"event": _update(1)}}))
    first = outbox.take().events
    outbox.heard(json.dumps({"kind": "event.closed", "body": {"event": _update(1)}}))
    outbox.put_back(first)
    assert [each.event_type for each in outbox.take().events] == ["opened", "closed"]


@pytest.mark.covers("H4")
def test_words_of_a_provider_are_told_once() -> None:
    outbox = Outbox(SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC)))
    worded = _update(1) | {"description": {"text": "Anna comes home.", "describer": "openai"}}
    for _ in range(3):
        outbox.heard(json.dumps({"kind": "event.updated", "body": {"event": worded}}))
    assert [each.event_type for each in outbox.take().events] == ["described"]


@pytest.mark.covers("H3")
def test_a_ring_is_told_once_and_never_late() -> None:
    outbox = Outbox(clock := SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC)))
    rung = _update(1) | {"trigger": "doorbell"}
    for kind in ("event.opened", "event.updated", "event.closed"):
        outbox.heard(json.dumps({"kind": kind, "body": {"event": rung}}))
    told = outbox.take().events
    assert [each.event_type for each in told] == ["ring", "opened", "closed"]
    press = Received(TOPICS.camera(YARD, "doorbell/press"), b"PRESS", False)
    assert read_command(TOPICS, press) == Command("ring", "PRESS", YARD)
    message = event_message(SPEAKER, "ring", told[0].event)
    assert (message.topic.rsplit("/", 1)[-1], message.retain) == ("doorbell", False)
    component = json.loads(camera_discovery(SPEAKER, CAMERA).payload)["components"]["doorbell"]
    assert (component["state_topic"], component["event_types"]) == (
        message.topic.replace(told[0].event.camera_id.hex, YARD.hex),
        ["ring"],
    )
    clock.advance(301)
    outbox.heard(json.dumps({"kind": "event.closed", "body": {"event": rung | {"id": str(UUID(int=9))}}}))
    assert [each.event_type for each in outbox.take().events] == ["closed"]


@pytest.mark.covers("D11", "H4")
def test_past_events_that_are_described_change_states_and_tell_nobody() -> None:
    outbox = Outbox(SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC)))
    worded = _update(1) | {"description": {"text": "Anna came home.", "describer": "openai"}}
    for kind in ("event.reworded", "event.updated"):
        outbox.heard(json.dumps({"kind": kind, "body": {"event": worded}}))
    work = outbox.take()
    assert (work.events, work.cameras) == ([], {YARD})


@pytest.mark.covers("H2")
def test_a_broker_that_is_away_is_asked_less_and_less_often() -> None:
    assert 0.8 <= pause_seconds(1) <= 1.2
    assert pause_seconds(50) <= 72


def _update(number: int) -> dict[str, Any]:
    return {
        "id": str(UUID(int=number)), "camera_id": str(YARD), "state": "open", "labels": ["person"], "zones": [],
        "lines": [], "started_at": "2026-01-01T00:00:00Z", "attention": 0, "trigger": "track",
        "description": {"text": "A person.", "describer": "built-in"},
    }  # fmt: skip
