"""Writes docs/reference/api.md from frontend/openapi.json.

usage: python scripts/api_page.py [--check]
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SOURCE, TARGET = ROOT / "frontend" / "openapi.json", ROOT / "docs" / "reference" / "api.md"
HEAD = """# The API

Written from the OpenAPI document by `make api`; `make check` and the tests fail when it is not up to date. A running
ArgusAI shows the full document, with every field, at `/docs`, and serves it at `/openapi.json`.

## Rules

- Everything stands below `/api/v1`, except `/health`, which tells without sign-in whether ArgusAI runs.
- Sign in with `POST /api/v1/session`; the cookie that comes back is the session. Every change (POST, PUT, PATCH,
  DELETE) also needs the header `X-CSRF-Token` with the token that the session told.
- Lists are pages `{"items": […], "next_cursor": "…"}`. Ask for the next one with `?cursor=`; it is null on the last.
- Ids are UUIDs of version 7, which sort by the time they were made. Times are UTC in ISO 8601.
- Errors are `application/problem+json` (RFC 9457). Programs switch on `type`, a stable slug; `detail` tells a person
  what failed and what to do; `fields` names the faulty inputs. 503 comes with `Retry-After`.
- Fields that a request does not know are refused, so that a typing error never passes silently.

## WebSockets

- `/api/v1/live?after=N` sends what changes, as JSON texts. The first is `{"kind": "hello", "cursor": N, "reset": …}`;
  when `reset` is true the page was away too long and should fetch everything anew. Then `{"kind", "cursor", "body"}`:
  keep the last `cursor` and give it as `after` at the next connection. Perishable news, such as a camera's health,
  have no cursor. `{"kind": "beat"}` comes every 20 s.
- `/api/v1/cameras/{camera_id}/live?format=mp4|jpeg|overlay` sends the live picture: first a text that names the
  tracks, then binary messages. With `mp4` the first byte is the number of the track and the rest is fragmented MP4;
  with `jpeg` each message is a picture; with `overlay` each is a text: [what the analysis makes of a
  picture](overlay.md). It closes with 4401 (not signed in), 4404 (no such camera), 1012 (the stream began anew:
  connect again) or 1013 (no picture now: try later).

## Routes
"""
METHODS = ("get", "post", "put", "patch", "delete")


def routes(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(method, path, operation), grouped by path."""
    for path, operations in document["paths"].items():
        for method in METHODS:
            if method in operations:
                yield method.upper(), path, operations[method]


def sections(document: dict[str, Any]) -> dict[str, list[str]]:
    """Rows of a table for each tag."""
    found: dict[str, list[str]] = {}
    for method, path, operation in routes(document):
        tag = operation.get("tags", ["other"])[0]
        said = (operation.get("description") or operation.get("summary", "")).split("\n\n")[0].replace("\n", " ")
        query = ", ".join(f"`{each['name']}`" for each in operation.get("parameters", []) if each["in"] == "query")
        answers = " ".join(operation["responses"])
        found.setdefault(tag, []).append(f"| {method} | `{path}` | {said} | {query} | {answers} |")
    return found


def write(document: dict[str, Any]) -> str:
    lines = [HEAD]
    for tag, rows in sections(document).items():
        lines += [
            f"### {tag.capitalize()}",
            "",
            "| | path | what | query | answers |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    return "\n".join(lines)


def main() -> int:
    text = write(json.loads(SOURCE.read_text()))
    if TARGET.exists() and TARGET.read_text() == text:
        return 0
    if sys.argv[1:] == ["--check"]:
        print("docs/reference/api.md is not what the OpenAPI document says. Run `make api` and commit what changes.")
        return 1
    TARGET.write_text(text)
    print("wrote docs/reference/api.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
