"""ArgusAI, the broker and a real Home Assistant are killed together and come back in every order (H7)."""

import asyncio
import itertools
from pathlib import Path
from typing import Any

import pytest

from tests.support.homeassistant import HomeAssistant, hass_program, home_assistant
from tests.support.mosquitto import PASSWORD, USERNAME, Mosquitto, mosquitto
from tests.support.server import Server
from tests.support.waiting import until

_HASS = hass_program()  # read before a test has its environment cleaned
pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.covers("H2", "H7"),
    pytest.mark.skipif(_HASS is None, reason="there is no Home Assistant on this machine"),
]
_LONG = 180.0
_MODES = ("Home", "Away")
# It says when ArgusAI is there: automations hear it after each restart, too.
_GREETED = """\
alias: Greeted
triggers:
  - trigger: mqtt
    topic: argusai/status
    payload: online
actions:
  - event: greeted
"""


async def _is(ha: HomeAssistant, entity: str, wanted: str) -> None:
    async def so() -> bool:
        return await ha.state(entity) == wanted

    await until(so, _LONG, f"{entity} to be {wanted}")


async def _greeted(ha: HomeAssistant) -> str:
    states = await ha.states()
    return str(states["automation.greeted"]["attributes"]["last_triggered"])


async def _all_well(ha: HomeAssistant, server: Server, mode: str) -> None:
    """What Home Assistant shows is so, and what it asks for is done."""

    async def available() -> bool:
        states = await ha.states()
        return bool(states.get("binary_sensor.yard_connection", {}).get("state") == "off")

    await until(available, _LONG, "the camera, switched off")
    await ha.call("select/select_option", "select.argusai_mode", option=mode)

    def chosen() -> Any:
        return server.client.get("/modes").json()["current"]["mode"] == mode.lower()

    await until(chosen, _LONG, f"the mode to be {mode}")
    await _is(ha, "select.argusai_mode", mode)


async def _begin(who: str, server: Server, broker: Mosquitto, ha: HomeAssistant) -> None:
    if who == "argusai":
        await asyncio.to_thread(server.start)
        server._client = None  # it signs in anew
    else:
        await (broker.start() if who == "broker" else ha.start())


async def test_every_order_of_coming_back_heals_by_itself(tmp_path: Path) -> None:
    server = Server(tmp_path / "argusai")
    async with mosquitto(tmp_path / "broker") as broker, home_assistant(tmp_path / "ha", _HASS or "", _GREETED) as ha:
        await asyncio.to_thread(server.start)
        try:
            server.add({"name": "Yard", "source": {"kind": "rtsp", "url": "rtsp://192.0.2.1/"}, "enabled": False})
            given = {"enabled": True, "host": "127.0.0.1", "port": broker.port, "username": USERNAME}
            server.client.patch("/home-assistant", json={**given, "password": PASSWORD}).raise_for_status()
            await ha.add_broker(broker)
            await _all_well(ha, server, "Away")
            heard = list[str]()
            for number, order in enumerate(itertools.permutations(("argusai", "broker", "ha"))):
                await asyncio.to_thread(server.kill)
                await broker.stop()  # what it kept is lost
                await ha.stop()
                for who in order:
                    await _begin(who, server, broker, ha)
                await _all_well(ha, server, _MODES[number % 2])
                heard.append(await _greeted(ha))
            for lone in ("argusai", "broker", "ha"):
                if lone == "argusai":
                    await asyncio.to_thread(server.kill)
                    await _is(ha, "select.argusai_mode", "unavailable")
                else:
                    await (broker.stop() if lone == "broker" else ha.stop())
                await _begin(lone, server, broker, ha)
                await _all_well(ha, server, "Night")
                await _all_well(ha, server, "Home")
            assert "None" not in heard
            assert len(set(heard)) == len(heard), "automations heard of it each time"
        finally:
            await asyncio.to_thread(server.kill)
    assert server.log.count("Traceback") == 0
