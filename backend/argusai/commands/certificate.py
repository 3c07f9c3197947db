"""`argusai certificate`: an own authority for the home, and a certificate by it, for HTTPS and push."""

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from argusai.kit.clock import SystemClock
from argusai.kit.errors import StartError
from argusai.settings import load_settings
from argusai.system.certificates.contract import Identity
from argusai.system.certificates.folder import AuthorityFolder
from argusai.system.certificates.issue import fingerprint, tidy_host

certificate = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Make or renew an own certificate for HTTPS."
)
_Hosts = Annotated[
    list[str] | None,
    typer.Option("--host", help="A name or an address by which devices open ArgusAI; as often as needed."),
]
_NOWHERE = ("192.0.2.1", 9)  # reserved for documents: nothing is sent there, it only chooses the way


def main(arguments: list[str]) -> None:
    """Raises StartError when it cannot be done."""
    try:
        certificate(arguments, prog_name="argusai certificate")
    except OSError as error:
        raise StartError(f"{error.filename or 'A file'} cannot be written: {error.strerror}.") from error


@certificate.command()
def make(
    host: _Hosts = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also when there is one: each device has to install the new authority.")
    ] = False,
) -> None:
    """Make an authority for this house and a certificate by it; without --host for this machine's name and address."""
    folder = _folder()
    hosts = tuple(dict.fromkeys(map(tidy_host, host or _own_names())))
    _say(folder, folder.make(hosts, SystemClock().now(), force=force), "Made")
    typer.echo(_NEXT.format(pair=folder.pair, authority=folder.authority, print=_print(folder)))


@certificate.command()
def renew(host: _Hosts = None) -> None:
    """Make the certificate anew by the same authority, which devices know already; with --host for these hosts. `serve`
    does it by itself 30 days before the end."""
    folder = _folder()
    _say(folder, folder.renew(tuple(map(tidy_host, host or ())), SystemClock().now()), "Renewed")
    typer.echo("An ArgusAI that runs shows it within an hour; nothing has to be installed anew.")


_NEXT = """
1. Let ArgusAI use it. Put these two lines into the file .env in the folder that it is started in:

     ARGUSAI_TLS_CERT={pair.certificate}
     ARGUSAI_TLS_KEY={pair.key}

2. Install the authority once on each device: ArgusAI offers it where one signs in, or copy
     {authority.certificate}
   The guide docs/how-to/use-https.md tells how, for each kind of device.

The fingerprint (SHA-256) of the authority, to compare it with what a device shows:
{print}

Never give {authority.key} away."""


def _say(folder: AuthorityFolder, identity: Identity, done: str) -> None:
    typer.echo(f"{done} a certificate for {', '.join(identity.names)}; it lasts until {identity.ends:%Y-%m-%d}.")


def _print(folder: AuthorityFolder) -> str:
    return fingerprint(folder.authority.certificate.read_bytes())


def _folder() -> AuthorityFolder:
    return AuthorityFolder(load_settings(os.environ, Path(".env")).data_dir / "certificates")


def _own_names() -> list[str]:
    name = socket.gethostname()
    found = [name, *([] if "." in name else [f"{name}.local"])]
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.connect(_NOWHERE)
        found.append(str(way.getsockname()[0]))
    return found
