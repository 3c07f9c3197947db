"""The certificate that browsers are shown: checked at the start, renewed before its end, taken anew when it changed."""

import socket
import ssl
from contextlib import suppress
from pathlib import Path

from argusai.kit.clock import Clock
from argusai.kit.log import get_log
from argusai.system.certificates.contract import CertificateFault, Identity, Issued, Pair
from argusai.system.certificates.folder import is_due, own_folder
from argusai.system.certificates.judge import check_host, judge, read_identity

LOOK_SECONDS = 3600
_log = get_log("certificates")


def pair_of(certificate: Path | None, key: Path | None) -> Pair | None:
    """None: plain HTTP. Raises CertificateFault when one of the two was not given."""
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        missing = "--tls-key (or ARGUSAI_TLS_KEY)" if key is None else "--tls-cert (or ARGUSAI_TLS_CERT)"
        raise CertificateFault(f"HTTPS needs a certificate and its key: {missing} is missing.")
    return Pair(certificate, key)


class ServedCertificate:
    """`host`: where ArgusAI listens. Raises CertificateFault unless browsers can take it there. Blocking."""

    def __init__(self, pair: Pair, host: str, clock: Clock) -> None:
        self._pair = pair
        self._clock = clock
        self._own = own_folder(pair.certificate)
        self._told = ""
        issued = _read(pair)
        with suppress(CertificateFault, OSError):  # if it has ended, that is said below
            if self._renew_if_due(read_identity(pair, issued.certificate)):
                issued = _read(pair)
        self.identity = judge(pair, issued, clock.now())
        check_host(self.identity, host, _look_up)
        self._loaded = issued
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._load()

    def look_again(self) -> None:
        """Renew what is ours and due; take what somebody else renewed. Connections that are open stay as they are. A
        fault is logged once, and what was taken before goes on."""
        try:
            with suppress(CertificateFault, OSError):  # said below, unless renewing mends it
                self._take()  # first: it may have been renewed where this program may not write
            self._renew_if_due(self.identity)
            self._take()
            self._told = ""
        except (CertificateFault, OSError) as error:
            if str(error) != self._told:
                self._told = str(error)
                _log.warning("the certificate was not renewed", reason=str(error), until=self.identity.ends.isoformat())

    def _take(self) -> None:
        issued = _read(self._pair)
        if issued == self._loaded:
            return
        self.identity = judge(self._pair, issued, self._clock.now())
        self._load()
        self._loaded = issued
        _log.info("a new certificate is shown", until=self.identity.ends.isoformat())

    def _renew_if_due(self, identity: Identity) -> bool:
        if not is_due(identity, self._clock.now()) or not self._own.owns(self._pair):
            return False
        self._own.renew((), self._clock.now())
        return True

    def _load(self) -> None:
        try:
            for context in (ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), self.context):  # first where nothing can break
                context.load_cert_chain(self._pair.certificate, self._pair.key, password="")  # never ask a terminal
        except ssl.SSLError as error:
            raise CertificateFault(
                f"The certificate {self._pair.certificate} cannot be used for HTTPS: {error.reason or error}."
            ) from error


def _read(pair: Pair) -> Issued:
    return Issued(_content(pair.certificate), _content(pair.key))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CertificateFault(f"The file {path} cannot be read: {error.strerror}.") from error


def _look_up(name: str) -> set[str]:
    """The addresses that a name leads to; none when it is unknown."""
    with suppress(OSError, UnicodeError):
        return {str(found[4][0]) for found in socket.getaddrinfo(name, None)}
    return set()
