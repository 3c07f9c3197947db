"""The certificates by which the broker and we prove who we are."""

import ssl
import tempfile
from pathlib import Path
from typing import Any

from argusai.bridges.homeassistant.contract import Broker


class BadCertificate(Exception):
    """`field`: which of them. The message says what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class TlsFor(ssl.SSLContext):
    """Asks for the name that the owner wrote, although the connection goes to an address that was looked up before."""

    asked_for = ""
    _wrapped: ssl.SSLSocket | None = None

    def wrap_socket(self, *arguments: Any, **named: Any) -> ssl.SSLSocket:
        named["server_hostname"] = self.asked_for
        self._wrapped = super().wrap_socket(*arguments, **named)
        return self._wrapped

    def abandon(self) -> None:
        """Closes what a broken greeting left open: the library does not."""
        if self._wrapped is not None:
            self._wrapped.close()


def make_context(broker: Broker) -> TlsFor:
    """Reads files. Raises BadCertificate."""
    context = TlsFor(ssl.PROTOCOL_TLS_CLIENT)
    context.asked_for = broker.host
    if broker.authority:
        try:
            # Such files may hold remarks in any language beside the certificates.
            context.load_verify_locations(cadata=broker.authority.encode("ascii", "replace").decode())
        except (ssl.SSLError, ValueError) as error:
            raise BadCertificate("authority", "This is no certificate in PEM form") from error
    else:
        context.load_default_certs()
    if broker.certificate or broker.key:
        _load_ours(context, broker)
    return context


def _load_ours(context: ssl.SSLContext, broker: Broker) -> None:
    # The library takes files only; they are there for a moment, for this account alone.
    with tempfile.TemporaryDirectory(prefix="argusai-") as folder:
        certificate, key = Path(folder, "certificate.pem"), Path(folder, "key.pem")
        for file, text in ((certificate, broker.certificate), (key, broker.key)):
            file.touch(mode=0o600)
            file.write_text(text)
        try:
            # Without a password it would ask at the terminal for that of an encrypted key.
            context.load_cert_chain(certificate, key, password=lambda: b"")
        except (ssl.SSLError, ValueError, OSError) as error:
            wrong = "Certificate and key are not both in PEM form, do not fit together, or the key has a password"
            raise BadCertificate("certificate", wrong) from error
