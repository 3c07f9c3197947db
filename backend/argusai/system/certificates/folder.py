"""Where an own authority and the certificate that it vouches for lie: four files, keys for their owner alone."""

import contextlib
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from argusai.kit.files import make_folder_durably, sync_folder, write_durably
from argusai.system.certificates.contract import CertificateFault, Identity, Issued, Pair
from argusai.system.certificates.issue import RENEW_DAYS, issue, make_authority, vouches
from argusai.system.certificates.judge import judge, read_identity

_ALWAYS = {"localhost", "127.0.0.1", "::1"}
_OWNER, _OWNER_FOLDER, _ALL = 0o600, 0o700, 0o644


class AuthorityFolder:
    """`authority.crt` is what devices install. Methods block, and raise OSError when the disk fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.authority = Pair(folder / "authority.crt", folder / "authority.key")
        self.pair = Pair(folder / "server.crt", folder / "server.key")

    def make(self, hosts: tuple[str, ...], now: datetime, *, force: bool) -> Identity:
        """A new authority and a certificate for `hosts`. Raises CertificateFault when there is one; not by `force`."""
        if not force and any(each.exists() for each in (self.authority.certificate, self.pair.certificate)):
            raise CertificateFault(
                f"There is a certificate in {self.folder}, and nothing was changed. Renew it, with other hosts if you "
                "like, by: argusai certificate renew [--host …]. With --force everything is made anew, and each device "
                "has to install the new authority."
            )
        authority = make_authority(hosts, now)
        issued = issue(authority, hosts, now)
        identity = judge(self.pair, issued, now)
        make_folder_durably(self.folder)
        self.folder.chmod(_OWNER_FOLDER)
        fresh = AuthorityFolder(self.folder / "new")
        shutil.rmtree(fresh.folder, ignore_errors=True)  # what a kill left
        try:  # beside what is there, which stays when the disk is full
            _write(fresh.authority, authority)
            _write(fresh.pair, issued)
            self._become(fresh)
        finally:
            shutil.rmtree(fresh.folder, ignore_errors=True)
        return identity

    def renew(self, hosts: tuple[str, ...], now: datetime) -> Identity:
        """A new certificate by the same authority, which devices know already. Without `hosts`: for the same ones."""
        try:
            authority = Issued(self.authority.certificate.read_bytes(), self.authority.key.read_bytes())
        except FileNotFoundError as error:
            raise CertificateFault(
                f"There is no own authority in {self.folder}. Make one with: argusai certificate make"
            ) from error
        if not hosts:
            hosts = tuple(name for name in self._served_names() if name not in _ALWAYS)
        kept = None
        with contextlib.suppress(FileNotFoundError):
            kept = self.pair.key.read_bytes()
        return self._take(issue(authority, hosts, now, kept), now)

    def owns(self, pair: Pair) -> bool:
        """Whether `pair` is what lies here, and the authority beside it vouches for it and can do so again."""
        with contextlib.suppress(OSError):
            return (
                pair.certificate.samefile(self.pair.certificate)
                and pair.key.samefile(self.pair.key)
                and self.authority.key.exists()
                and vouches(self.authority.certificate.read_bytes(), pair.certificate.read_bytes())
            )
        return False

    def _served_names(self) -> tuple[str, ...]:
        """Also of one that has ended."""
        try:
            return read_identity(self.pair, self.pair.certificate.read_bytes()).names
        except FileNotFoundError as error:
            raise CertificateFault("Say for which hosts: argusai certificate renew --host …") from error

    def _become(self, fresh: "AuthorityFolder") -> None:
        """Killed half-way there is no certificate, not a false one."""
        for old in (self.pair.certificate, self.authority.certificate):
            old.unlink(missing_ok=True)
        for new, own in ((fresh.authority, self.authority), (fresh.pair, self.pair)):
            new.key.rename(own.key)
            new.certificate.rename(own.certificate)
        sync_folder(self.folder)

    def _take(self, issued: Issued, now: datetime) -> Identity:
        identity = judge(self.pair, issued, now)
        _write(self.pair, issued)
        return identity


def own_folder(certificate: Path) -> AuthorityFolder:
    """Where its authority would lie, also when what is served is a link to it."""
    try:
        return AuthorityFolder(certificate.resolve().parent)
    except (OSError, RuntimeError):  # links that go round
        return AuthorityFolder(certificate.parent)


def due_from(identity: Identity) -> datetime:
    """When it is renewed."""
    return identity.ends - timedelta(days=RENEW_DAYS)


def is_due(identity: Identity, now: datetime) -> bool:
    return now >= due_from(identity)


def _write(pair: Pair, issued: Issued) -> None:
    write_durably(pair.key, issued.key, mode=_OWNER)
    write_durably(pair.certificate, issued.certificate, mode=_ALL)
