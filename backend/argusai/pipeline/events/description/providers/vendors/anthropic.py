"""Anthropic."""

from anthropic import AsyncAnthropic
from httpx2 import AsyncClient
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.providers.anthropic import AnthropicProvider

from argusai.pipeline.events.description.providers.contract import Answer, Ask, ProviderAccess
from argusai.pipeline.events.description.providers.vendors.asking import put
from argusai.pipeline.events.description.providers.vendors.lists import models
from argusai.pipeline.events.description.providers.vendors.place import Place


class Vendor:
    async def ask(self, access: ProviderAccess, ask: Ask) -> Answer:
        return await put(access, ask, _model, "tool")

    async def models(self, access: ProviderAccess) -> list[str]:
        return await models(access)


def _model(access: ProviderAccess, place: Place, client: AsyncClient) -> AnthropicModel:
    library = AsyncAnthropic(base_url=place.url, api_key=access.api_key, http_client=client, max_retries=0)
    return AnthropicModel(access.model, provider=AnthropicProvider(anthropic_client=library))
