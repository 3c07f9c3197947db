"""A Bot API server on 127.0.0.1: one chat, whose messages can be read as a person would see them."""

import http.server
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class Chat:
    """`shown`: number of the message → what it says. `says`: how the next calls are refused."""

    port: int = 0
    token: str = "12345:abcdefghijkl"
    shown: dict[int, str] = field(default_factory=dict)
    pictures: dict[int, bytes] = field(default_factory=dict)
    says: list[dict[str, Any]] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, Any]:
        return {"kind": "telegram", "token": self.token, "chat": "7", "server": f"http://127.0.0.1:{self.port}"}

    def call(self, token: str, method: str, fields: dict[str, Any]) -> dict[str, Any]:
        if self.says:
            return self.says.pop(0)
        if token != self.token:
            return {"ok": False, "error_code": 401, "description": "Unauthorized"}
        words = str(fields.get("text") or fields.get("caption") or "")
        if not method.startswith("edit"):
            number = len(self.shown) + 1
            self.pictures.update({number: fields["photo"]} if "photo" in fields else {})
        else:
            number = int(fields["message_id"])
            if self.shown.get(number) == words:
                return {"ok": False, "error_code": 400, "description": "Bad Request: message is not modified"}
        self.shown[number] = words
        return {"ok": True, "result": {"message_id": number}}


@contextmanager
def bot_server() -> Iterator[Chat]:
    chat = Chat()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(chat))
    chat.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(chat: Chat) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            found = re.fullmatch(r"/bot([^/]+)/(\w+)", self.path)
            assert found is not None
            body = self.rfile.read(int(self.headers["content-length"]))
            answer = chat.call(found[1], found[2], _fields(self.headers["content-type"], body))
            written = json.dumps(answer).encode()
            self.send_response(200 if answer["ok"] else int(answer["error_code"]))
            self.send_header("content-length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

    return Handler


def _fields(kind: str, body: bytes) -> dict[str, Any]:
    if not kind.startswith("multipart/"):
        fields: dict[str, Any] = json.loads(body)
        return fields
    form = message_from_bytes(f"content-type: {kind}\r\n\r\n".encode() + body, policy=policy.HTTP)
    parts = (
        [part for part in form.iter_parts() if isinstance(part, EmailMessage)] if isinstance(form, EmailMessage) else []
    )
    named = {str(part.get_param("name", header="content-disposition")): part for part in parts}
    return {
        name: part.get_payload(decode=True) if name == "photo" else str(part.get_payload()).strip()
        for name, part in named.items()
    }
