"""A plugin for pytest (`-p tests.support.twice`): every test runs again, in another order and in the same process."""

import copy
import random

import pytest


@pytest.hookimpl(trylast=True)  # after what was not wanted has been left out, and the first round was shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items += [_again(item) for item in random.sample(items, len(items))]


def _again(item: pytest.Item) -> pytest.Item:
    """Not the very same one: pytest takes nothing down when the next one is, as the last of the first round and the
    first of the second may be, and then cannot set it up."""
    other = copy.copy(item)
    if isinstance(other, pytest.Function):
        other._initrequest()
    return other
