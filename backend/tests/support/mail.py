"""A mail server on 127.0.0.1, with every bad habit; it keeps what it got."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from tests.support.rtsp import free_port


@dataclass
class MailServer:
    """`refuses_recipient`, `answer`: what it says to RCPT and after the mail; "" answers nothing and hangs up.
    `hangs_seconds`: between keeping a mail and saying so."""

    port: int = 0
    password: str = ""
    refuses_recipient: str = ""
    answer: str = "250 OK, kept as 17"
    hangs_seconds: float = 0.0
    got: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]) -> str:
        if self.refuses_recipient:
            return self.refuses_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.got.append(mail)
        await asyncio.sleep(self.hangs_seconds)
        if not self.answer:
            server.transport.abort()
        return self.answer or "250 OK"


@contextmanager
def mail_server(**behaviour: Any) -> Iterator[MailServer]:
    state = MailServer(port=free_port(), **behaviour)
    options: dict[str, Any] = {}
    if state.password:

        def check(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
            fine = isinstance(given, LoginPassword) and given.password.decode() == state.password
            return AuthResult(success=fine, handled=False)

        options = {"authenticator": check, "auth_require_tls": False}
    controller = Controller(state, hostname="127.0.0.1", port=state.port, **options)
    controller.start()
    try:
        yield state
    finally:
        controller.stop()
