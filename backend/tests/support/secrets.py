"""The secrets that tests use, and the search for them in everything the suite's programs log."""

from collections.abc import Iterable
from pathlib import Path

# Shorter texts turn up by chance.
_SHORTEST = 6
SECRETS: set[str] = set()


def secret(text: str) -> str:
    """`text`, from now on a secret: a test that logs it anywhere fails. Use it for passwords, keys and tokens."""
    if len(text) < _SHORTEST:
        raise ValueError(f"a secret of the tests has at least {_SHORTEST} characters, or it turns up by chance")
    SECRETS.add(text)
    return text


def leaks(output: Iterable[tuple[str, str]], logs: Path | None = None) -> list[str]:
    """Where a secret appears: names from `output` (name, text), and `*.log` files below `logs`. The lines are shown
    with the secret taken out."""
    found = []
    for name, text in [*output, *_log_files(logs)]:
        for line in text.splitlines():
            for hidden in SECRETS:
                if hidden in line:
                    found.append(f"{name}: {line.replace(hidden, '[SECRET]')}")
    return found


def _log_files(folder: Path | None) -> Iterable[tuple[str, str]]:
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.rglob("*.log")):
        if path.is_file():
            yield path.name, path.read_text(errors="replace")
