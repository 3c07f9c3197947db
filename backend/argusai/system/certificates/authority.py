"""The own authority whose certificate devices install; its key is never read here."""

from datetime import datetime
from pathlib import Path

from argusai.system.certificates.contract import CertificateFault, Pair
from argusai.system.certificates.folder import due_from, own_folder
from argusai.system.certificates.issue import as_der, fingerprint, vouches
from argusai.system.certificates.judge import read_identity
from argusai.system.ports import Certificate


class OwnAuthority:
    """`served`: the certificate that browsers are shown; None: plain HTTP."""

    def __init__(self, served: Path | None) -> None:
        self.https = served is not None
        self._served = served

    def read(self) -> bytes | None:
        """Its certificate as devices take it (DER); None when another authority vouches for what is served."""
        pem = self._pem()
        return None if pem is None else as_der(pem)

    def facts(self) -> tuple[str, datetime] | None:
        """Fingerprint and end."""
        pem = self._pem()
        if pem is None or self._served is None:
            return None
        return fingerprint(pem), read_identity(Pair(self._served, self._served), pem).ends

    def served(self) -> Certificate | None:
        """What is served; None: plain HTTP, or it cannot be read now."""
        if self._served is None:
            return None
        try:
            identity = read_identity(Pair(self._served, self._served), self._served.read_bytes())
        except (OSError, CertificateFault):
            return None
        key = own_folder(self._served).authority.key
        ours = self._pem() is not None and key.exists()  # else it is renewed where the authority's key is
        return Certificate(identity.ends, due_from(identity) if ours else None)

    def _pem(self) -> bytes | None:
        if self._served is None:
            return None
        folder = own_folder(self._served)
        try:
            pem = folder.authority.certificate.read_bytes()
            return pem if vouches(pem, self._served.read_bytes()) else None
        except OSError:
            return None
