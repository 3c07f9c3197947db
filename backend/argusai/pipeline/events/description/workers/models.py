"""Columns of what one of several programs carries out."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import UtcDateTime


class Claimed:
    """`claimed_by`: the name of the program that does, `kit.jobs.Jobs.name`; its own until `claimed_until`."""

    claimed_by: Mapped[str | None] = mapped_column(sa.String(40))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
