"""Brokers that take less than all, are away, or hold garbage: said in plain words, and healed (H1, H2, H4, H20)."""

import asyncio
import json
from pathlib import Path
from uuid import UUID

import pytest

from argusai.bridges.homeassistant import aiomqtt
from argusai.bridges.homeassistant.configured import Configured, Secrets
from argusai.bridges.homeassistant.trial import try_broker
from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.hour_schemas import PauseIn
from argusai.pipeline.capture.cameras.schemas import CameraPatch
from tests.support.bridging import bridged_house, topic
from tests.support.mosquitto import PASSWORD, USERNAME, Mosquitto, listening, mosquitto
from tests.support.told import a_bridge
from tests.support.waiting import until

_LONG = 60.0
_YARD = UUID(int=7)
_MOTION = f"argusai/camera/{_YARD.hex}/motion"
_PICTURE = f"argusai/camera/{_YARD.hex}/picture"


def _configured(broker: Mosquitto) -> Configured:
    secrets = Secrets(PASSWORD)
    return Configured(UUID(int=1), enabled=True, host="127.0.0.1", port=broker.port, username=USERNAME, secrets=secrets)


@pytest.mark.covers("H2", "H20")
async def test_a_picture_that_is_too_long_for_the_broker_is_left_out_and_an_older_one_goes(tmp_path: Path) -> None:
    async with mosquitto(tmp_path / "broker", "max_packet_size 20000") as broker, listening(broker) as ha:
        bridge, outbox = a_bridge(_configured(broker), _YARD, SystemClock(), picture=b"\xff" * 15_000)
        running = asyncio.create_task(bridge.run())
        await until(lambda: len(ha.kept.get(_PICTURE, b"")) == 15_000, _LONG, "a picture")
        assert bridge.connection().sentence == ""
        running.cancel()
        await asyncio.wait([running])
        bridge, outbox = a_bridge(_configured(broker), _YARD, SystemClock(), picture=b"\xff" * 30_000)
        running = asyncio.create_task(bridge.run())
        await until(lambda: ha.kept[_PICTURE] == b"", _LONG, "the older one to go")
        ha.kept.pop(_MOTION)
        await ha.say("homeassistant/status", "online")
        await until(lambda: ha.under(_MOTION) == "OFF", _LONG, "all else, over the same connection")
        connection = bridge.connection()
        assert connection.state == "connected"
        assert connection.sentence == "127.0.0.1 takes no message above 20 kB: what is longer is left out."
        assert broker.log().count("oversize") == len(outbox) == 0
        running.cancel()
        await asyncio.wait([running])


@pytest.mark.covers("H1", "H20")
async def test_the_test_finds_a_broker_that_hangs_up_on_long_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aiomqtt, "_ANSWER_SECONDS", 1.0)  # the answer that it does not give
    async with mosquitto(tmp_path / "broker", "message_size_limit 3000") as broker:
        configured = _configured(broker)
        assert "raise message_size_limit" in await try_broker(configured.broker, configured.topics)


@pytest.mark.covers("H1", "H20")
async def test_a_broker_that_lets_us_describe_nothing_is_named(tmp_path: Path) -> None:
    access = tmp_path / "access"
    access.write_text(f"user {USERNAME}\ntopic readwrite argusai/#\ntopic read homeassistant/#\n")
    async with mosquitto(tmp_path / "broker", f"acl_file {access}") as broker:
        configured = _configured(broker)
        refused = await try_broker(configured.broker, configured.topics)
        assert refused == "127.0.0.1 does not let argusai write homeassistant/device/argusai_test/config."
        bridge, _ = a_bridge(configured, _YARD, SystemClock())
        running = asyncio.create_task(bridge.run())
        await until(lambda: "does not let argusai write" in bridge.connection().sentence, _LONG)
        assert bridge.connection().state == "connected", "what it takes is told"
        running.cancel()
        await asyncio.wait([running])


@pytest.mark.covers("H1", "H20")
@pytest.mark.parametrize("line", ["retain_available false", "max_qos 0"])
async def test_the_test_finds_a_broker_that_cannot_do_what_is_needed(tmp_path: Path, line: str) -> None:
    async with mosquitto(tmp_path / "broker", line) as broker:
        configured = _configured(broker)
        assert "not supported" in await try_broker(configured.broker, configured.topics)


@pytest.mark.covers("H4", "H20")
async def test_what_changed_while_the_broker_was_away_is_put_right_in_what_it_kept(
    tmp_path: Path, encryption_key: str
) -> None:
    kept = ("persistence true", f"persistence_location {tmp_path}/", "autosave_on_changes true", "autosave_interval 1")
    async with (
        mosquitto(tmp_path / "broker", *kept) as broker,
        bridged_house(tmp_path / "house", encryption_key) as home,
    ):
        yard, barn, gate = [await home.add_camera(name) for name in ("Yard", "Barn", "Gate")]

        def name_of(camera_id: UUID) -> str:
            told = ha.kept.get(f"homeassistant/device/argusai_{camera_id.hex}/config")
            return str(json.loads(told)["device"]["name"]) if told else ""

        await home.switch_on(broker)
        async with listening(broker) as ha:
            await until(lambda: ha.under(topic(gate, "events_today")) == "0", _LONG, "all to be told")
            await until(lambda: (tmp_path / "mosquitto.db").exists(), _LONG, "the broker to write it down")
        await broker.stop()
        await home.house.cameras.edit(yard, CameraPatch(name="Front"))
        await home.house.cameras.delete(barn)
        await home.house.cameras.pause(gate, PauseIn())
        await broker.start()
        async with listening(broker) as ha:
            await until(lambda: name_of(yard) == "Front", _LONG, "the new name")
            await until(lambda: ha.under(topic(gate, "detection")) == "OFF", _LONG, "the pause")
            await until(lambda: name_of(barn) == "", _LONG, "the removed camera to go")


@pytest.mark.covers("H5", "H20")
async def test_kept_garbage_of_any_length_stops_nothing_and_goes(tmp_path: Path) -> None:
    odd = (b"\x00" * 100, "\u2028{".encode(), b'{"run":' + b"[" * 5000, b"")
    garbage = [(where, each) for where in ("claim", "claim/ask", "claim/here", "status") for each in odd]
    garbage.insert(0, ("claim", b"x" * 1_000_000))  # too long for the broker to hand it on
    async with mosquitto(tmp_path / "broker") as broker, listening(broker) as ha:
        for where, each in garbage:
            await ha.say(f"argusai/{where}", each, retain=True)
        bridge, _ = a_bridge(_configured(broker), _YARD, SystemClock())
        running = asyncio.create_task(bridge.run())
        await until(lambda: ha.under("argusai/status") == "online", _LONG, "to begin in spite of it")
        for where, each in garbage:
            await ha.say(f"argusai/{where}", each, retain=True)
        await until(lambda: ha.under("argusai/status") == "online", _LONG, "the status to be right")
        await until(lambda: "installation" in (ha.under("argusai/claim") or ""), _LONG, "the claim to be right")
        assert bridge.connection().state == "connected"
        running.cancel()
        await asyncio.wait([running])
