"""Brings what is sealed in the database under the first key, so that the older ones can go."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from argusai.kit.db import Base, Session
from argusai.kit.vault import SealBroken, Vault

# What columns of sealed text are called, and the names under which it stands in JSON columns marked `HOLDS_SEALED`.
_PREFIX = "sealed"
HOLDS_SEALED = {"holds_sealed": True}  # the `info` of such a column


async def reseal_all(session: Session, vault: Vault) -> int:
    """How many rows changed. What no key opens stays as it is, as its key may be put back.

    What was the same sealed text in two places, two versions of the configuration, say, is the same afterwards."""
    renewed: dict[str, str] = {}

    def renew(sealed: str) -> str:
        if sealed not in renewed:
            try:
                renewed[sealed] = vault.reseal(sealed)
            except SealBroken:
                renewed[sealed] = sealed
        return renewed[sealed]

    changed = 0
    for table in Base.metadata.sorted_tables:
        if columns := [column for column in table.columns if _is_sealed(column)]:
            changed += await _reseal_table(session, table, columns, renew)
    return changed


async def _reseal_table(
    session: Session, table: sa.Table, columns: list[sa.Column[Any]], renew: Callable[[str], str]
) -> int:
    keys = list(table.primary_key.columns)
    changed = 0
    for row in (await session.execute(sa.select(*keys, *columns))).mappings().all():
        before = {column.name: row[column.name] for column in columns}
        after = {name: renewed_in(value, renew, sealed=name.startswith(_PREFIX)) for name, value in before.items()}
        if after != before:
            await session.execute(sa.update(table).where(*(key == row[key.name] for key in keys)).values(after))
            changed += 1
    return changed


def _is_sealed(column: sa.Column[Any]) -> bool:
    return column.name.startswith(_PREFIX) or "holds_sealed" in column.info


def renewed_in(value: Any, renew: Callable[[str], str], *, sealed: bool) -> Any:
    """`value`, a sealed text or plain JSON with some in it, with each of them renewed."""
    if isinstance(value, dict):
        return {name: renewed_in(inner, renew, sealed=name.startswith(_PREFIX)) for name, inner in value.items()}
    if isinstance(value, list):
        return [renewed_in(inner, renew, sealed=sealed) for inner in value]
    return renew(value) if sealed and isinstance(value, str) and value else value
