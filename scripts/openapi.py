"""Writes the API's description for the page, without starting a server.

usage: python scripts/openapi.py           write frontend/openapi.json
       python scripts/openapi.py --check   only say whether it is up to date (exit code 1 when it is not)
"""

import json
import sys
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet

from argusai.app import create_app
from argusai.settings import load_settings

TARGET = Path(__file__).parents[1] / "frontend" / "openapi.json"


def describe() -> str:
    """The OpenAPI document as text, the same at every call."""
    with tempfile.TemporaryDirectory() as folder:
        given = {"ARGUSAI_DATA_DIR": folder, "ENCRYPTION_KEY": Fernet.generate_key().decode()}
        settings = load_settings(given, Path(folder) / ".env")
        # One space: with more it would be larger than any file of ours may be.
        return json.dumps(create_app(settings).openapi(), indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    text = describe()
    current = TARGET.read_text() if TARGET.exists() else ""
    if text == current:
        return 0
    if sys.argv[1:] == ["--check"]:
        print("frontend/openapi.json is not what the API says now. Run `make api` and commit what changes.")
        return 1
    TARGET.write_text(text)
    print("wrote frontend/openapi.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
