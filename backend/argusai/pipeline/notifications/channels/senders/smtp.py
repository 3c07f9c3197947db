"""E-mail over SMTP. Nobody can take a mail back, so what may have been accepted is not sent again."""

import asyncio
import contextlib
import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from argusai.kit.outgoing import OutgoingFailed, pin
from argusai.kit.workers import in_own_thread
from argusai.pipeline.notifications.channels.answers import failed_request
from argusai.pipeline.notifications.channels.contract import Fault, Means, Message, SendFailed, Sent
from argusai.pipeline.notifications.channels.kinds import EmailSettings

_SECONDS = 15.0
_SOCKET_SECONDS = 10.0
_PERMANENT = 500


class Channel:
    async def send(self, settings: EmailSettings, message: Message, means: Means) -> Sent:
        try:
            async with asyncio.timeout(_SECONDS):
                pinned = await pin(settings.host, settings.port, means.reach)
        except OutgoingFailed as error:
            raise failed_request(error) from error
        except TimeoutError as error:
            raise SendFailed(f"{settings.host} could not be looked up in time.", "passing") from error
        talk = _Talk(settings, pinned[0])
        try:
            async with asyncio.timeout(_SECONDS):
                return await in_own_thread("smtp", lambda: talk.run(write_mail(settings, message)))
        except TimeoutError as error:
            talk.abort()
            late = f"{settings.host} did not finish within {_SECONDS:g} seconds."
            raise SendFailed(late, "passing", perhaps_received=talk.perhaps_received) from error


def write_mail(settings: EmailSettings, message: Message) -> EmailMessage:
    mail = EmailMessage()
    subject = f"{'Urgent: ' if message.urgent else ''}{message.title}: {message.text}"
    mail["Subject"] = " ".join(subject.split())[:200]  # a header is one line, whatever the words hold
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.recipients)
    mail["Date"] = format_datetime(message.sent_at)
    mail["Message-ID"] = f"<{message.key.replace(':', '.')}@argusai.invalid>"
    happened = f"{message.happened_at.astimezone(ZoneInfo(message.zone)):%Y-%m-%d %H:%M:%S} ({message.zone})"
    mail.set_content("\n".join(filter(None, [message.text, "", f"{message.title}, {happened}", message.link])))
    if message.picture:
        mail.add_attachment(message.picture.content, maintype="image", subtype="jpeg", filename=message.picture.name)
    return mail


class _Talk:
    """One conversation, in a thread of its own."""

    def __init__(self, settings: EmailSettings, pinned: str) -> None:
        self._settings = settings
        self._pinned = pinned
        self._smtp: smtplib.SMTP | None = None
        self.perhaps_received = False

    def abort(self) -> None:
        """From another thread: whatever it waits for ends."""
        if self._smtp is not None and self._smtp.sock is not None:
            with contextlib.suppress(OSError):
                self._smtp.sock.shutdown(socket.SHUT_RDWR)

    def run(self, mail: EmailMessage) -> Sent:
        host = self._settings.host
        try:
            return self._send(mail)
        except smtplib.SMTPAuthenticationError as error:
            raise SendFailed(f"{host} refused name or password{_said(error)}.", "lasting") from error
        except smtplib.SMTPNotSupportedError as error:
            raise SendFailed(f"{host} does not offer what is set here: {error}.", "lasting") from error
        except smtplib.SMTPResponseException as error:
            fault: Fault = "lasting" if error.smtp_code >= _PERMANENT else "passing"
            raise SendFailed(f"{host} refused it{_said(error)}.", fault) from error
        except ssl.SSLCertVerificationError as error:
            raise SendFailed(f"{host} could not prove who it is: {error.verify_message}.", "lasting") from error
        except ssl.SSLError as error:
            raise SendFailed(f"{host} speaks no TLS at port {self._settings.port}.", "lasting") from error
        except (smtplib.SMTPException, OSError, ValueError) as error:
            lost = f"The connection to {host}, port {self._settings.port}, failed."
            raise SendFailed(lost, "passing", perhaps_received=self.perhaps_received) from error

    def _send(self, mail: EmailMessage) -> Sent:
        settings = self._settings
        context = None if settings.tls == "none" else ssl.create_default_context()
        smtp = self._smtp = _Pinned(settings.host, self._pinned, context if settings.tls == "tls" else None)
        try:
            smtp.open(settings.port)
            smtp.ehlo()
            if settings.tls == "starttls":
                smtp.starttls(context=context)
                smtp.ehlo()
            if settings.username:
                smtp.login(settings.username, settings.password or "")
            self._address(smtp)
            self.perhaps_received = True
            code, said = smtp.data(mail.as_bytes(policy=mail.policy.clone(linesep="\r\n")))
            self.perhaps_received = False
            if code != 250:
                raise smtplib.SMTPDataError(code, said)
            return Sent(receipt={"said": said.decode(errors="replace")[:200]})
        finally:
            smtp.close()

    def _address(self, smtp: smtplib.SMTP) -> None:
        _agreed(smtp.mail(self._settings.sender))
        for recipient in self._settings.recipients:
            _agreed(smtp.rcpt(recipient))


def _agreed(answer: tuple[int, bytes]) -> None:
    if answer[0] not in {250, 251}:
        raise smtplib.SMTPResponseException(*answer)


class _Pinned(smtplib.SMTP):
    """Connects to the address that was judged, while certificates are checked for the name. `context`: TLS from the
    first byte on."""

    def __init__(self, host: str, pinned: str, context: ssl.SSLContext | None) -> None:
        super().__init__(timeout=_SOCKET_SECONDS)
        self._host = host  # by this name starttls checks the certificate
        self._pinned = pinned
        self._context = context

    def open(self, port: int) -> None:
        code, said = self.connect(self._host, port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)

    def _get_socket(self, _host: str, port: int, timeout: float) -> socket.socket:
        plain = socket.create_connection((self._pinned, port), timeout)
        return self._context.wrap_socket(plain, server_hostname=self._host) if self._context else plain


def _said(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else str(error.smtp_error)
    return f": {error.smtp_code} {' '.join(said.split())[:200]}"
