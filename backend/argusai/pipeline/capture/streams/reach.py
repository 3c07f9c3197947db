"""Connects to a camera: looks its name up, refuses what no camera may be (DESIGN 11.7), and checks its certificate."""

import hashlib
import socket
import ssl
from contextlib import closing

from argusai.kit.addresses import allowed
from argusai.pipeline.capture.streams.errors import CertificateRefused, NotAllowed, StreamFailed, UnknownHost

_NO_TLS = (
    "What answers there speaks no TLS that this machine knows. Check the port, or try the address that begins with "
    "rtsp:// or http://."
)
_NO_CAMERA = "This name leads to an address that belongs to no camera. Give the camera's own address."


def dial(host: str, port: int, timeout_seconds: float) -> socket.socket:
    """A connection to the first address of `host` that answers. Raises OSError; UnknownHost for what no name can be;
    NotAllowed when the name leads to a link-local, metadata, multicast or unspecified address: what was typed was
    checked, a name's answer is only now."""
    complaint: OSError = ConnectionRefusedError(f"{host} has no address")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # a part of it is too long, or cannot be written in ASCII
        raise UnknownHost from None
    for family, kind, protocol, _, place in found:
        if not allowed(str(place[0]), loopback=True, private=True):
            raise NotAllowed(_NO_CAMERA)
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(timeout_seconds)
            connection.connect(place)
        except OSError as error:
            connection.close()
            complaint = error
        else:
            return connection
    try:
        raise complaint
    finally:
        del complaint  # which holds this frame, so that each would wait for the garbage collector


def secure(host: str, port: int, timeout_seconds: float, certificate: str = "") -> ssl.SSLSocket:
    """A connection over TLS. `certificate`: SHA-256 of the one that the owner accepted, in hexadecimal; empty: it has
    to be right for `host`, from an authority that this machine trusts. Raises CertificateRefused, which names the
    certificate that was shown, StreamFailed where no TLS is spoken, and OSError."""
    if certificate:
        return _pinned(host, port, timeout_seconds, certificate)
    plain = dial(host, port, timeout_seconds)
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except ssl.SSLCertVerificationError:
        plain.close()
        raise CertificateRefused(certificate=certificate_of(host, port, timeout_seconds)) from None
    except OSError as error:
        plain.close()
        raise _in_words(error) from None


def certificate_of(host: str, port: int, timeout_seconds: float) -> str:
    """SHA-256 of the certificate that is shown there, whoever signed it. Nothing is sent over this connection."""
    with closing(_unverified(host, port, timeout_seconds)) as connection:
        return _fingerprint(connection)


def read_certificate(host: str, port: int, timeout_seconds: float, certificate: str) -> str:
    """The accepted certificate itself, as PEM. Raises CertificateRefused when another one is shown."""
    with closing(_pinned(host, port, timeout_seconds, certificate)) as connection:
        return ssl.DER_cert_to_PEM_cert(connection.getpeercert(binary_form=True) or b"")


def _pinned(host: str, port: int, timeout_seconds: float, certificate: str) -> ssl.SSLSocket:
    connection = _unverified(host, port, timeout_seconds)
    shown = _fingerprint(connection)
    if shown != certificate:
        connection.close()
        raise CertificateRefused(
            "The camera shows another certificate than the one that was accepted. If you renewed it, test the camera "
            "and accept the new one; if not, something may stand between this machine and the camera.",
            certificate=shown,
        )
    return connection


def _unverified(host: str, port: int, timeout_seconds: float) -> ssl.SSLSocket:
    """What follows is sent only after the fingerprint was compared."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    # Cameras make short keys and sign with old hashes; the fingerprint is what is trusted.
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    plain = dial(host, port, timeout_seconds)
    try:
        return context.wrap_socket(plain, server_hostname=host)
    except OSError as error:
        plain.close()
        raise _in_words(error) from None


def _in_words(error: OSError) -> OSError | StreamFailed:
    """The numbers of OpenSSL's own errors are those of quite other ones of the system."""
    return StreamFailed(_NO_TLS) if isinstance(error, ssl.SSLError) else error


def _fingerprint(connection: ssl.SSLSocket) -> str:
    return hashlib.sha256(connection.getpeercert(binary_form=True) or b"").hexdigest()
