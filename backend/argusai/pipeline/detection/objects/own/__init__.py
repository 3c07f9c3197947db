"""Detectors that users bring: an ONNX file with a description beside it."""
