"""What rules cost: `python -m tests.performance.bench_rules`, from `backend`; run by `make bench`."""

import time
from statistics import median
from uuid import UUID

from argusai.pipeline.notifications.rules.content import Content
from argusai.pipeline.notifications.rules.evaluate import evaluate
from tests.support.ruling import a_rule, node, some_seen

_ROUNDS = 15


def _usual(number: int) -> Content:
    """Nine conditions: who, where, when, how, and one that must not be."""
    return a_rule(
        node(
            "all",
            of=[
                node("labels", any_of=["person", "car", str(number)]),
                node("cameras", any_of=[str(UUID(int=1))]),
                node("any", of=[node("sun", it_is="dark"), node("hours", begins="22:00", ends="06:00")]),
                node("not", of=node("mode", any_of=["home"])),
                node("stayed", seconds=5),
            ],
        )
    )


def measure(count: int) -> float:
    """Milliseconds in which `count` rules look at an event once, all conditions of all; the median."""
    rules, seen = [_usual(number) for number in range(count)], some_seen(mode="away", stayed_seconds=9.0)
    spent = []
    for _ in range(_ROUNDS):
        began = time.thread_time()  # of this thread alone: the machine may be busy
        for rule in rules:
            evaluate(rule, seen)
        spent.append((time.thread_time() - began) * 1000)
    return median(spent)


if __name__ == "__main__":
    for count in (10, 100, 1000):
        print(f"{count} rules look at an event: {measure(count):.2f} ms")
