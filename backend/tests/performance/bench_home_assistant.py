"""What telling Home Assistant costs, with a real broker: `python -m tests.performance.bench_home_assistant`, from
`backend`; run by `make bench`."""

import asyncio
import logging
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from uuid import UUID

import psutil
import structlog
from cryptography.fernet import Fernet

from argusai.bridges.homeassistant.contract import Broker, Publication
from argusai.bridges.homeassistant.loading import load_connect
from tests.support.bridging import BridgedHouse, bridged_house, said, some_update, topic
from tests.support.mosquitto import PASSWORD, USERNAME, Listener, Mosquitto, listening, mosquitto

_EVENTS = 100
_MESSAGES = 2000
# A thousand a minute, for an hour.
_MISSED = 60_000


async def _delays(home: BridgedHouse, ha: Listener, camera: UUID) -> list[float]:
    """Milliseconds from the report of an event to "ON" at somebody who listens."""
    found = []
    await said(ha, topic(camera, "motion"), "OFF")
    for _ in range(_EVENTS):
        began = time.perf_counter()
        await home.report("opened", camera)
        while ha.under(topic(camera, "motion")) != "ON":
            ha.news.clear()
            await ha.news.wait()
        found.append((time.perf_counter() - began) * 1000)
        await home.report("closed", camera)
        await said(ha, topic(camera, "motion"), "OFF")
    return found


async def _rate(broker: Mosquitto) -> float:
    """Messages a second that the broker took, each waited for."""
    connect, where = await load_connect(), Broker("127.0.0.1", broker.port, "bench", USERNAME, PASSWORD)
    async with connect(where, Publication("bench/status", b"offline")) as link:
        began = time.perf_counter()
        for number in range(_MESSAGES):
            await link.publish(Publication(f"bench/{number % 50}", b"x" * 200))
        return _MESSAGES / (time.perf_counter() - began)


async def _memory(home: BridgedHouse, camera: UUID) -> float:
    """Megabytes that an hour without the broker adds."""
    told, program = some_update(camera), psutil.Process()
    before = program.memory_info().rss
    for number in range(_MISSED):
        home.house.updates.publish_perishable("event.closed", told)
        if number % 200 == 0:
            await asyncio.sleep(0.005)
    return float(program.memory_info().rss - before) / 1e6


async def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        place, key = Path(folder), Fernet.generate_key().decode()
        async with mosquitto(place / "broker") as broker, bridged_house(place / "house", key) as home:
            camera = await home.add_camera("Yard")
            await home.switch_on(broker)
            async with listening(broker) as ha:
                delays = await _delays(home, ha, camera)
            print(f"event opened to ON: median {median(delays):.0f} ms, p95 {quantiles(delays, n=20)[-1]:.0f} ms")
            print(f"messages taken: {await _rate(broker):.0f} a second")
            await broker.stop()
            grown = await _memory(home, camera)
            waiting = (await home.connection()).waiting
            print(f"{_MISSED} events while the broker is away: {grown:.1f} MB more, {waiting} wait")


if __name__ == "__main__":
    asyncio.run(main())
