"""No password and no key in any log line of the whole suite's run: the search itself works (F32)."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.support.secrets import SECRETS, leaks, secret

pytestmark = pytest.mark.covers("F32")
BACKEND = Path(__file__).parents[3]


@pytest.fixture
def hidden() -> str:
    # Put together here, so that the text stands in no other test's output.
    return secret("-".join(["horse", "staple", "battery"]))


def test_a_secret_in_captured_output_is_found_and_not_shown(hidden: str) -> None:
    found = leaks([("stderr", f"connecting\nsigning in with {hidden}\n")])
    assert found == ["stderr: signing in with [SECRET]"]


def test_a_secret_in_the_log_file_of_a_child_is_found(hidden: str, tmp_path: Path) -> None:
    folder = tmp_path / "child"
    folder.mkdir()
    (folder / "serve.txt").write_text(hidden)
    (folder / "serve.log").write_text(f"ok\npassword {hidden}\n")
    found = leaks([], folder)
    (folder / "serve.log").unlink()
    assert found == ["serve.log: password [SECRET]"]


def test_output_without_secrets_is_clean(hidden: str) -> None:
    assert leaks([("stdout", "horse battery staple")]) == []


def test_short_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 6"):
        secret("key")
    assert "key" not in SECRETS


SUITE = """
import sys
from tests.support.secrets import secret

def test_quiet():
    assert secret("correct-horse")

def test_leaking():
    print("password is", secret("-".join(["battery", "staple"])), file=sys.stderr)

def test_redacted():
    import logging
    logging.getLogger("lib").warning("open rtsp://me:%s@camera/", secret("a-password"))
"""


def test_a_run_whose_programs_log_a_secret_fails(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\naddopts = --import-mode=importlib\n")
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "support").symlink_to(BACKEND / "tests" / "support")
    (tests / "conftest.py").symlink_to(BACKEND / "tests" / "conftest.py")
    (tests / "test_few.py").write_text(textwrap.dedent(SUITE))
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--tb=short"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert "3 passed, 1 error" in run.stdout
    assert "secrets in log lines" in run.stdout
    assert "[SECRET]" in run.stdout
