"""Which file asks which kind of server. Their libraries take up to seconds to import and up to 35 MB each, so each is
imported when it is first asked, in a thread."""

import asyncio
from importlib import import_module

from argusai.pipeline.events.description.providers.contract import Answer, Ask, Kind, ProviderAccess
from argusai.pipeline.events.description.providers.ports import Provider

_FOLDER = "argusai.pipeline.events.description.providers.vendors"
# Each of these modules has a class Vendor without parameters that is a Provider. xAI speaks OpenAI's protocol.
_MODULES: dict[Kind, str] = {
    "openai": "openai",
    "xai": "openai",
    "compatible": "openai",
    "anthropic": "anthropic",
    "gemini": "gemini",
}


class _OnFirstUse:
    def __init__(self, module: str) -> None:
        self._module = module

    async def ask(self, access: ProviderAccess, ask: Ask) -> Answer:
        return await (await self._vendor()).ask(access, ask)

    async def models(self, access: ProviderAccess) -> list[str]:
        return await (await self._vendor()).models(access)

    async def _vendor(self) -> Provider:
        module = await asyncio.to_thread(import_module, f"{_FOLDER}.{self._module}")
        vendor: Provider = module.Vendor()
        return vendor


def provider(kind: Kind) -> Provider:
    return _OnFirstUse(_MODULES[kind])
