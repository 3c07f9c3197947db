"""Gemini, by its own protocol."""

from google.genai import Client
from google.genai.types import HttpOptions
from httpx2 import AsyncClient
from pydantic_ai.models.google import GoogleModel
from pydantic_ai.providers.google import GoogleProvider

from argusai.pipeline.events.description.providers.contract import Answer, Ask, ProviderAccess
from argusai.pipeline.events.description.providers.vendors.asking import put
from argusai.pipeline.events.description.providers.vendors.lists import models
from argusai.pipeline.events.description.providers.vendors.place import Place


class Vendor:
    async def ask(self, access: ProviderAccess, ask: Ask) -> Answer:
        return await put(access, ask, _model, "native")

    async def models(self, access: ProviderAccess) -> list[str]:
        return await models(access)


def _model(access: ProviderAccess, place: Place, client: AsyncClient) -> GoogleModel:
    options = HttpOptions(base_url=place.url, api_version="v1beta", httpx_async_client=client)
    library = Client(vertexai=False, api_key=access.api_key, http_options=options)
    return GoogleModel(access.model, provider=GoogleProvider(client=library))
