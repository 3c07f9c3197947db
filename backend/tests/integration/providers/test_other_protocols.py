"""Anthropic and Gemini, by the vendors' own clients (D3, D20). Their imports are slow, so they stand together."""

import pytest

from argusai.pipeline.events.description.providers.contract import Kind
from tests.support.provider_contract import ProviderContract


class TestOtherProtocols(ProviderContract):
    @pytest.fixture(params=["anthropic", "gemini"])
    def kind(self, request: pytest.FixtureRequest) -> Kind:
        kind: Kind = request.param
        return kind
