"""The library costs memory and time, so it is loaded when somebody switches the bridge on, or tries a broker."""

import asyncio
from importlib import import_module

from argusai.bridges.homeassistant.ports import Connect

_ADAPTER = "argusai.bridges.homeassistant.aiomqtt"


async def load_connect() -> Connect:
    adapter = await asyncio.to_thread(import_module, _ADAPTER)
    connect: Connect = adapter.connect
    return connect
