"""Serves the built user interface: files as they are, and its one page for every address that is no file."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

from argusai.kit.asgi import App, Receive, Scope, Send

_FOR_A_YEAR = "public, max-age=31536000, immutable"
_NOT_BUILT = (
    "The page of ArgusAI is not built yet. Run `make run`, or `npm ci && npm run build` in the folder `frontend`, "
    "and load this page again.\n"
)


class _Files(StaticFiles):
    """Names under /assets carry a hash of their content, so they never change; the rest is asked for again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.startswith("assets/"):
                raise
            response = await super().get_response("index.html", scope)
        hashed = path.startswith("assets/") and response.status_code < 400
        response.headers["cache-control"] = _FOR_A_YEAR if hashed else "no-cache"
        response.headers["accept-ranges"] = "none"
        return response


class Pages:
    """An ASGI application for GET and HEAD, which gives files whole. `folder`: what the build wrote; without it a plain
    text says what to do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: App = GZipMiddleware(_Files(directory=folder, check_dir=False), minimum_size=1024)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        app = self._files if (self._folder / "index.html").is_file() else PlainTextResponse(_NOT_BUILT, 503)
        # A part of a page is of no use to anybody, and senseless wishes for one would be refused in words that are not
        # ours.
        headers = [(name, value) for name, value in scope["headers"] if name.lower() != b"range"]
        await app({**scope, "headers": headers, "root_path": "", "app_root_path": ""}, receive, send)
