"""The benchmark of the pipeline measures every stage. What they cost stands in docs/explanation/performance.md: a busy
machine must not decide about the suite."""

import pytest

from tests.performance.bench_pipeline import measure
from tests.support.footage import courtyard


@pytest.mark.covers("F40")
def test_every_stage_is_measured() -> None:
    costs = measure(courtyard(), most=20)
    assert set(costs) >= {"decode", "luma", "motion", "crops", "detection", "tracking", "looks"}
    assert min(costs.values()) > 0
