"""Makes an own authority for one house, and certificates that it vouches for. Pure but for the random keys."""

import ipaddress
import re
from contextlib import suppress
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from argusai.system.certificates.contract import CertificateFault, Issued

AUTHORITY_DAYS = 3650
CERTIFICATE_DAYS = 397  # Apple's devices take 825 at most, public authorities give 398
RENEW_DAYS = 30  # before its end
_EARLIER = timedelta(days=1)  # the clock of a phone may be behind
_ALWAYS = ("localhost", "127.0.0.1", "::1")
# All that an own authority may vouch for, besides what it was made for: who gets hold of its key cannot pose as a bank.
_HOME_NAMES = ("localhost", "local", "lan", "home", "home.arpa", "internal", "fritz.box")
_HOME_NETWORKS = (
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10",
    "::1/128", "fc00::/7", "fe80::/10",
)  # fmt: skip
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_MOST_NAME = 253
_MOST_TITLE = 24
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
Name = x509.DNSName | x509.IPAddress


def tidy_host(text: str) -> str:
    """As certificates write it. Raises CertificateFault for what is neither a host name nor an address."""
    given = text.strip().strip("[]").lower().rstrip(".")
    with suppress(ValueError):
        return str(ipaddress.ip_address(given.partition("%")[0]))  # what is behind a % counts on this machine alone
    try:
        host = given.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    labels = host.split(".")
    if not host or len(host) > _MOST_NAME or labels[-1].isdigit() or not all(map(_LABEL.fullmatch, labels)):
        raise CertificateFault(
            f"“{text}” is no host. Give a name or an address as it stands in the browser, without https:// and port."
        )
    return host


def make_authority(hosts: tuple[str, ...], now: datetime) -> Issued:
    """`hosts`: tidy."""
    key = ec.generate_private_key(ec.SECP256R1())
    title = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "ArgusAI at home"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"ArgusAI {hosts[0][:_MOST_TITLE]} {now:%Y-%m-%d %H:%M}"),
        ]
    )
    names = [*map(x509.DNSName, _HOME_NAMES), *(x509.IPAddress(ipaddress.ip_network(each)) for each in _HOME_NETWORKS)]
    permitted = [*names, *(_permitted(host) for host in hosts)]
    builder = (
        _builder(title, title, key, (now - _EARLIER, now + timedelta(days=AUTHORITY_DAYS)))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
    )
    return Issued(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM), _pem(key))


def issue(authority: Issued, hosts: tuple[str, ...], now: datetime, kept: bytes | None = None) -> Issued:
    """A certificate for `hosts` (tidy) and for this machine itself; `kept`: the key of the one before, which goes on.
    Raises CertificateFault when the authority has ended or may not vouch for one of them."""
    try:
        ca = x509.load_pem_x509_certificate(authority.certificate)
    except ValueError as error:
        raise CertificateFault("The own authority cannot be read. Put it back from your copy.") from error
    signing = _read_key(authority.key)
    if now >= ca.not_valid_after_utc:
        raise CertificateFault(
            "The own authority has ended. Make another with: argusai certificate make --force, and install it."
        )
    names = tuple(dict.fromkeys((*hosts, *_ALWAYS)))
    for host in names:
        if not _may(ca, host):
            raise CertificateFault(
                f"The own authority may not vouch for {host}: it is bound to the home network and to the names "
                "that it was made for. Make another with: argusai certificate make --force, and install it."
            )
    key = _read_key(kept) if kept else ec.generate_private_key(ec.SECP256R1())
    ends = min(now + timedelta(days=CERTIFICATE_DAYS), ca.not_valid_after_utc)
    title = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ArgusAI")])
    builder = (
        _builder(title, ca.subject, key, (now - _EARLIER, ends))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(list(map(_name, names))), critical=False)
        .add_extension(_vouched_by(ca), critical=False)
    )
    return Issued(builder.sign(signing, hashes.SHA256()).public_bytes(serialization.Encoding.PEM), _pem(key))


def vouches(authority: bytes, certificate: bytes) -> bool:
    """Whether the authority (PEM) signed the certificate (PEM)."""
    try:
        written = x509.load_pem_x509_certificate(certificate)
        written.verify_directly_issued_by(x509.load_pem_x509_certificate(authority))
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def fingerprint(certificate: bytes) -> str:
    """SHA-256 as devices show it: pairs of digits with colons."""
    return x509.load_pem_x509_certificate(certificate).fingerprint(hashes.SHA256()).hex(":").upper()


def as_der(certificate: bytes) -> bytes:
    return x509.load_pem_x509_certificate(certificate).public_bytes(serialization.Encoding.DER)


def _builder(
    title: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, valid: tuple[datetime, datetime]
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(title)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*kinds: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{each: each in kinds for each in _USAGES})


def _vouched_by(ca: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    known = ca.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(known)


def _name(host: str) -> Name:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _permitted(host: str) -> Name:
    try:
        return x509.IPAddress(ipaddress.ip_network(host))  # this address alone
    except ValueError:
        return x509.DNSName(host)


def _may(ca: x509.Certificate, host: str) -> bool:
    permitted = ca.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        suffixes = [each.value for each in permitted if isinstance(each, x509.DNSName)]
        return any(host == suffix or host.endswith(f".{suffix}") for suffix in suffixes)
    networks = [ipaddress.ip_network(str(each.value)) for each in permitted if isinstance(each, x509.IPAddress)]
    return any(address in network for network in networks)


def _read_key(pem: bytes) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (TypeError, ValueError) as error:
        raise CertificateFault("A key of the own authority cannot be read. Put it back from your copy.") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise CertificateFault("A key of the own authority is of another kind. Put it back from your copy.")
    return key


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
