"""What a copy of our data left at the broker (H4, H20)."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from argusai.bridges.homeassistant.configured import Configured
from argusai.kit.clock import SystemClock
from tests.support.bridging import BridgedHouse, bridged_house, said, topic
from tests.support.mosquitto import Listener, Mosquitto, listening, mosquitto
from tests.support.told import a_bridge
from tests.support.waiting import until

_LONG = 60.0
_GHOST, _NEIGHBOURS, _BARN, _PLUG = UUID(int=7), UUID(int=8), UUID(int=9), "homeassistant/device/plug/config"


def _config(camera_id: UUID) -> str:
    return f"homeassistant/device/argusai_{camera_id.hex}/config"


async def _copy_speaks_and_ends(home: BridgedHouse, ha: Listener) -> None:
    configured: Configured = await home.house.parts()["home_assistant"].configured()
    bridge, _ = a_bridge(replace(configured, enabled=True), _GHOST, SystemClock(), picture=b"\xff" * 20_000)
    running = asyncio.create_task(bridge.run())
    await said(ha, topic(_GHOST, "events_today"), "1800")
    running.cancel()
    await asyncio.wait([running])


async def _others_describe(ha: Listener) -> list[str]:
    """Another house, a copy below a prefix of its own, and a device that is none of ours."""
    described = json.loads(ha.kept[_config(_GHOST)])
    device, theirs = described["device"], f"argusai_system_{UUID(int=2).hex}"
    others: dict[str, dict[str, Any]] = {
        _config(_NEIGHBOURS): {
            "device": {**device, "identifiers": [f"argusai_{_NEIGHBOURS.hex}"], "via_device": theirs}
        },
        _config(_BARN): {
            "device": {**device, "identifiers": [f"argusai_{_BARN.hex}"]}, "availability": [{"topic": "barn/status"}]
        },
        _PLUG: {},
    }  # fmt: skip
    for where, more in others.items():
        await ha.say(where, json.dumps({**described, **more}), retain=True)
    await ha.say(topic(_NEIGHBOURS, "motion"), "OFF", retain=True)
    return [*others, topic(_NEIGHBOURS, "motion")]


async def _kept(broker: Mosquitto) -> dict[str, bytes]:
    async with listening(broker) as late:
        await late.say("marked", "here")
        await until(lambda: "marked" in late.kept, _LONG)
        return {where: payload for where, payload in late.kept.items() if payload}


@pytest.mark.covers("H4", "H20")
async def test_cameras_of_a_copy_that_spoke_and_ended_go_and_those_of_others_stay(
    tmp_path: Path, encryption_key: str
) -> None:
    async with (
        mosquitto(tmp_path / "broker") as broker,
        bridged_house(tmp_path / "house", encryption_key) as home,
        listening(broker) as ha,
    ):
        yard = await home.add_camera("Yard")
        await home.switch_on(broker)
        await said(ha, topic(yard, "motion"), "OFF")
        await home.set_up(enabled=False)
        await said(ha, "argusai/status", "offline")
        await _copy_speaks_and_ends(home, ha)
        theirs = await _others_describe(ha)
        await home.set_up(enabled=True)
        await home.connected()
        await said(ha, _config(_GHOST), "")
        await said(ha, topic(_GHOST, "picture"), "")  # the last
        kept = await _kept(broker)
        assert not [where for where in kept if _GHOST.hex in where], "its picture goes too, too long for us to hear"
        assert set(theirs) < kept.keys()
        assert {_config(yard), topic(yard, "motion")} < kept.keys()
