"""A child that speaks over a link. `python -m tests.support.link_child FD MODE`; MODE says what it does."""

import sys
import threading
import time

from argusai.kit.link import ChildLink, Message


def main() -> None:
    fd, mode = int(sys.argv[1]), sys.argv[2]
    orders: list[Message] = []
    heard = threading.Event()
    link = ChildLink(fd, window=4)

    def on_message(message: Message) -> None:
        orders.append(message)
        heard.set()

    link.start(on_message)
    if mode == "echo":
        while heard.wait():
            heard.clear()
            while orders:
                message = orders.pop(0)
                link.send(message.head, message.body)
    elif mode == "deliver":
        for number in range(2000):
            link.deliver({"n": number}, b"x" * 10_000)
        link.send({"settled": link.settle(10)})
        threading.Event().wait()
    elif mode == "offer":
        sent = sum(link.offer({"n": number}, b"x" * 100_000) for number in range(200))
        link.deliver({"sent": sent})
        threading.Event().wait()
    elif mode == "beat":
        while True:
            link.beat()
            time.sleep(0.05)


if __name__ == "__main__":
    main()
