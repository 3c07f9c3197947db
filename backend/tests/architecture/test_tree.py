"""What is committed works on any machine, and nothing that can be fetched or built is in it (F1)."""

import re
from functools import cache

import pytest

from tests.support.source import ROOT, tracked_files

pytestmark = pytest.mark.covers("F1")
# Composed, so that this file does not find itself.
_HOSTS = re.compile(
    "|".join((r"registry\." + "npmjs", "py" + r"pi\.org", "python" + "hosted", "deb" + r"\.debian\.org"))
)
_PLACES = re.compile(
    r"(?<![\w.$~}/-])/(?:" + "|".join(("root", "work", "home/" + r"\w+", "Users/" + r"\w+")) + r")(?:/|\b)"
)
_BUILT = {".onnx", ".tflite", ".pt", ".avi", ".mp4", ".mkv", ".whl", ".tgz", ".pyc", ".db", ".so"}
_TOP = {
    ".ci", ".github", ".gitignore", "backend", "docs", "frontend", "scripts", "CHANGELOG.md", "CONTRIBUTING.md",
    "LICENSE", "Makefile", "README.md", "SECURITY.md", "zizmor.yml",
}  # fmt: skip
MOST_BYTES = 600_000


@cache
def _texts() -> dict[str, str]:
    """By path."""
    contents = {str(path.relative_to(ROOT)): path.read_bytes() for path in tracked_files()}
    return {path: content.decode(errors="replace") for path, content in contents.items() if b"\0" not in content[:8000]}


def _places(wanted: re.Pattern[str], *endings: str) -> list[str]:
    """ "path:line" of each line in which it stands, in files whose names end so."""
    return [
        f"{path}:{number}"
        for path, text in _texts().items()
        if path.endswith(endings or "") and wanted.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if wanted.search(line)
    ]


def test_no_registry_host_is_named() -> None:
    # A machine may reach its registries through a mirror: the clients know where, the tree does not.
    assert _places(_HOSTS) == []


def test_no_path_of_one_machine_is_named() -> None:
    assert _places(_PLACES) == []


@pytest.mark.parametrize("line", ["cd /" + "root/x", "open('/" + "home/anna/clip')", "/" + "work/main"])
def test_a_path_of_one_machine_is_found(line: str) -> None:
    assert _PLACES.search(line)


@pytest.mark.parametrize("line", ["https://host/work/x", "$HOME/work", "a/root/b", "~/work"])
def test_other_paths_are_fine(line: str) -> None:
    assert not _PLACES.search(line)


def test_no_weights_footage_or_build_output_is_committed() -> None:
    built = [str(path.relative_to(ROOT)) for path in tracked_files() if path.suffix in _BUILT]
    assert built == []


def test_no_file_is_larger_than_a_picture() -> None:
    large = {str(path.relative_to(ROOT)): path.stat().st_size for path in tracked_files()}
    assert {name: size for name, size in large.items() if size > MOST_BYTES} == {}


def test_the_top_folder_stays_short() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert top - _TOP == set()


def test_no_code_is_left_commented_out_for_later() -> None:
    marks = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X)\b")
    assert _places(marks, ".py", ".ts", ".tsx", ".yml") == []
