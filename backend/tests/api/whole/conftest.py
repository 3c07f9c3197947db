"""The whole of ArgusAI as one application, not started."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from argusai.app import create_app
from argusai.settings import load_settings


@pytest.fixture
def whole(tmp_path: Path, encryption_key: str) -> FastAPI:
    """For its routes, and for what the guard refuses before anything is needed."""
    return create_app(load_settings({"ARGUSAI_DATA_DIR": str(tmp_path / "data"), "ENCRYPTION_KEY": encryption_key}))
