"""How much memory that was given back the C library holds on to."""

import contextlib
import ctypes

_M_ARENA_MAX = -8
_MOST = 2


def keep_few_heaps() -> None:
    """All threads of this process share two heaps from now on.

    glibc gives threads heaps of their own, up to eight for each core, and each of them keeps what its busiest moment
    took: with a few threads for every camera, a process grows for an hour by memory that nobody uses (`mallopt(3)`).
    glibc only; elsewhere nothing happens."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _MOST)
