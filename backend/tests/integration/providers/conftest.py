"""One server of models for the session: it starts in a quarter of a second and is reset by each test."""

from collections.abc import Iterator

import pytest
from llmock.testing import LLMockServer


@pytest.fixture(scope="session")
def models_server() -> Iterator[LLMockServer]:
    with LLMockServer() as server:
        yield server
