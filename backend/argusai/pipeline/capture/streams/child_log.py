"""What a capture process says on its standard error, passed on to our log."""

from asyncio.subprocess import Process

from argusai.kit.log import get_log, pass_on

_log = get_log("capture.streams")


async def pass_on_log(child: Process) -> None:
    """The child's own lines are redacted already; what libraries print is not."""
    assert child.stderr is not None  # noqa: S101 - it is a pipe
    while True:
        try:
            line = await child.stderr.readline()
        except ValueError:  # A line longer than the reader's limit: the rest of it comes as the next.
            continue
        if not line:
            return
        pass_on(_log, line.decode(errors="replace").rstrip(), pid=child.pid)
