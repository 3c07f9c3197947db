"""The converter, on small networks whose answers numpy can work out."""

import base64
import json
from typing import Any

import numpy as np
import pytest

from argusai.pipeline.detection.objects.convert import convert_to_onnx
from argusai.pipeline.detection.objects.onnx_runtime import InferenceSession
from argusai.pipeline.detection.objects.tfjs import ModelUnreadable, read_graph_model

Array = np.ndarray[Any, Any]
Node = dict[str, Any]


def text(value: str) -> dict[str, str]:
    return {"s": base64.b64encode(value.encode()).decode()}


def numbers(*values: int) -> dict[str, Any]:
    return {"list": {"i": [str(value) for value in values]}}


def files(
    nodes: list[Node], constants: dict[str, Array], shape: tuple[int, ...], outputs: list[str]
) -> tuple[bytes, bytes]:
    """A graph model as TensorFlow.js writes it; float constants in half precision."""
    manifest, weights = [], b""
    for name, values in constants.items():
        half = values.dtype == np.float32
        item = {"name": name, "shape": list(values.shape), "dtype": "float32" if half else "int32"}
        weights += values.astype(np.float16 if half else np.int32).tobytes()
        manifest.append(item | ({"quantization": {"dtype": "float16"}} if half else {}))
    dimensions = {"dim": [{"size": str(size)} for size in shape]}
    topology = {
        "modelTopology": {"node": [{"name": "in", "op": "Placeholder"}, *nodes]},
        "weightsManifest": [{"weights": manifest}],
        "signature": {
            "inputs": {"in:0": {"name": "in:0", "tensorShape": dimensions}},
            "outputs": {name: {"name": f"{name}:0"} for name in outputs},
        },
    }
    return json.dumps(topology).encode(), weights


def run(topology: bytes, weights: bytes, value: Array) -> list[Array]:
    session = InferenceSession(convert_to_onnx(read_graph_model(topology, weights)))
    return list(session.run(None, {"in": value}))


RANDOM = np.random.default_rng(3)
PICTURE = RANDOM.normal(size=(1, 3, 6, 8)).astype(np.float32)
TO_LAST: Node = {"name": "last", "op": "Transpose", "input": ["in", "perm"]}
PERM = np.array([0, 2, 3, 1], np.int32)


def test_a_convolution_with_bias_and_leaky_relu() -> None:
    kernel = RANDOM.normal(size=(2, 1, 3, 4)).astype(np.float16).astype(np.float32)
    bias = np.array([0.5, -0.5, 0.0, 1.0], np.float32)
    nodes: list[Node] = [
        {"name": "out", "op": "LeakyRelu", "input": ["sum"], "attr": {"alpha": {"f": 0.1}}},
        {"name": "sum", "op": "Add", "input": ["conv", "bias"]},
        {
            "name": "conv",
            "op": "Conv2D",
            "input": ["last", "kernel"],
            "attr": {
                "strides": numbers(1, 2, 2, 1),
                "dilations": numbers(1, 1, 1, 1),
                "padding": text("VALID"),
                "data_format": text("NHWC"),
            },
        },
        TO_LAST,
    ]
    [answer] = run(*files(nodes, {"kernel": kernel, "bias": bias, "perm": PERM}, PICTURE.shape, ["out"]), PICTURE)
    last = PICTURE.transpose(0, 2, 3, 1)[:, :, ::2]
    plain = last[:, ::2] @ kernel[0, 0] + last[:, 1::2] @ kernel[1, 0] + bias
    assert np.allclose(answer, np.where(plain > 0, plain, plain * 0.1), atol=1e-5)


def test_padding_pooling_and_resizing() -> None:
    nodes: list[Node] = [
        TO_LAST,
        {"name": "padded", "op": "PadV2", "input": ["last", "pads", "low"]},
        {
            "name": "pooled",
            "op": "MaxPool",
            "input": ["padded"],
            "attr": {"ksize": numbers(1, 2, 2, 1), "strides": numbers(1, 2, 2, 1), "padding": text("VALID")},
        },
        {
            "name": "out",
            "op": "ResizeBilinear",
            "input": ["pooled", "size"],
            "attr": {"half_pixel_centers": {"b": True}, "align_corners": {"b": False}},
        },
    ]
    constants = {
        "perm": PERM,
        "pads": np.array([[0, 0], [2, 0], [2, 0], [0, 0]], np.int32),
        "low": np.array(-100, np.float32),
        "size": np.array([4, 5], np.int32),
    }
    [answer] = run(*files(nodes, constants, PICTURE.shape, ["out"]), PICTURE)
    padded = np.pad(PICTURE.transpose(0, 2, 3, 1), ((0, 0), (2, 0), (2, 0), (0, 0)), constant_values=-100)
    assert np.allclose(answer, padded.reshape(1, 4, 2, 5, 2, 3).max((2, 4)), atol=1e-5)


def test_splitting_reshaping_and_joining_with_computed_constants() -> None:
    nodes = [
        {"name": "parts", "op": "SplitV", "input": ["in", "lengths", "axis"]},
        {"name": "shape", "op": "AddV2", "input": ["ones", "zeros"]},
        {"name": "zeros", "op": "SparseToDense", "input": ["nowhere", "three", "nothing", "zero"]},
        {"name": "flat", "op": "Reshape", "input": ["parts:1", "shape"]},
        {"name": "sure", "op": "Sigmoid", "input": ["flat"]},
        {"name": "out", "op": "ConcatV2", "input": ["sure", "sure", "last_axis"]},
    ]
    constants = {
        "lengths": np.array([1, 2], np.int32),
        "axis": np.array(1, np.int32),
        "ones": np.array([1, 2, 48], np.int32),
        "nowhere": np.zeros((0, 1), np.int32),
        "three": np.array([3], np.int32),
        "nothing": np.zeros(0, np.int32),
        "zero": np.array(0, np.int32),
        "last_axis": np.array(2, np.int32),
    }
    [answer] = run(*files(nodes, constants, PICTURE.shape, ["out"]), PICTURE)
    once = 1 / (1 + np.exp(-PICTURE[:, 1:].reshape(1, 2, 48)))
    assert np.allclose(answer, np.concatenate([once, once], 2), atol=1e-5)


@pytest.mark.parametrize(
    ("operation", "said"),
    [("Softmax", "Softmax"), ("Transpose", "should be constant")],
)
def test_what_is_not_understood_is_named(operation: str, said: str) -> None:
    nodes = [{"name": "out", "op": operation, "input": ["in", "in"]}]
    topology, weights = files(nodes, {}, PICTURE.shape, ["out"])
    with pytest.raises(ModelUnreadable, match=said):
        convert_to_onnx(read_graph_model(topology, weights))


def test_files_that_do_not_fit_are_refused() -> None:
    topology, weights = files([TO_LAST], {"perm": PERM}, PICTURE.shape, ["last"])
    dangling, _ = files([{"name": "out", "op": "Identity", "input": ["gone"]}], {}, PICTURE.shape, ["out"])
    for broken in ((topology[:-20], weights), (topology, weights[:-4]), (topology, weights + b"more"), (b"{}", b"")):
        with pytest.raises(ModelUnreadable):
            read_graph_model(*broken)
    with pytest.raises(ModelUnreadable, match="gone"):
        read_graph_model(dangling, b"")
