import asyncio
import threading

from argusai.kit.workers import Workers


async def test_no_more_than_the_named_number_runs_at_once() -> None:
    workers = Workers("images", threads=2)
    running, most, lock, gate = 0, 0, threading.Lock(), threading.Event()

    def work(number: int) -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            if most == 2:
                gate.set()
        gate.wait(5)
        with lock:
            running -= 1
        return number

    assert await asyncio.gather(*(workers.run(work, number) for number in range(6))) == list(range(6))
    assert most == 2
    workers.close()
