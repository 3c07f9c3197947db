"""Reads a TensorFlow.js graph model: a JSON topology and one file of weights (half precision or plain)."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_STORED = {"float32": np.float32, "int32": np.int32, "bool": np.bool_}


class ModelUnreadable(Exception):
    """The files are not a graph model of the kind that is understood; the message says what stands out."""


@dataclass(frozen=True, slots=True)
class Node:
    """One operation. `inputs`: names of the values it takes; output n > 0 of a node is called `name:n`."""

    name: str
    operation: str
    inputs: tuple[str, ...]
    attributes: dict[str, Any] = field(default_factory=dict)

    def text(self, key: str, default: str) -> str:
        found = self.attributes.get(key, {}).get("s")
        return base64.b64decode(found).decode() if found else default

    def flag(self, key: str) -> bool:
        return bool(self.attributes.get(key, {}).get("b", False))

    def number(self, key: str, default: float) -> float:
        return float(self.attributes.get(key, {}).get("f", default))

    def whole_numbers(self, key: str) -> list[int]:
        return [int(item) for item in self.attributes.get(key, {}).get("list", {}).get("i", [])]


@dataclass(frozen=True, slots=True)
class GraphModel:
    """`nodes` in an order in which every input comes first. `inputs`: name → shape. `outputs`: names of values."""

    nodes: tuple[Node, ...]
    constants: dict[str, Array]
    inputs: dict[str, tuple[int, ...]]
    outputs: tuple[str, ...]


def read_graph_model(topology: bytes, weights: bytes) -> GraphModel:
    """Raises ModelUnreadable when the files are cut short or do not fit each other."""
    try:
        model = json.loads(topology)
        nodes = {item["name"]: _node(item) for item in model["modelTopology"]["node"]}
        constants = _constants(model["weightsManifest"], weights)
        signature = model["signature"]
        inputs = {plain_name(item["name"]): _shape(item) for item in signature["inputs"].values()}
        outputs = tuple(plain_name(item["name"]) for item in signature["outputs"].values())
    except (KeyError, TypeError, ValueError) as error:
        raise ModelUnreadable(f"The graph model cannot be read: {error!r}.") from error
    return GraphModel(_in_order(nodes, outputs, constants), constants, inputs, outputs)


def plain_name(name: str) -> str:
    """`a:0` is the same value as `a`."""
    return name.removesuffix(":0")


def _node(item: dict[str, Any]) -> Node:
    inputs = tuple(plain_name(name) for name in item.get("input", []) if not name.startswith("^"))
    return Node(item["name"], item["op"], inputs, item.get("attr", {}))


def _shape(item: dict[str, Any]) -> tuple[int, ...]:
    return tuple(int(dimension["size"]) for dimension in item["tensorShape"]["dim"])


def _constants(manifest: list[dict[str, Any]], weights: bytes) -> dict[str, Array]:
    found: dict[str, Array] = {}
    offset = 0
    for item in (item for group in manifest for item in group["weights"]):
        half = item.get("quantization", {}).get("dtype") == "float16"
        if "quantization" in item and not half:
            raise ModelUnreadable(f"The weights are quantised as {item['quantization']}, which is not understood.")
        stored = np.dtype(np.float16 if half else _STORED[item["dtype"]])
        count = int(np.prod(item["shape"], dtype=np.int64))
        values = np.frombuffer(weights, stored, count, offset)
        offset += values.nbytes
        found[item["name"]] = (values.astype(np.float32) if half else values).reshape(item["shape"])
    if offset != len(weights):
        raise ModelUnreadable(f"The weights are {len(weights)} bytes long where {offset} were announced.")
    return found


def _in_order(nodes: dict[str, Node], outputs: tuple[str, ...], constants: dict[str, Array]) -> tuple[Node, ...]:
    ordered: dict[str, Node] = {}
    waiting = [(name.split(":")[0], False) for name in reversed(outputs)]
    while waiting:
        name, inputs_done = waiting.pop()
        if name in ordered or name in constants:
            continue
        if name not in nodes:
            raise ModelUnreadable(f"The value {name} is used but never made.")
        if inputs_done:
            ordered[name] = nodes[name]
            continue
        waiting.append((name, True))
        waiting += [(source.split(":")[0], False) for source in nodes[name].inputs]
    return tuple(ordered.values())
