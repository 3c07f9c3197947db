"""N8: an own authority, and what keeps a certificate from serving."""

import resource
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.system.certificates.authority import OwnAuthority
from argusai.system.certificates.contract import CertificateFault, Issued, Pair
from argusai.system.certificates.folder import AuthorityFolder
from argusai.system.certificates.issue import as_der, issue, make_authority, tidy_host, vouches
from argusai.system.certificates.judge import check_host, covers, judge
from argusai.system.certificates.served import ServedCertificate, pair_of
from argusai.system.ports import Certificate

pytestmark = pytest.mark.covers("N8")
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
PAIR = Pair(Path("a.crt"), Path("a.key"))
HOSTS = ("192.168.1.5", "nas.local")


@pytest.fixture(scope="module")
def authority() -> Issued:
    return make_authority(HOSTS, NOW)


@pytest.fixture(scope="module")
def issued(authority: Issued) -> Issued:
    return issue(authority, HOSTS, NOW)


@pytest.fixture
def folder(tmp_path: Path) -> AuthorityFolder:
    made = AuthorityFolder(tmp_path / "certificates")
    made.make(HOSTS, NOW, force=False)
    return made


def fault(certificate: bytes, key: bytes, now: datetime = NOW) -> str:
    with pytest.raises(CertificateFault) as caught:
        judge(PAIR, Issued(certificate, key), now)
    return str(caught.value)


def test_what_is_issued_serves_its_hosts_and_this_machine(issued: Issued) -> None:
    identity = judge(PAIR, issued, NOW)
    assert set(identity.names) == {*HOSTS, "localhost", "127.0.0.1", "::1"}
    assert identity.ends - NOW < timedelta(days=825)  # more no iPhone takes


def test_each_fault_has_its_sentence(authority: Issued, issued: Issued) -> None:
    assert "does not belong" in fault(issued.certificate, authority.key)
    assert "holds a key" in fault(issued.key, issued.certificate)
    assert "holds no certificate" in fault(b"", issued.key)
    assert "holds no certificate" in fault(b"\xff" * 100_000, issued.key)
    assert "holds no private key" in fault(issued.certificate, b"-----BEGIN PRIVATE KEY-----\nAAAA\n")
    assert "ended on 2027-12-31" in fault(issued.certificate, issued.key, NOW + timedelta(days=397))
    assert "Check the clock" in fault(issued.certificate, issued.key, NOW - timedelta(days=2))
    assert "names no host" in fault(authority.certificate, authority.key)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "127.0.0.1", "localhost", "192.168.1.5", "nas.local"])  # noqa: S104
def test_hosts_that_fit(issued: Issued, host: str) -> None:
    check_host(judge(PAIR, issued, NOW), host, lambda _name: set())


def test_a_host_that_nobody_reaches_by_the_certificate_is_refused(issued: Issued) -> None:
    identity = judge(PAIR, issued, NOW)
    with pytest.raises(CertificateFault, match=r"is for nas\.local.*listens on 10\.0\.0\.9"):
        check_host(identity, "10.0.0.9", lambda _name: {"10.0.0.8"})
    check_host(identity, "10.0.0.9", lambda name: {"10.0.0.9"} if name == "nas.local" else set())
    with pytest.raises(CertificateFault):
        check_host(replace(identity, names=("*.example.org",)), "127.0.0.1", lambda _name: {"127.0.0.1"})


def test_a_star_stands_for_one_label() -> None:
    names = ("*.example.org", "::1")
    assert covers(names, "a.example.org")
    assert covers(names, "0:0::1")
    assert not any(covers(names, host) for host in ("example.org", "a.b.example.org", "org", "127.0.0.1"))


def test_hosts_are_tidied() -> None:
    given = ["NAS.local.", " 192.168.1.5", "[FE80::1%eth0]", "küche.lan", "nas"]
    assert [*map(tidy_host, given)] == ["nas.local", "192.168.1.5", "fe80::1", "xn--kche-0ra.lan", "nas"]


@pytest.mark.parametrize(
    "host", ["", "https://nas", "nas:8000", "a b", "-a", "*.lan", "1.2.3.4.5", "a" * 64, "a." * 200]
)
def test_what_is_no_host_is_said(host: str) -> None:
    with pytest.raises(CertificateFault, match="is no host"):
        tidy_host(host)


def test_an_authority_vouches_for_the_home_and_for_nothing_else(authority: Issued) -> None:
    issue(authority, ("10.9.8.7", "fd00::7", "other.local", "küche.fritz.box".encode("idna").decode()), NOW)
    for host in ("www.example.org", "8.8.8.8", "evilnas.local.example.org", "2001:db8::1"):
        with pytest.raises(CertificateFault, match="may not vouch"):
            issue(authority, (host,), NOW)


def test_an_authority_that_ended_says_so(authority: Issued) -> None:
    with pytest.raises(CertificateFault, match="has ended"):
        issue(authority, HOSTS, NOW + timedelta(days=3651))


def test_keys_are_for_their_owner_alone(folder: AuthorityFolder) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in (*folder.folder.iterdir(), folder.folder)}
    assert modes["authority.key"] == modes["server.key"] == 0o600
    assert modes["certificates"] == 0o700
    assert set(modes) == {"authority.key", "authority.crt", "server.key", "server.crt", "certificates"}


def test_nothing_is_overwritten_but_by_force(folder: AuthorityFolder) -> None:
    before = folder.authority.certificate.read_bytes()
    with pytest.raises(CertificateFault, match="nothing was changed"):
        folder.make(HOSTS, NOW, force=False)
    assert folder.authority.certificate.read_bytes() == before
    folder.make(HOSTS, NOW, force=True)
    assert folder.authority.certificate.read_bytes() != before


def test_renewing_keeps_authority_key_and_hosts(folder: AuthorityFolder) -> None:
    kept = [path.read_bytes() for path in (folder.authority.certificate, folder.pair.key)]
    identity = folder.renew((), NOW + timedelta(days=400))  # also when it has ended
    assert set(HOSTS) < set(identity.names)
    assert identity.ends > NOW + timedelta(days=790)
    assert [path.read_bytes() for path in (folder.authority.certificate, folder.pair.key)] == kept
    assert folder.renew(("10.0.0.1",), NOW).names == ("localhost", "10.0.0.1", "127.0.0.1", "::1")


def test_renewing_nothing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CertificateFault, match="argusai certificate make"):
        AuthorityFolder(tmp_path).renew((), NOW)


def test_both_files_or_neither() -> None:
    assert pair_of(None, None) is None
    for given in ((Path("a"), None), (None, Path("a"))):
        with pytest.raises(CertificateFault, match="is missing"):
            pair_of(*given)


def test_a_file_that_cannot_be_read_is_said(folder: AuthorityFolder) -> None:
    folder.pair.key.unlink()
    with pytest.raises(CertificateFault, match=r"server\.key cannot be read"):
        ServedCertificate(folder.pair, "localhost", SimulatedClock(NOW))


def test_an_own_certificate_is_renewed_before_its_end_and_also_after_it(folder: AuthorityFolder) -> None:
    clock = SimulatedClock(NOW)
    served = ServedCertificate(folder.pair, "nas.local", clock)
    first = served.identity.ends
    clock.advance(timedelta(days=366).total_seconds())
    served.look_again()
    assert served.identity.ends == first  # 31 days are left
    clock.advance(timedelta(days=2).total_seconds())
    served.look_again()
    assert served.identity.ends > first
    clock.advance(timedelta(days=800).total_seconds())  # it was off
    assert ServedCertificate(folder.pair, "nas.local", clock).identity.ends > clock.now()


def test_what_others_renewed_is_taken_and_what_they_broke_is_not(folder: AuthorityFolder, issued: Issued) -> None:
    served = ServedCertificate(folder.pair, "localhost", SimulatedClock(NOW))
    before = served.identity
    folder.pair.certificate.write_bytes(issued.certificate)  # half-way: the key is still the old one
    served.look_again()
    assert served.identity == before
    folder.pair.key.write_bytes(issued.key)
    served.look_again()
    assert served.identity == judge(PAIR, issued, NOW)


def test_only_an_own_authority_is_offered_and_never_its_key(folder: AuthorityFolder, issued: Issued) -> None:
    offered = OwnAuthority(folder.pair.certificate)
    assert offered.read() == as_der(folder.authority.certificate.read_bytes())
    assert (own := offered.served()) is not None
    assert own.renewal_due == own.ends - timedelta(days=30)
    folder.pair.certificate.write_bytes(issued.certificate)  # by another authority
    assert offered.read() is None
    assert OwnAuthority(None).facts() is None
    assert offered.served() == Certificate(judge(PAIR, issued, NOW).ends, None)
    folder.pair.certificate.write_bytes(b"half-way")
    assert offered.served() is OwnAuthority(None).served() is None
    assert not vouches(b"", b"")


def test_what_others_renewed_is_taken_also_where_it_cannot_be_renewed_here(folder: AuthorityFolder) -> None:
    """A folder that is mounted read-only, say, and renewed by another machine."""
    clock = SimulatedClock(NOW)
    served = ServedCertificate(folder.pair, "localhost", clock)
    authority = Issued(folder.authority.certificate.read_bytes(), folder.authority.key.read_bytes())
    folder.authority.key.write_bytes(b"")
    clock.advance(timedelta(days=370).total_seconds())
    served.look_again()
    elsewhere = issue(authority, HOSTS, clock.now(), folder.pair.key.read_bytes())
    folder.pair.certificate.write_bytes(elsewhere.certificate)
    served.look_again()
    assert served.identity == judge(PAIR, elsewhere, clock.now())


def test_a_link_to_an_own_certificate_is_renewed_too(folder: AuthorityFolder, tmp_path: Path) -> None:
    links = Pair(tmp_path / "served.crt", tmp_path / "served.key")
    links.certificate.symlink_to(folder.pair.certificate)
    links.key.symlink_to(folder.pair.key)
    clock = SimulatedClock(NOW)
    served = ServedCertificate(links, "localhost", clock)
    assert OwnAuthority(links.certificate).read() is not None
    clock.advance(timedelta(days=370).total_seconds())
    served.look_again()
    assert served.identity.ends > clock.now() + timedelta(days=390)


def test_a_full_disk_leaves_what_was_there(folder: AuthorityFolder) -> None:
    before = {path.name: path.read_bytes() for path in folder.folder.iterdir()}
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, limits[1]))  # enough for a key, too little for a certificate
    try:
        with pytest.raises(OSError, match="too large"):
            folder.make(HOSTS, NOW, force=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert {path.name: path.read_bytes() for path in folder.folder.iterdir()} == before
