"""Brokers that take less than all: said in plain words, and no connection is lost over it (H1, H2, H20)."""

import asyncio
from pathlib import Path
from uuid import UUID

import pytest

from argusai.bridges.homeassistant.configured import Configured, Secrets
from argusai.bridges.homeassistant.trial import try_broker
from argusai.kit.clock import SystemClock
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
