"""The whole house, a real broker, and somebody who listens there (H1–H5, H20)."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from argusai.bridges.homeassistant.outbox import MOST_EVENTS
from argusai.bridges.homeassistant.schemas import HomeAssistantPatch
from argusai.kit.errors import BadInput
from argusai.pipeline.notifications.notices.repository import Wanted
from argusai.pipeline.notifications.presence.schemas import ResidentIn
from tests.support.bridging import PICTURE, BridgedHouse, bridged_house, said, some_update, topic
from tests.support.mosquitto import PASSWORD, USERNAME, Listener, listening, mosquitto
from tests.support.ruling import a_rule
from tests.support.secrets import secret
from tests.support.waiting import until

_LONG = 60.0
NAMES = "Yard/#+ \N{SNOWMAN} “$SYS”"


def _config(camera_id: object) -> str:
    return f"homeassistant/device/argusai_{getattr(camera_id, 'hex', camera_id)}/config"


async def _told(listener: Listener, where: str) -> list[dict[str, object]]:
    return [json.loads(payload) for topic_, payload in listener.heard if topic_ == where]


async def _commands(home: BridgedHouse) -> list[tuple[str, bool]]:
    listed = await home.house.parts()["home_assistant"].commands()
    return [(each.command, each.obeyed) for each in listed.items]


@pytest.mark.covers("H2", "H3", "H4")
async def test_what_happens_is_told_and_goes_with_its_camera(tmp_path: Path, encryption_key: str) -> None:
    async with mosquitto(tmp_path / "broker") as broker, bridged_house(tmp_path / "house", encryption_key) as home:
        yard, garden = await home.add_camera(NAMES), await home.add_camera("Garden", stays_home=True)
        await home.switch_on(broker)
        async with listening(broker) as ha:
            await home.connected()
            await said(ha, topic(yard, "motion"), "OFF")
            device = json.loads(ha.kept[_config(yard)])
            assert device["device"]["name"] == NAMES
            await home.report("opened", yard, picture=PICTURE)
            await said(ha, topic(yard, "person"), "ON")
            await said(ha, topic(yard, "vehicle"), "OFF")
            await home.report("closed", yard)
            await said(ha, topic(yard, "motion"), "OFF")
            await until(lambda: _told_count(ha, topic(yard, "event"), 2), _LONG)
            events = await _told(ha, topic(yard, "event"))
            assert [each["event_type"] for each in events] == ["opened", "closed"]
            assert events[1]["labels"] == ["person"]
            assert (ha.expiry[topic(yard, "event")] or 0) in range(290, 301)
            assert ha.kept[topic(yard, "picture")] == PICTURE
            assert "9 seconds" in (ha.under(topic(yard, "words")) or "")
            await home.report("opened", garden, picture=PICTURE)
            await said(ha, topic(garden, "motion"), "ON")
            assert "image_topic" not in json.loads(ha.kept[_config(garden)])["components"]["picture"]
            assert PICTURE not in [payload for where, payload in ha.heard if where == topic(garden, "picture")]
        async with listening(broker) as late:  # who comes later finds the states, and no event
            await said(late, topic(garden, "motion"), "ON")
            await said(late, "argusai/status", "online")
            assert topic(yard, "event") not in late.kept
            await home.house.cameras.delete(garden)
            await said(late, _config(garden), "")
            await said(late, topic(garden, "motion"), "")
            await home.set_up(topic_prefix="other/place")
            await said(late, f"other/place/camera/{yard.hex}/motion", "OFF")
            await said(late, topic(yard, "motion"), "")
            assert json.loads(late.kept[_config(yard)])["availability"] == [{"topic": "other/place/status"}]
            await home.set_up(enabled=False)
            await said(late, "other/place/status", "offline")
    assert PASSWORD not in (tmp_path / "house" / "argusai.db").read_bytes().decode(errors="replace")


@pytest.mark.covers("H5")
async def test_people_are_spared_and_cameras_asked_from_there(tmp_path: Path, encryption_key: str) -> None:
    async with (
        mosquitto(tmp_path / "broker") as broker,
        bridged_house(tmp_path / "house", encryption_key) as home,
        listening(broker) as ha,
    ):
        yard, anna = await home.add_camera("Yard"), await home.add_person("Anna")
        parts = home.house.parts()
        await parts["rules"].create(a_rule())
        await home.switch_on(broker)
        await home.connected()
        await home.report("opened", yard)

        async def notice() -> Any:
            page = await parts["notices"].page(anna, Wanted(), 5, None)
            return next(iter(page.items), None)

        event_id = (await until(notice, _LONG, "a notice")).event_id
        await ha.say("argusai/system/acknowledge", event_id.hex)

        async def seen_to() -> bool:
            return str((await notice()).acknowledged_by) == "Home Assistant"

        await until(seen_to, _LONG, "somebody to see to it")
        await ha.say("argusai/system/snooze", "hour")

        async def snoozed() -> bool:
            return (await parts["notices"].calm(anna)).snoozed_until is not None

        await until(snoozed, _LONG, "a snooze")
        await ha.say("argusai/system/snooze", "end")
        await until(lambda: _not(snoozed), _LONG, "the end of the snooze")
        await ha.say(topic(yard, "detection/set"), "OFF")

        async def paused() -> bool:
            return (await home.house.cameras.get(yard)).pause is not None

        await until(paused, _LONG, "a pause")
        await ha.say(topic(yard, "describe"), "PRESS")

        async def answer() -> str:
            listed = await parts["home_assistant"].commands()
            return next((each.sentence for each in listed.items if each.command.endswith("/describe")), "")

        assert await until(answer, _LONG, "an answer") == "There is no picture from this camera right now."


async def _not(condition: Callable[[], Awaitable[bool]]) -> bool:
    return not await condition()


def _told_count(listener: Listener, where: str, count: int) -> bool:
    return sum(topic_ == where for topic_, _ in listener.heard) >= count


@pytest.mark.covers("H5", "H20")
async def test_commands_are_obeyed_or_refused_and_written_down(tmp_path: Path, encryption_key: str) -> None:
    async with (
        mosquitto(tmp_path / "broker") as broker,
        bridged_house(tmp_path / "house", encryption_key) as home,
        listening(broker) as ha,
    ):
        yard, presence = await home.add_camera("Yard"), home.house.parts()["presence"]
        await presence.add(ResidentIn(name="Anna Ä"))
        await presence.set_follows(True)
        await ha.say("argusai/system/mode/set", "Night", retain=True)  # from before: it must not be obeyed, ever
        await ha.say(topic(yard, "motion"), b"\xff garbage", retain=True)
        await home.switch_on(broker)
        await said(ha, "argusai/system/mode/set", "")
        await said(ha, topic(yard, "motion"), "OFF")
        await said(ha, "argusai/system/mode", "Home")
        await ha.say("argusai/system/mode/set", "Away")
        await said(ha, "argusai/system/mode", "Away")
        await ha.say("argusai/system/mode/set", "Home")
        await said(ha, "argusai/system/mode", "Home")
        gone = {"person": "anna ä", "state": "not_home", "at": datetime.now(UTC).isoformat()}
        await ha.say("argusai/system/presence/set", json.dumps(gone, ensure_ascii=False))
        await said(ha, "argusai/system/mode", "Away")
        await ha.say("argusai/system/presence/set", json.dumps({**gone, "person": "Mallory"}))
        await ha.say(topic(yard, "detection/set"), "ON")  # it is switched off in ArgusAI
        await ha.say(topic(yard, "detection/set"), "maybe")
        await ha.say(topic(uuid4(), "describe"), "PRESS")
        await ha.say("argusai/camera/../describe", "PRESS")
        await ha.say("argusai/system/mode/set", b"\xff\xfe")
        await ha.say("argusai/system/mode/set", "x" * 5000)
        await ha.say("argusai/system/acknowledge", "newest")  # there is nothing

        async def written() -> bool:
            return len(await _commands(home)) == 12

        await until(written, _LONG, "twelve commands to be written down")
        obeyed = sorted(command for command, obeyed in await _commands(home) if obeyed)
        assert obeyed == ["system/mode/set", "system/mode/set", "system/presence/set"]
        changes = [
            (each.mode, each.how, each.who) for each in (await home.house.parts()["modes"].changes(5, None)).items
        ]
        by_hand = [("home", "hand", "Home Assistant"), ("away", "hand", "Home Assistant")]
        assert changes == [("away", "presence", "Anna Ä"), *by_hand]
        assert (await presence.read()).residents[0].told_by == "Home Assistant"


@pytest.mark.covers("H2", "H20")
async def test_a_broker_that_goes_comes_back_by_itself(tmp_path: Path, encryption_key: str) -> None:
    async with mosquitto(tmp_path / "broker") as broker, bridged_house(tmp_path / "house", encryption_key) as home:
        yard = await home.add_camera("Yard")
        await home.switch_on(broker, password=secret("not the password"))

        async def failing() -> str:
            connection = await home.connection()
            return connection.sentence if connection.state == "failing" else ""

        assert "Check user name and password" in await until(failing, _LONG)
        await home.switch_on(broker)  # no restart
        await home.connected()
        await broker.stop()
        await until(failing, _LONG)
        for stage in ("opened", "closed", "opened"):
            await home.report(stage, yard)

        async def waiting() -> int:
            return int((await home.connection()).waiting)

        await until(waiting, _LONG, "an event to wait")
        told = some_update(yard)
        for number in range(1000):  # a burst; what lives shorter than this is lost, and counted
            home.house.updates.publish_perishable("event.closed", told)
            if number % 100 == 0:
                await asyncio.sleep(0)

        async def bounded() -> bool:
            connection = await home.connection()
            return bool(connection.waiting == MOST_EVENTS and connection.dropped >= 500)

        await until(bounded, _LONG, "a bounded queue")
        await broker.start()  # it kept nothing
        async with listening(broker) as ha:
            await said(ha, topic(yard, "motion"), "ON")
            await said(ha, "argusai/status", "online")

            async def nobody_waits() -> bool:
                return await waiting() == 0

            await until(nobody_waits, _LONG, "who waited to be told")
            ha.heard.clear()
            await ha.say("homeassistant/status", "online")
            await until(lambda: _config(yard) in dict(ha.heard), _LONG, "the description of the camera again")
            await until(lambda: topic(yard, "motion") in dict(ha.heard), _LONG, "its states again")


@pytest.mark.soak  # it waits for its time-outs
@pytest.mark.covers("H2", "H20")
async def test_a_broker_that_falls_silent_is_left_and_found_again(tmp_path: Path, encryption_key: str) -> None:
    async with mosquitto(tmp_path / "broker") as broker, bridged_house(tmp_path / "house", encryption_key) as home:
        yard = await home.add_camera("Yard")
        await home.switch_on(broker)
        async with listening(broker) as ha:
            await said(ha, topic(yard, "motion"), "OFF")
            broker.freeze()
            await home.report("opened", yard)

            async def noticed() -> bool:
                return str((await home.connection()).state) == "failing"

            await until(noticed, _LONG, "the silence to be noticed")
            broker.thaw()
            await home.connected()
            await said(ha, topic(yard, "motion"), "ON")
            await until(lambda: _told_count(ha, topic(yard, "event"), 1), _LONG, "the event that waited")


@pytest.mark.covers("H1")
async def test_settings_hide_secrets_and_say_what_is_wrong(tmp_path: Path, encryption_key: str) -> None:
    async with mosquitto(tmp_path / "broker") as broker, bridged_house(tmp_path / "house", encryption_key) as home:
        service = home.house.parts()["home_assistant"]
        assert (await service.read()).enabled is False
        plain = {"host": "127.0.0.1", "port": broker.port, "username": USERNAME}
        good = await service.test(HomeAssistantPatch(**plain, password=PASSWORD))
        assert (good.works, "came back" in good.sentence) == (True, True), good
        bad = await service.test(HomeAssistantPatch(**plain, password=secret("not the password")))
        assert (bad.works, "Check user name and password" in bad.sentence) == (False, True), bad
        nobody = await service.test(HomeAssistantPatch(**{**plain, "port": 1}))
        assert "Nothing answers" in nobody.sentence
        named = await service.test(HomeAssistantPatch(host="no-such-host.invalid"))
        assert "no host named" in named.sentence
        out = await service.change(HomeAssistantPatch(**plain, password=PASSWORD))
        assert out.has_password
        assert PASSWORD not in out.model_dump_json()
        for given in (
            {"host": "192.0.2.7"},  # another broker must not get the password
            {"topic_prefix": "homeassistant"},
            {"authority": "no certificate"},
            {"certificate": "one", "key": "two"},
            {"certificate": "one alone"},
            {"host": "", "enabled": True},
        ):
            with pytest.raises(BadInput) as caught:
                await service.change(HomeAssistantPatch(**given))
            assert set(caught.value.fields) & {*given, "password", "key", "certificate"}, given
