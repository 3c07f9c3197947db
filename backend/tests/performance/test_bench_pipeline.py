"""Motion and tracking are cheap beside decoding; compared in one run, so a busy machine changes little."""

import pytest

from tests.performance.bench_pipeline import measure
from tests.support.footage import courtyard


@pytest.mark.covers("F40")
def test_what_runs_on_every_frame_costs_little_beside_decoding(capsys: pytest.CaptureFixture[str]) -> None:
    costs = measure(courtyard(), most=40)
    assert costs["luma"] + costs["motion"] < costs["decode"]
    assert costs["crops"] + costs["tracking"] < costs["decode"] * 2
    assert costs["decode"] < costs["detection"] < costs["decode"] * 500
