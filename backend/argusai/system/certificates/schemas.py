"""What the routes of the own authority give."""

from datetime import datetime

from pydantic import BaseModel


class AuthorityOut(BaseModel):
    """The house's own authority. `fingerprint`: SHA-256, as devices show it. `certificate`: where to get it."""

    fingerprint: str
    ends: datetime
    certificate: str


class EncryptionOut(BaseModel):
    """`https`: ArgusAI itself encrypts. `authority` null: the certificate is by another authority, or there is none."""

    https: bool
    authority: AuthorityOut | None
