"""Whether a model takes weights from files beside it: those would be anybody's files."""

from collections.abc import Iterator

import onnx
from google.protobuf.message import DecodeError
from onnx.external_data_helper import uses_external_data


def reads_files(model: bytes) -> bool:
    """False also for what is no model at all: that is told when it is opened."""
    try:
        read = onnx.load_model_from_string(model)
    except DecodeError:
        return False
    graphs = [read.graph, *read.functions]
    return any(uses_external_data(tensor) for graph in graphs for tensor in _tensors(graph))


def _tensors(graph: onnx.GraphProto | onnx.FunctionProto) -> Iterator[onnx.TensorProto]:
    if isinstance(graph, onnx.GraphProto):
        yield from graph.initializer
        for sparse in graph.sparse_initializer:
            yield from (sparse.values, sparse.indices)
    for node in graph.node:
        for attribute in node.attribute:
            yield from (attribute.t, *attribute.tensors)
            for inner in (attribute.g, *attribute.graphs):
                if inner.node or inner.initializer:
                    yield from _tensors(inner)
