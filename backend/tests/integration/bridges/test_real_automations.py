"""The automations of the guide, as they stand there, do what they say in a real Home Assistant (H6)."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.bridging import PICTURE, bridged_house
from tests.support.homeassistant import HomeAssistant, hass_program, home_assistant
from tests.support.homeassistant_things import CONFIG, PUSHED, bring_sounds, played, spoken
from tests.support.mosquitto import mosquitto
from tests.support.receiver import Receiver, receiver
from tests.support.source import ROOT
from tests.support.waiting import until

_HASS = hass_program()  # read before a test has its environment cleaned
pytestmark = [
    pytest.mark.soak,
    pytest.mark.covers("H6", "H7"),
    pytest.mark.skipif(_HASS is None, reason="there is no Home Assistant on this machine"),
]
_LONG = 180.0


def _automations() -> list[str]:
    guide = (ROOT / "docs/how-to/use-home-assistant.md").read_text()
    return [each for each in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if each.startswith("alias:")]


async def _is(ha: HomeAssistant, entity: str, wanted: str) -> None:
    async def so() -> bool:
        return await ha.state(entity) == wanted

    await until(so, _LONG, f"{entity} to be {wanted}")


async def _all_there(ha: HomeAssistant) -> None:
    wanted = {"light.yard", "tts.home_assistant_cloud", "media_player.kitchen", "event.yard_event"}

    async def there() -> bool:
        states = await ha.states()
        return states.keys() >= wanted and states["binary_sensor.yard_person"]["state"] == "off"

    await until(there, _LONG, "cameras and things")


def _pushed(phone: Receiver) -> list[dict[str, Any]]:
    return [json.loads(each.body) for each in phone.got]


async def test_the_speaker_says_who_comes_the_light_goes_on_and_the_phone_shows_the_picture(
    tmp_path: Path, encryption_key: str
) -> None:
    folder = tmp_path / "ha"
    bring_sounds(folder)
    with receiver(body=PUSHED) as phone:
        async with (
            mosquitto(tmp_path / "broker") as broker,
            home_assistant(folder, _HASS or "", *_automations(), more=CONFIG) as ha,
            bridged_house(tmp_path / "house", encryption_key) as home,
        ):
            yard = await home.add_camera("Yard")
            await home.switch_on(broker)
            await ha.add_by_hand("sounds")
            await ha.add_phone("Phone", phone.url)
            await ha.add_broker(broker)
            await _all_there(ha)

            await ha.be("sun.sun", "above_horizon")
            await home.report("opened", yard, picture=PICTURE)  # by day, routine
            sound = await until(lambda: played(folder), _LONG, "the speaker to say it")
            assert (sound[0]["announce"], sound[0]["bytes"] > 500) == (True, True), sound
            event = (await ha.states())["event.yard_event"]["attributes"]
            assert spoken(folder) == [event["text"]]
            assert await ha.state("light.yard") == "off"
            await home.report("closed", yard)
            await _is(ha, "binary_sensor.yard_person", "off")
            assert phone.got == [], "nothing notable"

            await ha.be("sun.sun", "below_horizon")
            facts = await home.report("opened", yard, picture=PICTURE, trigger="doorbell")
            await _is(ha, "light.yard", "on")
            await until(lambda: phone.got, _LONG, "the phone to be told")
            [push] = _pushed(phone)
            event = (await ha.states())["event.yard_event"]["attributes"]
            assert (push["title"], push["message"]) == ("Yard", event["text"])
            assert (push["data"]["tag"], push["data"]["alert_once"]) == (str(facts.event_id), True)
            assert await ha.fetch(push["data"]["image"]) == PICTURE
            await until(lambda: len(played(folder)) == 2, _LONG, "the speaker to say it again")

            await home.report("closed", yard)
            await _is(ha, "binary_sensor.yard_person", "off")
            assert await ha.state("light.yard") == "on", "for two minutes"
            await _is(ha, "light.yard", "off")
            assert len(phone.got) == 1, "its end is no news"
            await ha.call("select/select_option", "select.argusai_mode", option="Away")
            await _is(ha, "select.argusai_mode", "Away")
            await home.report("opened", yard, picture=PICTURE, trigger="doorbell")
            await until(lambda: len(phone.got) == 2, _LONG, "the phone to be told again")
            assert len(played(folder)) == 2, "nobody is at home to hear it"
            assert ha.complaints() == []
