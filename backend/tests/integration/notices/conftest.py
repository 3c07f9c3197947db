"""A home with people, a camera, and receivers on this machine."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from argusai.kit.db import Database
from tests.support.notices import Home, home
from tests.support.receiver import Receiver, receiver


@pytest.fixture
async def house(database: Database, tmp_path: Path) -> AsyncIterator[Home]:
    async with home(database, tmp_path) as made:
        await made.reach_this_machine()
        yield made


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as state:
        yield state
