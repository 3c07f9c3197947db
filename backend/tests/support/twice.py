"""A plugin for pytest (`-p tests.support.twice`): every test runs again, in another order and in the same process."""

import random

import pytest


@pytest.hookimpl(trylast=True)  # after what was not wanted has been left out, and the first round was shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items += random.sample(items, len(items))
