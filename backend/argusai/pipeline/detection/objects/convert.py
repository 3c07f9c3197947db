"""Converts a TensorFlow.js graph model to ONNX: the operations that NanoDet needs, and no others."""

from collections.abc import Callable
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from argusai.pipeline.detection.objects.tfjs import Array, GraphModel, ModelUnreadable, Node

_OPSET = 18
_IR_VERSION = 9
_TO_CHANNELS_FIRST = [0, 3, 1, 2]
_TO_CHANNELS_LAST = [0, 2, 3, 1]


def convert_to_onnx(model: GraphModel) -> bytes:
    """The same network as an ONNX file. Raises ModelUnreadable for an operation that is not among the known ones."""
    return _Conversion(model).run()


class _Conversion:
    """One model on its way. Values whose inputs are all constant are computed here and never become a node."""

    def __init__(self, model: GraphModel) -> None:
        self._model = model
        self._constants = dict(model.constants)
        self._nodes: list[onnx.NodeProto] = []
        self._initializers: dict[str, onnx.TensorProto] = {}

    def run(self) -> bytes:
        for node in self._model.nodes:
            if node.operation != "Placeholder" and not self._fold(node):
                self._translate(node)
        graph = helper.make_graph(
            self._nodes,
            "detector",
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, s) for name, s in self._model.inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in self._model.outputs],
            list(self._initializers.values()),
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])
        made.ir_version = _IR_VERSION
        made = onnx.shape_inference.infer_shapes(made)
        onnx.checker.check_model(made)
        return bytes(made.SerializeToString())

    def _fold(self, node: Node) -> bool:
        fold = _FOLDS.get(node.operation)
        if fold is None or not all(name in self._constants for name in node.inputs):
            return False
        self._constants[node.name] = fold(*(self._constants[name] for name in node.inputs))
        return True

    def _translate(self, node: Node) -> None:
        translate = _TRANSLATIONS.get(node.operation)
        if translate is None:
            raise ModelUnreadable(f"The operation {node.operation} of {node.name} is not known.")
        translate(self, node)

    def constant(self, name: str) -> Array:
        if name not in self._constants:
            raise ModelUnreadable(f"The value {name} should be constant.")
        return self._constants[name]

    def whole(self, name: str) -> list[int]:
        return [int(item) for item in np.ravel(self.constant(name))]

    def value(self, name: str) -> str:
        """The name of a value in the ONNX graph; a constant is put there when first used."""
        if name in self._constants:
            self.store(name, self._constants[name])
        return name

    def store(self, name: str, values: Array) -> str:
        self._initializers.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operation: str, inputs: list[str], outputs: list[str], **attributes: Any) -> str:
        label = f"{operation}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operation, inputs, outputs, name=label, **attributes))
        return outputs[0]

    def channels_first(self, node: Node) -> str:
        inputs = [self.value(node.inputs[0])]
        return self.add("Transpose", inputs, [f"{node.name}/first"], perm=_TO_CHANNELS_FIRST)

    def channels_last(self, node: Node, value: str) -> None:
        self.add("Transpose", [value], [node.name], perm=_TO_CHANNELS_LAST)


def _same(operation: str) -> Callable[[_Conversion, Node], None]:
    def translate(to: _Conversion, node: Node) -> None:
        to.add(operation, [to.value(name) for name in node.inputs], [node.name])

    return translate


def _leaky_relu(to: _Conversion, node: Node) -> None:
    to.add("LeakyRelu", [to.value(node.inputs[0])], [node.name], alpha=node.number("alpha", 0.2))


def _transpose(to: _Conversion, node: Node) -> None:
    to.add("Transpose", [to.value(node.inputs[0])], [node.name], perm=to.whole(node.inputs[1]))


def _reshape(to: _Conversion, node: Node) -> None:
    shape = to.store(f"{node.name}/shape", np.array(to.whole(node.inputs[1]), np.int64))
    to.add("Reshape", [to.value(node.inputs[0]), shape], [node.name])


def _concat(to: _Conversion, node: Node) -> None:
    *values, axis = node.inputs
    to.add("Concat", [to.value(name) for name in values], [node.name], axis=to.whole(axis)[0])


def _pad(to: _Conversion, node: Node) -> None:
    widths = to.constant(node.inputs[1])
    filling = float(to.constant(node.inputs[2])) if node.operation == "PadV2" else 0.0
    pads = to.store(f"{node.name}/pads", np.concatenate([widths[:, 0], widths[:, 1]]).astype(np.int64))
    fill = to.store(f"{node.name}/fill", np.array(filling, np.float32))
    to.add("Pad", [to.value(node.inputs[0]), pads, fill], [node.name])


def _spatial(node: Node, key: str) -> list[int]:
    if node.text("data_format", "NHWC") != "NHWC":
        raise ModelUnreadable(f"{node.name} keeps its channels first, which is not understood.")
    return node.whole_numbers(key)[1:3]


def _padding(node: Node) -> str:
    return {"SAME": "SAME_UPPER", "VALID": "VALID"}[node.text("padding", "VALID")]


def _conv(to: _Conversion, node: Node) -> None:
    kernel = to.constant(node.inputs[1]).transpose(3, 2, 0, 1)
    weights = to.store(f"{node.name}/weights", kernel)
    made = to.add(
        "Conv",
        [to.channels_first(node), weights],
        [f"{node.name}/conv"],
        kernel_shape=list(kernel.shape[2:]),
        strides=_spatial(node, "strides"),
        dilations=_spatial(node, "dilations"),
        auto_pad=_padding(node),
    )
    to.channels_last(node, made)


def _max_pool(to: _Conversion, node: Node) -> None:
    made = to.add(
        "MaxPool",
        [to.channels_first(node)],
        [f"{node.name}/pool"],
        kernel_shape=_spatial(node, "ksize"),
        strides=_spatial(node, "strides"),
        auto_pad=_padding(node),
    )
    to.channels_last(node, made)


def _resize(to: _Conversion, node: Node) -> None:
    if not node.flag("half_pixel_centers") or node.flag("align_corners"):
        raise ModelUnreadable(f"{node.name} does not resize by pixel centres, which is not understood.")
    first = to.channels_first(node)
    shape = to.add("Shape", [first], [f"{node.name}/shape"], start=0, end=2)
    size = to.store(f"{node.name}/size", np.array(to.whole(node.inputs[1]), np.int64))
    sizes = to.add("Concat", [shape, size], [f"{node.name}/sizes"], axis=0)
    made = to.add(
        "Resize",
        [first, "", "", sizes],
        [f"{node.name}/resize"],
        mode="linear",
        coordinate_transformation_mode="half_pixel",
    )
    to.channels_last(node, made)


def _split(to: _Conversion, node: Node) -> None:
    lengths = to.whole(node.inputs[1])
    split = to.store(f"{node.name}/lengths", np.array(lengths, np.int64))
    outputs = [node.name, *(f"{node.name}:{part}" for part in range(1, len(lengths)))]
    to.add("Split", [to.value(node.inputs[0]), split], outputs, axis=to.whole(node.inputs[2])[0])


def _dense(indexes: Array, shape: Array, values: Array, default: Array) -> Array:
    filled = np.full([int(item) for item in shape], default)
    filled[tuple(np.reshape(indexes, (len(indexes), filled.ndim)).T)] = values
    return filled


_FOLDS: dict[str, Callable[..., Array]] = {"AddV2": np.add, "SparseToDense": _dense}
_TRANSLATIONS: dict[str, Callable[[_Conversion, Node], None]] = {
    "Add": _same("Add"),
    "AddV2": _same("Add"),
    "ConcatV2": _concat,
    "Conv2D": _conv,
    "Identity": _same("Identity"),
    "LeakyRelu": _leaky_relu,
    "MaxPool": _max_pool,
    "Pad": _pad,
    "PadV2": _pad,
    "Reshape": _reshape,
    "ResizeBilinear": _resize,
    "Sigmoid": _same("Sigmoid"),
    "SplitV": _split,
    "Transpose": _transpose,
}
