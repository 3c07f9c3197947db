"""Many messages within a moment, through a real broker (H5, H20)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.support.bridging import BridgedHouse, bridged_house
from tests.support.mosquitto import Listener, listening, mosquitto
from tests.support.waiting import until

_LONG = 60.0
_HEARD = 60  # malformed ones in a minute that are refused one by one and listed, the others only counted


@asynccontextmanager
async def connected(folder: Path, encryption_key: str) -> AsyncIterator[tuple[BridgedHouse, Listener]]:
    """A house whose bridge speaks to a broker, and somebody else there."""
    async with (
        mosquitto(folder / "broker") as broker,
        bridged_house(folder / "house", encryption_key) as home,
        listening(broker) as ha,
    ):
        await home.switch_on(broker)
        await home.connected()
        yield home, ha


@pytest.mark.covers("H5", "H20")
async def test_a_burst_of_commands_is_obeyed_and_listed_in_its_order(tmp_path: Path, encryption_key: str) -> None:
    async with connected(tmp_path, encryption_key) as (home, ha):
        parts, sent = home.house.parts(), ["Away", "Night", "Disarmed", "Home"] * 5
        for mode in sent:
            await ha.say("argusai/system/mode/set", mode)

        async def changes() -> list[str]:
            return [each.mode for each in (await parts["modes"].changes(100, None)).items]

        async def listed() -> list[str]:
            return [each.payload for each in (await parts["home_assistant"].commands()).items]

        async def all_listed() -> bool:
            return len(await listed()) == len(sent)

        await until(all_listed, _LONG, "all to be obeyed")
        assert await listed() == sent[::-1], "the newest first"
        assert (await changes())[: len(sent)] == [each.lower() for each in sent[::-1]]


@pytest.mark.covers("H2", "H20")
async def test_a_flood_of_garbage_drowns_no_word_about_ourselves(tmp_path: Path, encryption_key: str) -> None:
    async with connected(tmp_path, encryption_key) as (home, ha):
        await until(lambda: ha.under("argusai/status") == "online", _LONG)
        ha.heard.clear()
        for number in range(400):
            await ha.client.publish("argusai/system/snooze", f"garbage {number}", qos=0)
        await ha.say("argusai/status", "offline", retain=True)
        await until(lambda: ("argusai/status", b"offline") in ha.heard, _LONG)
        await until(lambda: ha.under("argusai/status") == "online", 10, "it to be put right")

        async def all_counted() -> bool:
            return bool((await home.connection()).ignored == 400 - _HEARD)

        await until(all_counted, _LONG, "what was lost to be counted too")
