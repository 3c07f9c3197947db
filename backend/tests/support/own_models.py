"""Tiny ONNX detectors in the forms of the common exports, and their descriptions."""

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE = 64
LABELS = ["person", "Vehicle", "spoon-bender"]
WORDS = {"Vehicle": "car"}

# In pixels of the input: a person, a vehicle, and something that we have no word for.
BOXES = np.array([[8, 16, 24, 56], [30, 10, 60, 30], [0, 0, 10, 10]], np.float32)
SCORES = np.array([0.9, 0.8, 0.99], np.float32)


def described(style: str, **changes: Any) -> dict[str, Any]:
    output: dict[str, Any] = {"style": style, "boxes": "boxes"}
    if style != "yolox":
        output["scores"] = "scores"
    if style == "sifted":
        output["classes"] = "classes"
    return {
        "name": "tiny",
        "input": {"name": "pixels", "width": SIDE, "height": SIDE},
        "output": {**output, **changes},
        "labels": LABELS,
        "words": WORDS,
    }


def answers(style: str) -> dict[str, npt.NDArray[Any]]:
    """What the model of `style` says, whatever it is shown."""
    one_hot = np.diag(SCORES)
    if style == "yolox":
        return {"boxes": _yolox_cells()[None]}
    if style == "dense":
        return {"boxes": BOXES[None], "scores": one_hot[None].astype(np.float32)}
    return {"boxes": BOXES[None], "scores": SCORES[None], "classes": np.array([[0, 1, 2]], np.int64)}


def constant_model(outputs: dict[str, npt.NDArray[Any]], shape: tuple[int, ...] = (1, 3, SIDE, SIDE)) -> bytes:
    """An ONNX model with the input “pixels” that always gives `outputs`."""
    nodes = [
        helper.make_node("Constant", [], [name], value=numpy_helper.from_array(value, name))
        for name, value in outputs.items()
    ]
    told = [
        helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
        for name, value in outputs.items()
    ]
    pixels = helper.make_tensor_value_info("pixels", TensorProto.FLOAT, shape)
    graph = helper.make_graph(nodes, "tiny", [pixels], told)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def endless_model(shape: tuple[int, ...] = (1, 3, SIDE, SIDE)) -> bytes:
    """Answers as `dense` after a loop that does not end."""
    value = helper.make_tensor_value_info
    turn, goes_on, count = (
        value("turn", TensorProto.INT64, []),
        value("goes_on", TensorProto.BOOL, []),
        value("count", TensorProto.FLOAT, []),
    )
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["goes_on"], ["goes_on_then"]),
            helper.make_node("Sin", ["count"], ["count_then"]),
        ],
        "body",
        [turn, goes_on, count],
        [value("goes_on_then", TensorProto.BOOL, []), value("count_then", TensorProto.FLOAT, [])],
    )
    told = answers("dense")
    nodes = [
        helper.make_node("ReduceMax", ["pixels"], ["brightest"], keepdims=0),
        helper.make_node("Constant", [], ["yes"], value=numpy_helper.from_array(np.array(True), "yes")),
        helper.make_node("Loop", ["", "yes", "brightest"], ["last"], body=body),
        helper.make_node("Constant", [], ["zero"], value=numpy_helper.from_array(np.array(0, np.float32), "zero")),
        helper.make_node("Mul", ["last", "zero"], ["nothing"]),
    ]
    for name, array in told.items():
        nodes.append(
            helper.make_node("Constant", [], [f"{name}_said"], value=numpy_helper.from_array(array, f"{name}_said"))
        )
        nodes.append(helper.make_node("Add", [f"{name}_said", "nothing"], [name]))
    outputs = [value(name, TensorProto.FLOAT, array.shape) for name, array in told.items()]
    graph = helper.make_graph(nodes, "endless", [value("pixels", TensorProto.FLOAT, shape)], outputs)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _yolox_cells() -> npt.NDArray[np.float32]:
    """BOXES as offsets of cells of stride 8."""
    count = sum((SIDE // stride) ** 2 for stride in (8, 16, 32))
    cells = np.zeros((count, 5 + len(LABELS)), np.float32)
    across = SIDE // 8
    for number, (box, score) in enumerate(zip(BOXES, SCORES, strict=True)):
        middle, size = (box[:2] + box[2:]) / 2, box[2:] - box[:2]
        column, row = int(middle[0] // 8), int(middle[1] // 8)
        cell = cells[row * across + column]
        cell[:2] = middle / 8 - [column, row]
        cell[2:4] = np.log(size / 8)
        cell[4] = 1.0
        cell[5 + number] = score
    return cells
