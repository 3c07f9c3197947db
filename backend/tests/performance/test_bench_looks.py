"""The second opinion is cheap beside the first; compared in one run."""

import pytest

from tests.performance.bench_looks import measure


@pytest.mark.covers("E3", "E11")
def test_a_second_opinion_costs_less_than_a_first() -> None:
    costs = measure(rounds=3)
    assert costs["ssd-mobilenet"] < costs["nanodet"]
