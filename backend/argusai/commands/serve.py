"""`argusai serve`: the whole of ArgusAI on one machine."""

import os
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from argusai.app import create_app
from argusai.kit.log import set_up_log
from argusai.settings import load_settings

# An open WebSocket must not hold up the exit.
_GRACE_SECONDS = 2


def main(arguments: list[str]) -> None:
    """Parse `arguments` and serve until SIGINT or SIGTERM. Raises StartError when a setting is wrong."""
    command = typer.Typer(add_completion=False)
    command.command()(serve)
    command(arguments, prog_name="argusai serve")


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; 127.0.0.1 is this machine only.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Add the demo camera, once, if its footage is there.")] = False,
) -> None:
    """Watch the cameras and serve the page."""
    given = {"ARGUSAI_HOST": host, "ARGUSAI_PORT": None if port is None else str(port)}
    environ = {**os.environ, **{name: value for name, value in given.items() if value is not None}}
    settings = load_settings(environ, Path(".env"))
    set_up_log(settings.log_level)
    uvicorn.run(
        create_app(settings, demo=demo),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nothing trusts X-Forwarded-For
        timeout_graceful_shutdown=_GRACE_SECONDS,
        ws_max_size=64 * 1024,
    )
