"""What libraries do behind our back."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.footage import model
from tests.support.source import BACKEND

_LOADS = (
    "import sys, pathlib;"
    "from argusai.pipeline.detection.objects.onnx import open_session;"
    "open_session(pathlib.Path(sys.argv[1]))"
)


@pytest.mark.covers("E10")
def test_the_detectors_library_keeps_no_notes_for_its_maker(tmp_path: Path) -> None:
    """It writes them into the home before it sends them. CI=… silences it too, so the environment is a bare one."""
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR")}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(BACKEND), "PYTHONDONTWRITEBYTECODE": "1", **home}

    subprocess.run([sys.executable, "-c", _LOADS, str(model())], env=environment, check=True, timeout=60)

    assert list(tmp_path.iterdir()) == []
