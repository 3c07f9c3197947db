"""The programs in `scripts/`, loaded for their own tests."""

import importlib.util
import sys
from types import ModuleType
from typing import Any

from tests.support.source import ROOT

FOLDER = ROOT / "scripts"


def load(name: str) -> Any:
    """The script `name` as a module of its own, without putting its folder on the path for good."""
    spec = importlib.util.spec_from_file_location(f"argusai_scripts_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    sys.path.insert(0, str(FOLDER))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(FOLDER))
    return module
