"""A detector is tried in a child of its own before it is kept."""

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
import onnx.external_data_helper
import onnx.numpy_helper
import pytest

from argusai.pipeline.detection.objects.errors import DetectorRefused
from argusai.pipeline.detection.objects.own.trial import try_out
from tests.support.own_models import BOXES, answers, constant_model, described

pytestmark = pytest.mark.covers("E10")

JPEG = cv2.imencode(".jpg", np.full((120, 160, 3), 70, np.uint8))[1].tobytes()


def laid(folder: Path, about: dict[str, Any], model: bytes) -> tuple[Path, Path]:
    description, file = folder / "description.json", folder / "model.coming"
    description.write_text(json.dumps(about))
    file.write_bytes(model)
    return description, file


@pytest.mark.parametrize("picture", [JPEG, None, b"no picture"])
async def test_what_it_found_and_how_long_it_took(tmp_path: Path, picture: bytes | None) -> None:
    check = await try_out(*laid(tmp_path, described("dense"), constant_model(answers("dense"))), picture)
    assert check.found == {"person": 1, "car": 1}
    assert 0 < check.milliseconds < 5000


@pytest.mark.covers("E20")
@pytest.mark.parametrize(
    ("model", "said"),
    [
        (b"", "no ONNX model"),
        (b"\x00" * 1000, "no ONNX model"),
        (constant_model(answers("dense"))[:200], "no ONNX model"),
        (constant_model(answers("dense"), (1, 3, 96, 96)), "takes (1, 3, 96, 96)"),
        (constant_model({"boxes": BOXES[None], "scores": np.full((1, 3, 3), np.nan, np.float32)}), "no numbers"),
        (
            constant_model({"boxes": np.full_like(BOXES[None], np.inf), "scores": answers("dense")["scores"]}),
            "no numbers",
        ),
    ],
)
async def test_what_cannot_be_used_is_refused_in_words(tmp_path: Path, model: bytes, said: str) -> None:
    with pytest.raises(DetectorRefused) as refused:
        await try_out(*laid(tmp_path, described("dense"), model), None)
    assert said in refused.value.detail


async def test_a_model_whose_weights_lie_in_other_files_is_refused(tmp_path: Path) -> None:
    model = onnx.load_model_from_string(constant_model(answers("dense")))
    weights = onnx.numpy_helper.from_array(np.ones(4, np.float32), "weights")
    model.graph.initializer.append(weights)
    onnx.external_data_helper.set_external_data(model.graph.initializer[0], location="secret.bin")
    with pytest.raises(DetectorRefused, match="other files"):
        await try_out(*laid(tmp_path, described("dense"), model.SerializeToString()), None)


async def test_a_model_that_sees_objects_everywhere_does_not_fit_its_description(tmp_path: Path) -> None:
    rows, columns = np.divmod(np.arange(25), 5)
    boxes = np.stack([columns * 12, rows * 12, columns * 12 + 8, rows * 12 + 8], axis=1).astype(np.float32)[None]
    said = {"boxes": boxes, "scores": np.full((1, 25, 3), [0.9, 0, 0], np.float32)}
    with pytest.raises(DetectorRefused, match="empty grey picture"):
        await try_out(*laid(tmp_path, described("dense"), constant_model(said)), None)
