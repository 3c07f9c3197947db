"""Memory that was given back is not held for each thread."""

import platform
import subprocess
import sys

import pytest

_COUNT = """
import ctypes, tempfile, threading
from argusai.kit.heaps import keep_few_heaps

keep_few_heaps()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.fopen.restype = ctypes.c_void_p, ctypes.c_void_p
all_at_once = threading.Barrier(13)

def take():
    libc.malloc(1000)
    all_at_once.wait()
    all_at_once.wait()

for _ in range(12):
    threading.Thread(target=take, daemon=True).start()
all_at_once.wait()
with tempfile.NamedTemporaryFile("r") as told:
    file = ctypes.c_void_p(libc.fopen(told.name.encode(), b"w"))
    libc.malloc_info(0, file)
    libc.fclose(file)
    print(told.read().count("<heap nr="))
all_at_once.wait()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has heaps for each thread")
def test_a_dozen_threads_share_two_heaps() -> None:
    ran = subprocess.run([sys.executable, "-c", _COUNT], capture_output=True, text=True, check=True)
    assert int(ran.stdout) <= 2
