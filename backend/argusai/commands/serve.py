"""`argusai serve`: the whole of ArgusAI on one machine."""

import asyncio
import errno
import os
import resource
import socket
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn

from argusai.app import create_app
from argusai.commands.http_heads import BoundedHeads
from argusai.commands.tls_door import let_in
from argusai.flow.house import House
from argusai.kit.clock import SystemClock
from argusai.kit.errors import StartError
from argusai.kit.heaps import keep_few_heaps
from argusai.kit.log import set_up_log
from argusai.settings import load_settings
from argusai.system.certificates.judge import covers
from argusai.system.certificates.served import LOOK_SECONDS, ServedCertificate, pair_of

# Its own set-up of the log would pass by ours, which takes secrets out.
_QUIET: dict[str, Any] = {"log_config": None, "log_level": "warning", "access_log": False, "server_header": False}
# An open WebSocket must not hold up the exit.
_GRACE_SECONDS = 2
_LOOK_TICKS = LOOK_SECONDS * 10
_MOST_FILES = 8192
_WAITING = 128  # connections that wait for their turn
_EVERYWHERE = frozenset({"127.0.0.1", "0.0.0.0", "::", "::1", "localhost"})  # noqa: S104 - compared, not bound


def main(arguments: list[str]) -> None:
    """Parse `arguments` and serve until SIGINT or SIGTERM. Raises StartError when a setting is wrong."""
    command = typer.Typer(add_completion=False)
    command.command()(serve)
    command(arguments, prog_name="argusai serve")


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; 127.0.0.1 is this machine only.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0: any that is free.")] = None,
    tls_cert: Annotated[
        Path | None, typer.Option("--tls-cert", metavar="FILE", help="Certificate for HTTPS (PEM); with --tls-key.")
    ] = None,
    tls_key: Annotated[Path | None, typer.Option("--tls-key", metavar="FILE", help="Its key (PEM).")] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Add the demo camera, if its footage is there and it was not deleted.")
    ] = False,
    new_key: Annotated[
        bool, typer.Option("--new-key", help="Go on with another ENCRYPTION_KEY: the old one is lost.")
    ] = False,
) -> None:
    """Watch the cameras and serve the page."""
    given = {
        "ARGUSAI_HOST": host,
        "ARGUSAI_PORT": None if port is None else str(port),
        "ARGUSAI_TLS_CERT": None if tls_cert is None else str(tls_cert),
        "ARGUSAI_TLS_KEY": None if tls_key is None else str(tls_key),
    }
    environ = {**os.environ, **{name: value for name, value in given.items() if value is not None}}
    settings = load_settings(environ, Path(".env"))
    set_up_log(settings.log_level)
    keep_few_heaps()
    pair = pair_of(settings.tls_cert, settings.tls_key)
    served = None if pair is None else ServedCertificate(pair, settings.host, SystemClock())
    app = create_app(settings, demo=demo)
    house: House = app.state.house
    _allow_connections()
    with _listen(settings.host, settings.port) as listening:
        house.ground.prepare(new_key=new_key)
        config = uvicorn.Config(
            app,
            **_QUIET,
            http=BoundedHeads,
            proxy_headers=False,  # nothing trusts X-Forwarded-For
            timeout_graceful_shutdown=_GRACE_SECONDS,
            ws_max_size=64 * 1024,
        )
        _run(Server(config, house, settings.host, served), house, listening)


def _allow_connections() -> None:
    """Each connection is an open file, and a usual shell allows a thousand."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if most == resource.RLIM_INFINITY else min(most, _MOST_FILES)
    if allowed < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _run(server: "Server", house: House, listening: socket.socket) -> None:
    """Raises StartError when a part of the house fell, also while it was still starting."""
    try:
        server.run(sockets=[listening])
    except SystemExit:
        if house.pulses.fault is None:
            raise
        server.fell = True
    if server.fell:
        raise StartError(_fallen(house.pulses.fault))


class Server(uvicorn.Server):
    """Says that it is ready once it really answers."""

    def __init__(
        self, config: uvicorn.Config, house: House, host: str, served: ServedCertificate | None = None
    ) -> None:
        super().__init__(config)
        self._house = house
        self._host = host
        self._served = served
        self.fell = False
        self._letting_in: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets if self._served is None else [])
        if self.started and sockets:
            if self._served is not None:
                door = let_in(sockets[0], self._served.context, self.server_state.connections, self._speak)
                self._letting_in = asyncio.create_task(door, name="let in")
            self._announce(sockets[0].getsockname()[1])

    def _speak(self) -> BoundedHeads:
        return BoundedHeads(self.config, self.server_state, self.lifespan.state)

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second. True ends the program; so does a part of the house that fell: half of it tells nobody."""
        shut = self._letting_in is not None and self._letting_in.done()
        self.fell = shut or self._house.pulses.fault is not None or getattr(self.lifespan, "error_occurred", False)
        if self._served is not None and counter % _LOOK_TICKS == _LOOK_TICKS - 1:
            await asyncio.to_thread(self._served.look_again)
        return self.fell or await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Once everything has ended, a person at the terminal hears so; of what fell there is more to say."""
        if self._letting_in is not None:
            self._letting_in.cancel()
        await super().shutdown(sockets)
        if not self.fell:
            print("Stopped.", file=sys.stderr, flush=True)

    def _announce(self, port: int) -> None:
        """For the person at the terminal; not log lines, so that the code stands in no log."""
        scheme = "http" if self._served is None else "https"
        print(f"ArgusAI is ready: {scheme}://{self._shown()}:{port}/", file=sys.stderr, flush=True)
        if code := self._house.accounts.first_run_code:
            said = f"To set it up from another machine, or through a proxy, you need the one-time code {code}"
            print(said, file=sys.stderr, flush=True)

    def _shown(self) -> str:
        """By which name to open it: one that the certificate bears, if there is one."""
        host = "localhost" if self._host in _EVERYWHERE else self._host
        if self._served is not None and not covers(self._served.identity.names, host):
            host = next((name for name in self._served.identity.names if "*" not in name), host)
        return f"[{host}]" if ":" in host else host


def _fallen(fault: BaseException | None) -> str:
    """What is in the words of others stands in the log alone, where secrets are taken out."""
    while isinstance(fault, BaseExceptionGroup):  # of loops that run beside each other
        fault = fault.exceptions[0]
    if isinstance(fault, StartError):
        return str(fault)
    reason = "" if fault is None else f" ({type(fault).__name__})"
    return f"A part of ArgusAI failed{reason}, so all of it has stopped. Start it again; the log above says why."


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises StartError when the address cannot be had."""
    try:
        [family, kind, protocol, _, address] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, ValueError) as error:  # ValueError: no name of a machine, such as “a..b”
        raise StartError(
            f"“{host}” is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for every network."
        ) from error
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise StartError(
                f"Port {port} is in use by another program. Stop that one, or choose another port with --port."
            ) from error
        raise StartError(f"ArgusAI cannot listen on {host}, port {port}: {error.strerror}.") from error
    return listening
