"""Changes of the configuration in words. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from argusai.configuration.changes import CHANNELS, Change, State

HIDDEN = "***"
_MOST_NAMED = 3
_LONGEST_QUOTED = 200
_COLUMN_WORDS = {
    "source": "address changed",
    "sealed_credentials": "password changed",
    "sub_source": "second stream changed",
    "sealed_sub_credentials": "password of the second stream changed",
    "rules": "what it watches for changed",
    "schedule": "schedule changed",
    "keep": "what is kept changed",
    "gate": "saving power changed",
    "privacy": "privacy masks changed",
    "silent": "whether it keeps rules silent changed",
    "tree": "conditions changed",
    "people": "whom it tells changed",
    "channels": "channels changed",
    "urgent": "urgency changed",
    "cooldown_seconds": "pause changed",
    "even_disarmed": "whether a silent mode silences it changed",
}
_PREFIXES = {"camera_groups": "Group ", "modes": "Mode ", "rules": "Rule "}
_SETTING_WORDS = {
    "retention_days": "days that events are kept",
    "retention_gb": "space that events may take",
    "language": "language",
    "time_zone": "time zone",
}
_REACHES = {
    "internet": "only the internet",
    "network": "also the home network",
    "machine": "also the home network and this machine",
}
# What people never see of a row: they follow from other columns.
_FOLLOWS = frozenset({"name_key", "source_key", "sub_key", "paused_until"})


def sentences(changes: Sequence[Change], names: Mapping[str, str]) -> list[str]:
    """One for each thing that changed. `names`: of cameras and groups by id, before and after."""
    found = [said for change in changes if (said := _sentence(change, names))]
    if any("position" in change.fields() for change in changes):
        found.append("Cameras: order changed")
    return list(dict.fromkeys(found))


def summary(said: Sequence[str]) -> str:
    """In one line."""
    named = "; ".join(said[:_MOST_NAMED])
    return named if len(said) <= _MOST_NAMED else f"{named}; and {len(said) - _MOST_NAMED} more"


def undoing(summary: str, to: str, count: int) -> str:
    """Of going back: what is undone. `summary`: of the change to `to` ("before" or "after") which it goes; `count`:
    how many changes that are, with this one where it goes to before it."""
    if to == "after":
        later = "the change" if count == 1 else f"the {count} changes"
        return f"Undid {later} after “{_short(summary)}”"
    if count > 1:
        later = "the change" if count == 2 else f"the {count - 1} changes"
        return f"Undid “{_short(summary)}” and {later} after it"
    if summary.startswith("Undid "):
        return f"Redid {summary.removeprefix('Undid ')}"
    if summary.startswith("Redid "):
        return f"Undid {summary.removeprefix('Redid ')}"
    return f"Undid “{_short(summary)}”"


def _short(summary: str) -> str:
    return summary if len(summary) <= _LONGEST_QUOTED else f"{summary[: _LONGEST_QUOTED - 1].rstrip()}…"


def names_in(*states: State) -> dict[str, str]:
    return {
        key: row["name"]
        for state in states
        for table in ("cameras", "camera_groups")
        for key, row in state.get(table, {}).items()
    }


def names_of(changes: Iterable[Change]) -> dict[str, str]:
    """Of what the changes themselves name."""
    rows = [(each.key, each.after or each.before or {}) for each in changes]
    return {key: row["name"] for key, row in rows if isinstance(row.get("name"), str) and "name_key" in row}


def shown(change: Change) -> list[tuple[str, Any, Any]]:
    """Each field that changed, before and after, without secrets."""
    before, after = change.before or {}, change.after or {}
    fields = [name for name in change.fields() if name not in _FOLLOWS or name == "paused_until"]
    return [(name, _hidden(name, before), _hidden(name, after)) for name in fields]


def _hidden(name: str, row: Mapping[str, Any]) -> Any:
    value = row.get(name)
    return HIDDEN if name.startswith("sealed") and value else value


def _sentence(change: Change, names: Mapping[str, str]) -> str:
    if change.table == "mode_schedule":
        return "Modes: schedule changed"
    if change.table == "settings":
        return f"Settings: {_setting(change)}"
    if change.table == CHANNELS:
        return _channels(change)
    row = change.after or change.before or {}
    if change.table == "camera_group_members":
        group, camera = names.get(row["group_id"], "a group"), names.get(row["camera_id"], "a camera")
        return f"Group {group}: {camera} {'left' if change.after is None else 'added'}"
    name = f"{_PREFIXES.get(change.table, '')}{row['name']}"
    if change.before is None or change.after is None:
        return f"{name}: {'added' if change.before is None else 'deleted'}"
    parts = [said for field in change.fields() if (said := _field(field, change.before, change.after))]
    return f"{name}: {', '.join(dict.fromkeys(parts))}" if parts else ""


def _channels(change: Change) -> str:
    before, after, fields = change.before or {}, change.after or {}, change.fields()
    parts = ["address of ArgusAI changed"] if "own_address" in fields else []
    if "reach" in fields:
        was, now = (_REACHES.get(row["reach"], row["reach"]) for row in (before, after))
        parts.insert(0, f"channels may reach {now}, before {was}")
    return f"Settings: {', '.join(parts)}" if parts else ""


def _setting(change: Change) -> str:
    if change.key not in _SETTING_WORDS:
        return f"{change.key.replace('_', ' ')} changed"
    before, after = (row and row.get("value") for row in (change.before, change.after))
    was = "" if before is None else f", before {before}"
    return f"{_SETTING_WORDS[change.key]} {'taken back' if after is None else f'set to {after}'}{was}"


def _field(field: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if field == "name":
        return f"renamed, before “{before['name']}”"
    if field == "enabled":
        return "switched on" if after["enabled"] else "switched off"
    if field in {"paused", "paused_until"}:
        return "paused" if after["paused"] else "resumed"
    if field == "stays_home":
        return "stays in the house" if after["stays_home"] else "may leave the house"
    if field in _FOLLOWS or field == "position":
        return ""
    return _COLUMN_WORDS.get(field, f"{field.replace('_', ' ')} changed")
