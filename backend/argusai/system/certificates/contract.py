"""What others may see of the certificate that ArgusAI shows to browsers."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from argusai.kit.errors import WrongUse


class CertificateFault(WrongUse):
    """The certificate cannot serve. The message is a sentence for the person who started ArgusAI."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two PEM files: the certificate (with what is between it and its authority, if anything) and its private key."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Identity:
    """What a certificate says. `names`: host names (also like `*.example.org`) and addresses that browsers may open."""

    names: tuple[str, ...]
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """PEM."""

    certificate: bytes
    key: bytes
