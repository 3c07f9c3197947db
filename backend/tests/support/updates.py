"""A client of the live updates, as a browser is one."""

import json
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

import httpx
from websockets.sync.client import ClientConnection, connect

from argusai.accounts.contract import COOKIE


class UpdateReader:
    """Use it as `with`. `after`: the cursor to resume from."""

    def __init__(self, url: str, client: httpx.Client, after: int | None = None) -> None:
        query = "" if after is None else f"?after={after}"
        self._address = f"{url.replace('http', 'ws', 1)}/api/v1/live{query}"
        self._headers = {"Cookie": f"{COOKIE}={client.cookies[COOKIE]}", "Origin": url}
        self._stack = ExitStack()
        self._socket: ClientConnection | None = None
        self.seen: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        self._socket = self._stack.enter_context(
            connect(self._address, additional_headers=self._headers, open_timeout=60)
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def was_reset(self) -> bool:
        return any(update["kind"] == "hello" and update["reset"] for update in self.seen)

    def wait_for(self, kind: str, timeout_seconds: float = 60, **body: Any) -> dict[str, Any]:
        """The next update of `kind` whose body holds `body`. Raises TimeoutError after so long a silence."""
        assert self._socket is not None
        while True:
            update: dict[str, Any] = json.loads(self._socket.recv(timeout_seconds))
            self.seen.append(update)
            if update["kind"] == kind and body.items() <= update.get("body", {}).items():
                return update
