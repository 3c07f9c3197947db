"""ONNX Runtime, kept from telling its maker: its official builds note which machine, model and program run it and send
that over the network unless this variable is set before it is loaded. So it is imported here and nowhere else."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from onnxruntime import InferenceSession, RunOptions, SessionOptions, get_available_providers
from onnxruntime.capi import onnxruntime_pybind11_state as native

# Its own errors have no common base.
RUNTIME_ERRORS: tuple[type[Exception], ...] = (
    RuntimeError,
    ValueError,
    *(kind for kind in vars(native).values() if isinstance(kind, type) and issubclass(kind, Exception)),
)

__all__ = ["RUNTIME_ERRORS", "InferenceSession", "RunOptions", "SessionOptions", "get_available_providers"]
