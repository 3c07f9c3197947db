"""The configuration as plain rows, and what differs between two of them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

Row = dict[str, Any]
# By table, then by key: plain JSON values.
State = dict[str, dict[str, Row]]

# Columns that are no choice of anybody: they make no version, and going back leaves them as they are.
# `pictures_since`: older pictures were to go for good, and no undo brings them back.
NO_CHOICE: Mapping[str, frozenset[str]] = {
    "cameras": frozenset({"created_at", "updated_at", "paused_at", "pictures_since"}),
    "camera_groups": frozenset({"created_at"}),
    "settings": frozenset({"changed_at"}),
    "modes": frozenset({"position"}),
    "mode_schedule": frozenset({"looked_at"}),
}
# Not a table: rules keep versions of their own, and are written by those who do.
RULES = "rules"
# How far channels may reach, and our own address: one row.
CHANNELS = "channel_house"
# In the order in which rows can be added; backwards they can be removed.
TABLES = ("cameras", "camera_groups", "camera_group_members", "settings", CHANNELS, "modes", "mode_schedule", RULES)


@dataclass(frozen=True, slots=True)
class Change:
    """`before` None: added. `after` None: deleted."""

    table: str
    key: str
    before: Row | None
    after: Row | None

    def fields(self) -> list[str]:
        """The columns that a person changed, of a row that stays."""
        if self.before is None or self.after is None:
            return []
        before, after = self.before, self.after
        names = {**before, **after}.keys() - NO_CHOICE.get(self.table, frozenset())
        # A column that came with a later version of the program is not in older rows, and is left as it is.
        return sorted(name for name in names if name in before and name in after and before[name] != after[name])


def compare(before: State, after: State) -> list[Change]:
    """From `before` to `after`, in the order of TABLES."""
    found = []
    for table in TABLES:
        old, new = before.get(table, {}), after.get(table, {})
        for key in (*new, *(key for key in old if key not in new)):
            change = Change(table, key, old.get(key), new.get(key))
            if change.before is None or change.after is None or change.fields():
                found.append(change)
    return found


def undone(state: State, changes: Iterable[Change]) -> State:
    """`state` as it was before `changes`."""
    found = {table: dict(rows) for table, rows in state.items()}
    for change in changes:
        rows = found.setdefault(change.table, {})
        if change.before is None:
            rows.pop(change.key, None)
        else:
            # What is no choice, or came later, stays.
            rows[change.key] = {**rows.get(change.key, {}), **change.before}
    # A group's member of which the camera or the group is not there any more belongs to nobody.
    members = found.get("camera_group_members", {})
    found["camera_group_members"] = {
        key: row
        for key, row in members.items()
        if row["camera_id"] in found.get("cameras", {}) and row["group_id"] in found.get("camera_groups", {})
    }
    return found


def write_changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [asdict(change) for change in changes]


def read_changes(plain: Iterable[Mapping[str, Any]]) -> list[Change]:
    return [Change(each["table"], each["key"], each["before"], each["after"]) for each in plain]
