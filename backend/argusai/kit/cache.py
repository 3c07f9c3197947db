"""The folder for what can be had again: models and demo footage, shared by every checkout and data folder."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from argusai.kit.env_file import read_env_file
from argusai.kit.environment import Faults, read_path
from argusai.kit.errors import StartError

_VARIABLE = "ARGUSAI_CACHE_DIR"


def cache_folder(environment: Mapping[str, str]) -> Path:
    """`ARGUSAI_CACHE_DIR`, else `argusai` in the user's cache folder. Not made here. Raises StartError when it is no
    path."""
    faults = Faults()
    folder = cache_setting(environment, faults)
    faults.raise_if_any()
    return folder


def cache_setting(given: Mapping[str, str], faults: Faults) -> Path:
    """As `cache_folder`; what is wrong goes to `faults`."""
    if own := given.get(_VARIABLE, "").strip():
        return read_path(own, _VARIABLE, faults)
    shared = given.get("XDG_CACHE_HOME")
    return read_path(Path(shared or "~/.cache") / "argusai", _VARIABLE, faults)


def find_cache(environment: Mapping[str, str], env_file: Path) -> Path:
    """As `serve` finds it, for commands that need no other setting: what else stands in `env_file`, or that it is none
    of ours, does not matter. Raises StartError when it is no path."""
    from_file: dict[str, str] = {}
    with suppress(StartError):
        from_file = read_env_file(env_file, (), Faults())
    return cache_folder({**from_file, **environment})
