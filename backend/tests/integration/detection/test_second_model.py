"""The real second model, and model files that are cut short or answer nonsense, through the real libraries."""

import os
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from argusai.kit.cache import cache_folder
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.errors import DetectorBroken, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.eyes import second_detector
from argusai.pipeline.detection.objects.install import SSD, install_models, model_path
from argusai.pipeline.detection.objects.litert import Session, SsdDetector
from argusai.pipeline.detection.objects.onnx import NanoDetDetector, open_session
from tests.support.footage import ArrayPicture, courtyard, frames

GREY = ArrayPicture(np.full((416, 416, 3), 127, np.uint8))
WHOLE = [Box(0, 0, 416, 416)]


@pytest.fixture(scope="module")
def model() -> Path:
    folder = cache_folder(os.environ)
    install_models(folder)
    return model_path(folder, SSD.name)


@pytest.mark.covers("E3")
def test_the_parked_van_and_car_are_seen_and_it_says_who_said_so(model: Path) -> None:
    [frame] = frames(courtyard(), 301, 301)
    found = SsdDetector(Session(model)).detect(frame.picture, [Box(192, 0, 768, 576)])
    vehicles = [each for each in found if each.label in {"car", "vehicle"} and each.score > 0.4]
    assert len(vehicles) == 2
    assert {opinion.model for each in vehicles for opinion in each.opinions} == {"ssd-mobilenet"}


@pytest.mark.covers("E3", "E20")
@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.99])
def test_a_second_model_cut_short_names_the_command(model: Path, tmp_path: Path, share: float) -> None:
    content = model.read_bytes()
    cut = tmp_path / "ssd-mobilenet.tflite"
    cut.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(ModelBroken, match="argusai models install"):
        Session(cut)


@pytest.mark.covers("E3")
def test_without_it_one_model_has_to_do(tmp_path: Path) -> None:
    assert second_detector(tmp_path) is None
    with pytest.raises(ModelMissing, match="argusai models install"):
        Session(tmp_path / "ssd-mobilenet.tflite")


def nonsense(fill: float, cells: tuple[int, ...] = (2704, 676, 169)) -> bytes:
    """A network with NanoDet's outputs, all of whose numbers are `fill`."""
    nodes, outputs, constants = [], [], []
    for columns in (80, 44):
        for count in cells:
            name = f"out_{columns}_{count}"
            constants.append(numpy_helper.from_array(np.full((1, count, columns), fill, np.float32), f"{name}_c"))
            nodes.append(helper.make_node("Identity", [f"{name}_c"], [name]))
            outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, count, columns]))
    shown = helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, 416, 416])
    graph = helper.make_graph(nodes, "nonsense", [shown], outputs, constants)
    made: onnx.ModelProto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    made.ir_version = 9
    return bytes(made.SerializeToString())


@pytest.mark.covers("E20")
@pytest.mark.parametrize("fill", [np.nan, np.inf])
def test_a_network_that_answers_no_numbers(fill: float) -> None:
    with pytest.raises(DetectorBroken, match="no numbers"):
        NanoDetDetector(open_session(nonsense(fill))).detect(GREY, WHOLE)


@pytest.mark.covers("E20")
def test_a_network_of_other_shapes() -> None:
    with pytest.raises(DetectorBroken, match="other shapes"):
        NanoDetDetector(open_session(nonsense(0.5, (100, 25, 4)))).detect(GREY, WHOLE)


@pytest.mark.covers("E20")
def test_a_network_that_sees_a_thousand_objects() -> None:
    found = NanoDetDetector(open_session(nonsense(0.9))).detect(GREY, WHOLE * 4)
    assert 1 <= len(found) <= 100
