"""argusai serve | analyze | models | users | config | …: picks the command and loads only what that command needs."""

import gc
import signal
import sys
from importlib import import_module
from types import ModuleType

from argusai import __version__
from argusai.kit.errors import StartError
from argusai.kit.outputs import ready_outputs

# Each is a module of `argusai.commands`, loaded on use: a capture process must not pay for the web, or the reverse.
COMMANDS = {
    "serve": "watch the cameras and serve the page",
    "analyze": "list the events in a video file",
    "evaluate": "score what is found in labelled clips",
    "eval": "score what describers say of labelled scenes",
    "models": "install or list the models",
    "users": "list people, or set a forgotten password anew",
    "config": "write the configuration to a file, or read it back",
    "certificate": "make or renew an own certificate for HTTPS",
    "demo": "prepare the demo footage",
}
_INTERNAL = {"capture-child", "sent-child"}  # started by ArgusAI itself
_PRINT_NOTHING = {"serve", *_INTERNAL}


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 it failed (said on standard error), 2 bad usage, 130
    Ctrl-C."""
    given = sys.argv[1:] if arguments is None else arguments
    name = given[0] if given else "--help"
    if not ready_outputs() and name not in _PRINT_NOTHING:
        print("argusai: standard output is closed, so what it finds would be lost", file=sys.stderr)
        sys.exit(1)
    if name in {"-h", "--help"}:
        print(_usage())
        sys.exit(0 if given else 2)
    if name == "--version":
        print(f"argusai {__version__}")
        sys.exit(0)
    if name not in COMMANDS and name not in _INTERNAL:
        print(f"argusai: there is no command “{name}”\n\n{_usage()}", file=sys.stderr)
        sys.exit(2)
    if name in _INTERNAL:  # Ctrl-C reaches the whole group, also while this loads; the parent decides
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _load(name).main(given[1:])
    except StartError as error:
        print(f"argusai: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:  # before the command could see to it, or one that has nothing to put in order
        print("Stopped.", file=sys.stderr)
        sys.exit(128 + signal.SIGINT)


def _load(name: str) -> ModuleType:
    """Nothing that an import makes is garbage: not looking for any spares a seventh of the start, and later looks
    leave it out."""
    gc.disable()
    try:
        return import_module(f"argusai.commands.{name.replace('-', '_')}")
    finally:
        gc.freeze()
        gc.enable()


def _usage() -> str:
    lines = [f"  {name:<11} {summary}" for name, summary in COMMANDS.items()]
    return "\n".join(["usage: argusai COMMAND …", "", *lines, "", "argusai COMMAND --help tells more."])
