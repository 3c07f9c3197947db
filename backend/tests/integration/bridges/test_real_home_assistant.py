"""A real Home Assistant shows all of it, sends commands back, and heals whoever is restarted (H3, H5, H7)."""

import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from argusai.bridges.homeassistant.discovery import EVENT_TYPES
from argusai.pipeline.notifications.presence.schemas import ResidentIn
from tests.support.bridging import PICTURE, BridgedHouse, bridged_house
from tests.support.footage import courtyard, model
from tests.support.homeassistant import HomeAssistant, hass_program, home_assistant
from tests.support.mosquitto import mosquitto
from tests.support.ruling import a_rule
from tests.support.source import ROOT
from tests.support.waiting import until

_HASS = hass_program()  # read before a test has its environment cleaned
pytestmark = [
    pytest.mark.soak,
    pytest.mark.covers("H3", "H4", "H5", "H7"),
    pytest.mark.skipif(_HASS is None, reason="there is no Home Assistant on this machine"),
]
_LONG = 180.0
_YARD = {
    *(f"binary_sensor.yard_{each}" for each in ("motion", "person", "vehicle", "animal", "parcel", "connection")),
    *(f"sensor.yard_{each}" for each in ("last_words", "last_event_time", "events_today")),
    "image.yard_last_event", "event.yard_event", "switch.yard_detection", "button.yard_describe_now",
    "event.yard_doorbell", "button.yard_it_rang",
}  # fmt: skip
_HOUSE = {
    "select.argusai_mode", "sensor.argusai_cameras_down", "sensor.argusai_cost_today", "sensor.argusai_storage",
    *(f"automation.{each}" for each in ("say_who_comes", "light_for_a_visitor", "tell_my_phone")),
    *(f"automation.tell_argusai_{each}" for each in ("who_is_at_home", "that_somebody_rings")),
    "button.argusai_snooze_for_an_hour", "button.argusai_end_snooze", "button.argusai_acknowledge",
}  # fmt: skip


def _blocks() -> list[str]:
    """What the how-to gives people to paste."""
    return re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/how-to/use-home-assistant.md").read_text(), re.DOTALL)


def _automations() -> list[str]:
    return [each for each in _blocks() if each.startswith("alias:")]


def _card() -> str:
    content = next(each for each in _blocks() if "content: >-" in each).partition("content: >-\n")[2]
    return "\n".join(line.strip() for line in content.partition("  - type: entities")[0].splitlines()).strip()


async def _shown(ha: HomeAssistant, entity: str, wanted: str) -> None:
    async def is_so() -> bool:
        return await ha.state(entity) == wanted

    await until(is_so, _LONG, f"{entity} to be {wanted}")


async def _all_there(ha: HomeAssistant) -> dict[str, Any]:
    async def there() -> dict[str, Any]:
        states = await ha.states()
        alive = states.keys() >= _YARD | _HOUSE and states["binary_sensor.yard_motion"]["state"] != "unavailable"
        return states if alive else {}

    return await until(there, _LONG, "all entities, available")


async def _newest(ha: HomeAssistant, event_type: str) -> bool:
    return bool((await ha.states())["event.yard_event"]["attributes"]["event_type"] == event_type)


async def _commanded(home: BridgedHouse, what: str) -> bool:
    listed = await home.house.parts()["home_assistant"].commands()
    return any(each.command.endswith(what) and each.obeyed for each in listed.items)


async def _where(home: BridgedHouse, *wanted: str | None) -> None:
    async def is_so() -> bool:
        residents = (await home.house.parts()["presence"].read()).residents
        return [each.state for each in residents] == list(wanted)

    await until(is_so, _LONG, f"residents to be {wanted}")


async def _snoozed(home: BridgedHouse, person_id: UUID, wanted: bool) -> None:
    async def is_so() -> bool:
        calm = await home.house.parts()["notices"].calm(person_id)
        return (calm.snoozed_until is not None) == wanted

    await until(is_so, _LONG, f"a snooze: {wanted}")


async def _follow_who_is_at_home(ha: HomeAssistant, home: BridgedHouse) -> None:
    """By the automation of the guide, as it stands there."""
    presence = home.house.parts()["presence"]
    for name in ("Anna", "Ben"):
        await presence.add(ResidentIn(name=name))
    await presence.set_follows(True)
    for who in ("Anna", "Ben"):
        await ha.be(f"person.{who.lower()}", "home", friendly_name=who)
    await _where(home, "home", "home")
    await ha.be("person.anna", "Work", friendly_name="Anna")
    await ha.be("person.ben", "not_home", friendly_name="Ben")
    await _where(home, "not_home", "not_home")
    await _shown(ha, "select.argusai_mode", "Away")
    await ha.be("person.ben", "unavailable", friendly_name="Ben")
    await ha.be("person.anna", "home", friendly_name="Anna")
    await _where(home, "home", "not_home")
    await _shown(ha, "select.argusai_mode", "Home")
    assert (await home.house.parts()["modes"].read()).current.how == "presence"


async def _mode(home: BridgedHouse) -> str:
    return str((await home.house.parts()["modes"].read()).current.mode)


async def test_all_is_shown_commands_come_back_and_every_restart_heals(tmp_path: Path, encryption_key: str) -> None:
    model()
    async with (
        mosquitto(tmp_path / "broker") as broker,
        home_assistant(tmp_path / "ha", _HASS or "", *_automations()) as ha,
    ):
        async with bridged_house(tmp_path / "house", encryption_key) as home:
            yard, garden = await home.add_camera("Yard"), await home.add_file("Garden", courtyard())
            anna = await home.add_person("Anna")
            await home.house.parts()["rules"].create(a_rule())
            await home.switch_on(broker)
            await ha.add_broker(broker)
            states = await _all_there(ha)
            automations = {name: each["state"] for name, each in states.items() if name.startswith("automation.")}
            assert set(automations.values()) == {"on"}, "each was taken"
            assert states["select.argusai_mode"]["attributes"]["options"] == ["Home", "Away", "Night", "Disarmed"]
            await home.report("opened", yard, picture=PICTURE)
            await _shown(ha, "binary_sensor.yard_person", "on")
            assert await ha.state("binary_sensor.yard_vehicle") == "off"
            assert await ha.picture("image.yard_last_event") == PICTURE
            await home.report("closed", yard)
            await _shown(ha, "binary_sensor.yard_motion", "off")
            await until(lambda: _newest(ha, "closed"), _LONG, "the event to be closed")  # told after the states
            event = (await ha.states())["event.yard_event"]["attributes"]
            assert event["event_types"] == list(EVENT_TYPES)
            assert event["labels"] == ["person"]
            assert await ha.state("sensor.yard_events_today") == "1"
            said = (await ha.states())["automation.say_who_comes"]["attributes"]
            assert said["last_triggered"] is not None
            shown = await ha.render(_card())
            assert "A person" in shown, shown
            assert shown.endswith("1 today"), shown

            for button, snoozed in (("snooze_for_an_hour", True), ("end_snooze", False)):
                await ha.call("button/press", f"button.argusai_{button}")
                await _snoozed(home, anna, snoozed)
            await ha.call("button/press", "button.argusai_acknowledge")
            await until(lambda: _commanded(home, "acknowledge"), _LONG, "the notice to be seen to")
            await _follow_who_is_at_home(ha, home)

            await ha.call("select/select_option", "select.argusai_mode", option="Away")
            await _shown(ha, "select.argusai_mode", "Away")
            assert await _mode(home) == "away"
            await _shown(ha, "binary_sensor.garden_connection", "on")
            await ha.call("switch/turn_off", "switch.garden_detection")
            await _shown(ha, "switch.garden_detection", "off")
            assert (await home.house.cameras.get(garden)).pause is not None
            await ha.call("switch/turn_on", "switch.garden_detection")
            await _shown(ha, "switch.garden_detection", "on")
            assert (await home.house.cameras.get(garden)).pause is None
            await _shown(ha, "binary_sensor.garden_connection", "on")
            await ha.call("button/press", "button.garden_describe_now")
            await until(lambda: _commanded(home, "/describe"), _LONG, "a look at the garden")
            await ha.call("button/press", "button.garden_it_rang")

            async def rung() -> bool:
                return bool((await ha.states())["event.garden_doorbell"]["attributes"]["event_type"] == "ring")

            await until(rung, _LONG, "the doorbell of the garden")
            await home.house.cameras.delete(garden)

            async def garden_is_gone() -> bool:
                return not any("garden" in entity for entity in await ha.states())

            await until(garden_is_gone, _LONG, "the entities of the removed camera to go")

            await broker.stop()  # it keeps nothing
            await _shown(ha, "binary_sensor.yard_motion", "unavailable")
            await broker.start()
            await _all_there(ha)

            await ha.stop()
            await home.report("opened", yard)
            await ha.start()
            await _shown(ha, "binary_sensor.yard_person", "on")
            await home.report("closed", yard)
        await _shown(ha, "select.argusai_mode", "unavailable")
        async with bridged_house(tmp_path / "house", encryption_key) as home:  # ArgusAI again
            await _all_there(ha)
            await _shown(ha, "select.argusai_mode", "Away")
            await ha.call("select/select_option", "select.argusai_mode", option="Night")
            await _shown(ha, "select.argusai_mode", "Night")
            assert await _mode(home) == "night"
        assert ha.complaints() == []
