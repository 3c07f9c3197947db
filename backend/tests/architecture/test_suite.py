"""The suite is as large as the issue asks, and holds the tests that it names (F27)."""

import pytest

from tests.support.source import ROOT, tracked_files

pytestmark = pytest.mark.covers("F27")
LEAST_FILES = 80
TESTS = ROOT / "backend" / "tests"


def _named(name: str) -> list[str]:
    return [path.read_text() for path in tracked_files() if path.name == name and path.is_relative_to(TESTS)]


def test_there_are_enough_test_files() -> None:
    files = {path for path in tracked_files() if path.is_relative_to(TESTS) and path.match("test_*.py")}
    assert len(files) >= LEAST_FILES


@pytest.mark.parametrize("name", ["test_cameras.py", "test_motion_detector.py", "test_cleanup_service.py"])
def test_the_named_file_is_there_and_tests(name: str) -> None:
    assert any("def test_" in text for text in _named(name))


def test_the_named_test_is_there() -> None:
    assert any("def test_list_cameras_empty(" in text for text in _named("test_cameras.py"))
