"""Cameras that are read over HTTP: single pictures, and streams of them."""
