from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.footage import courtyard, cut, model
from tests.support.server import Server, running_server


@pytest.fixture(scope="session")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds of people in the courtyard."""
    return cut(courtyard(), tmp_path_factory.mktemp("footage") / "visit.mp4", 1, 60)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Events close two seconds after the last activity, so that a test need not wait eight."""
    model()
    with running_server(tmp_path, ASSEMBLY__QUIET_SECONDS="2") as running:
        yield running
