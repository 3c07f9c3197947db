"""OpenAI, xAI and every server that speaks OpenAI's protocol."""

from httpx2 import AsyncClient
from openai import AsyncOpenAI
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

from argusai.pipeline.events.description.providers.contract import Answer, Ask, ProviderAccess
from argusai.pipeline.events.description.providers.vendors.asking import put
from argusai.pipeline.events.description.providers.vendors.lists import models
from argusai.pipeline.events.description.providers.vendors.place import Place

# Local servers ask for none, but the library insists on one.
_NO_KEY = "none"


class Vendor:
    async def ask(self, access: ProviderAccess, ask: Ask) -> Answer:
        return await put(access, ask, _model, "native")

    async def models(self, access: ProviderAccess) -> list[str]:
        return await models(access)


def _model(access: ProviderAccess, place: Place, client: AsyncClient) -> OpenAIChatModel:
    library = AsyncOpenAI(
        base_url=place.url,
        api_key=access.api_key or _NO_KEY,
        http_client=client,
        max_retries=0,
        organization="",
    )
    if access.kind == "openai":
        return OpenAIChatModel(access.model, provider=OpenAIProvider(openai_client=library))
    # The newer name of the limit is OpenAI's own; others know the older one.
    profile = OpenAIModelProfile(openai_chat_supports_max_completion_tokens=False)
    return OpenAIChatModel(
        access.model, provider=OpenAICompatibleProvider(access.kind, openai_client=library), profile=profile
    )
