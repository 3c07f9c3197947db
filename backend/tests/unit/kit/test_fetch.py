"""The patience with registry clients, and the check of what they bring; and the cache folder."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from argusai.kit.cache import cache_folder, find_cache
from argusai.kit.errors import StartError
from argusai.kit.fetch import FetchFailed, Patience, check_sha256, run_client, sha256_of
from argusai.kit.hold import only_one
from argusai.settings import load_settings

# As npm 11 says it, in fewer words.
REFUSED = "npm error code ECONNREFUSED\n" + "npm error   at somewhere\n" * 20 + "npm error A complete log is in x.log"
HURRY = Patience(waits_seconds=(0.0, 0.0), limit_seconds=30)


def python(code: str) -> list[str | Path]:
    return [sys.executable, "-c", code]


def test_a_client_that_works_at_the_third_try(tmp_path: Path) -> None:
    code = "import pathlib,sys; p=pathlib.Path('n'); p.open('a').write('x'); sys.exit(len(p.read_text()) < 3); "
    assert run_client(python(code), tmp_path, HURRY) == ""
    assert (tmp_path / "n").read_text() == "xxx"


@pytest.mark.covers("F12")
@pytest.mark.parametrize(
    ("complaint", "slug", "said"),
    [
        ("npm error ENOTFOUND registry", "no-network", "connected to the network"),
        ("npm error ENOSPC: no space left on device", "disk-full", "disk is full"),
        (REFUSED, "no-network", "connected to the network"),
        (REFUSED, "no-network", "It said: npm error code ECONNREFUSED .* … .* in x.log$"),
        ("something odd", "failed", "something odd"),
    ],
)
def test_why_it_failed_is_said(tmp_path: Path, complaint: str, slug: str, said: str) -> None:
    with pytest.raises(FetchFailed, match=said) as raised:
        run_client(python(f"import sys; sys.exit({complaint!r})"), tmp_path, HURRY)
    assert raised.value.slug == slug


def test_a_client_that_does_not_speak_utf_8_is_understood(tmp_path: Path) -> None:
    code = "import sys; sys.stderr.buffer.write(b'\\xff\\xfe ENOTFOUND'); sys.exit(1)"
    with pytest.raises(FetchFailed, match="connected to the network"):
        run_client(python(code), tmp_path, HURRY)


def test_a_missing_client_is_named(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="no-such-client is not installed") as raised:
        run_client(["no-such-client"], tmp_path, HURRY)
    assert raised.value.slug == "no-program"


def test_a_client_that_hangs_is_ended_and_watched_meanwhile(tmp_path: Path) -> None:
    looks: list[float] = []
    patience = Patience(waits_seconds=(), limit_seconds=0.5)
    with pytest.raises(FetchFailed, match="too slow") as raised:
        run_client(python("import time; time.sleep(60)"), tmp_path, patience, lambda: looks.append(time.monotonic()))
    assert raised.value.slug == "no-network"
    assert len(looks) >= 2


@pytest.mark.covers("F12")
def test_altered_bytes_are_refused() -> None:
    check_sha256(b"weights", sha256_of(b"weights"), "model.bin")
    with pytest.raises(FetchFailed, match=r"model\.bin is not the file that was checked") as raised:
        check_sha256(b"weighty", sha256_of(b"weights"), "model.bin")
    assert raised.value.slug == "checksum"


def test_where_the_cache_is() -> None:
    assert cache_folder({"ARGUSAI_CACHE_DIR": "/a", "XDG_CACHE_HOME": "/b"}) == Path("/a")
    assert cache_folder({"XDG_CACHE_HOME": "/b"}) == Path("/b/argusai")
    assert cache_folder({}) == Path.home() / ".cache" / "argusai"
    assert cache_folder({"ARGUSAI_CACHE_DIR": "here"}).is_absolute()


@pytest.mark.covers("F12", "F4")
@pytest.mark.parametrize("rest", ["", "DATABASE_URL\n", "never closed = '\n"])
def test_the_cache_is_where_the_env_file_says_whatever_else_stands_there(tmp_path: Path, rest: str) -> None:
    """Else `argusai models install` puts the models where `argusai serve` does not look."""
    file = tmp_path / ".env"
    assert find_cache({"XDG_CACHE_HOME": "/b"}, file) == Path("/b/argusai")
    file.write_text(f"ARGUSAI_CACHE_DIR=/big\n{rest}")
    assert find_cache({"XDG_CACHE_HOME": "/b"}, file) == Path("/big")
    assert find_cache({"ARGUSAI_CACHE_DIR": "/bigger"}, file) == Path("/bigger")
    file.unlink()
    file.mkdir()
    assert find_cache({"XDG_CACHE_HOME": "/b"}, file) == Path("/b/argusai")


@pytest.mark.covers("F4")
def test_who_has_no_home_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in a container under a number that is nobody's."""
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 54_321)
    with pytest.raises(StartError, match=r"ARGUSAI_CACHE_DIR: .* Name the whole path"):
        cache_folder({})
    with pytest.raises(StartError, match=r"ARGUSAI_CACHE_DIR: .*(.|\n)*ARGUSAI_DATA_DIR: .* Name the whole path"):
        load_settings({})
    assert load_settings({"ARGUSAI_DATA_DIR": str(tmp_path), "ARGUSAI_CACHE_DIR": "/c"}).cache_dir == Path("/c")


def test_only_one_at_a_time(tmp_path: Path) -> None:
    inside: list[str] = []

    def second() -> None:
        with only_one(tmp_path / "new" / "lock"):
            inside.append("second")

    with only_one(tmp_path / "new" / "lock"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        inside.append("first")
    thread.join(10)
    assert inside == ["first", "second"]
    assert os.path.exists(tmp_path / "new" / "lock")  # noqa: PTH110  the file stays: removing it would race
