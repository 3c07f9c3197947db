"""The detector runs on what the owner asks for, and on the processor where that is not there."""

from uuid import uuid4

import numpy as np
import pytest
from structlog.testing import capture_logs

from argusai.pipeline.detection.objects.onnx import open_session
from argusai.pipeline.detection.objects.onnx_providers import providers_for
from tests.support.own_models import SIDE, answers, constant_model

pytestmark = pytest.mark.covers("E10")

CPU = "CPUExecutionProvider"


@pytest.mark.parametrize("wanted", ["cpu", "CPU", "CPUExecutionProvider"])
def test_the_processor_needs_no_fallback(wanted: str) -> None:
    assert providers_for(wanted) == [CPU]


def test_another_installed_provider_comes_before_the_processor() -> None:
    """Azure's is in every build of ONNX Runtime, and leaves local models to the next."""
    assert providers_for("azure") == ["AzureExecutionProvider", CPU]
    session = open_session(constant_model(answers("dense")), provider="azure")
    assert session.get_providers()[0] == "AzureExecutionProvider"
    boxes, scores = session.run(None, {"pixels": np.zeros((1, 3, SIDE, SIDE), np.float32)})
    assert (boxes.shape, scores.shape) == ((1, 3, 4), (1, 3, 3))


def test_a_provider_that_is_not_there_is_told_once() -> None:
    wanted = f"rocket{uuid4().hex[:8]}"
    with capture_logs() as lines:
        for _ in range(3):
            session = open_session(constant_model(answers("dense")), provider=wanted)
            assert session.get_providers() == [CPU]
    assert [line["wanted"] for line in lines] == [wanted]
