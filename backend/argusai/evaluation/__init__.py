"""Measures the pipeline on labelled clips, and composes such clips."""
