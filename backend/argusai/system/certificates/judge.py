"""Whether a certificate can serve: each fault in one sentence for a person."""

import ipaddress
from collections.abc import Callable
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

from argusai.system.certificates.contract import CertificateFault, Identity, Issued, Pair

# Listening there is no name that anybody opens.
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_SHOWN = 5  # names in a sentence
Resolve = Callable[[str], set[str]]


def judge(pair: Pair, issued: Issued, now: datetime) -> Identity:
    """What the certificate says whose two files hold `issued`. Raises CertificateFault unless the key is its own, it is
    valid `now`, and it names a host."""
    identity, key = read_identity(pair, issued.certificate), _key(pair, issued.key)
    if _spki(_certificate(pair, issued.certificate).public_key()) != _spki(key.public_key()):
        raise CertificateFault(
            f"The key {pair.key} does not belong to the certificate {pair.certificate}. Give the two that were made "
            "together."
        )
    if now >= identity.ends:
        raise CertificateFault(
            f"The certificate {pair.certificate} ended on {identity.ends:%Y-%m-%d}. Renew it; one of an own authority "
            "with: argusai certificate renew"
        )
    if now < identity.begins:
        raise CertificateFault(
            f"The certificate {pair.certificate} is valid only from {identity.begins:%Y-%m-%d %H:%M} UTC. Check the "
            "clock of this machine."
        )
    if not identity.names:
        raise CertificateFault(
            f"The certificate {pair.certificate} names no host, so no browser takes it. It needs its hosts as "
            "subjectAltName."
        )
    return identity


def read_identity(pair: Pair, certificate: bytes) -> Identity:
    """Also of one that has ended. Raises CertificateFault when it is none."""
    written = _certificate(pair, certificate)
    return Identity(_names(written), written.not_valid_before_utc, written.not_valid_after_utc)


def check_host(identity: Identity, host: str, resolve: Resolve) -> None:
    """Raises CertificateFault when ArgusAI listens on `host` and nobody can get there by a name of the certificate."""
    wanted = host.strip("[]").lower()
    if wanted in EVERYWHERE or covers(identity.names, wanted):
        return
    if wanted in _HERE and any(covers(identity.names, each) for each in _HERE):
        return
    if any(wanted in resolve(name) for name in identity.names if "*" not in name and not _address(name)):
        return
    shown = ", ".join(identity.names[:_SHOWN]) + (" …" if len(identity.names) > _SHOWN else "")
    raise CertificateFault(
        f"The certificate is for {shown}, and ArgusAI listens on {host}: browsers would refuse it. Get one for {host}, "
        "or listen where these names lead to (--host; 0.0.0.0 is every network)."
    )


def covers(names: tuple[str, ...], host: str) -> bool:
    """As browsers read it: a star stands for one label, and addresses have to be there as such."""
    if address := _address(host):
        return str(address) in names
    rest = host.partition(".")[2]
    return host in names or ("." in rest and f"*.{rest}" in names)


def _names(written: x509.Certificate) -> tuple[str, ...]:
    try:
        found = written.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return ()
    hosts = [name.lower() for name in found.get_values_for_type(x509.DNSName)]
    return (*hosts, *map(str, found.get_values_for_type(x509.IPAddress)))


def _certificate(pair: Pair, pem: bytes) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificates(pem)[0]
    except ValueError as error:
        swapped = b"PRIVATE KEY-----" in pem
        raise CertificateFault(
            f"The file {pair.certificate} holds a key. Give the certificate with --tls-cert, the key with --tls-key."
            if swapped
            else f"The file {pair.certificate} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)."
        ) from error


def _key(pair: Pair, pem: bytes) -> PrivateKeyTypes:
    try:
        return serialization.load_pem_private_key(pem, password=None)
    except TypeError as error:
        raise CertificateFault(
            f"The key {pair.key} is encrypted with a passphrase, which nobody could type at a start. Write it without: "
            "openssl pkey -in <key> -out <new file>"
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise CertificateFault(
            f"The file {pair.key} holds no private key in PEM (-----BEGIN PRIVATE KEY-----)."
        ) from error


def _spki(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
