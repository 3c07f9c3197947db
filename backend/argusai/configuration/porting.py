"""The whole configuration to one file, and back: looked at first, all or nothing, twice is once."""

import asyncio
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argusai import __version__
from argusai.configuration.changes import compare
from argusai.configuration.ports import PortCameras, PortGroups, PortModes, PortRules, PortSettings
from argusai.configuration.schemas import OutcomeOut
from argusai.configuration.service import Configuration, outcome_of, say
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput
from argusai.kit.faulty_inputs import faulty
from argusai.kit.json_text import RepeatedName, read_json
from argusai.kit.passphrase import Passphrase

FORMAT = 1
_KIND = "configuration"
_LISTS = ("cameras", "groups", "modes", "mode_schedule", "rules")
_KEYS = frozenset({"argusai", "format", "version", "exported_at", "salt", "settings", *_LISTS})
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Porters:
    cameras: PortCameras
    groups: PortGroups
    settings: PortSettings
    modes: PortModes
    rules: PortRules


class _NothingToKeep(Exception):
    """Rolls the transaction back."""


class ConfigurationFile:
    def __init__(self, database: Database, clock: Clock, versions: Configuration, porters: Porters) -> None:
        self._database = database
        self._clock = clock
        self._versions = versions
        self._porters = porters

    async def written(self, passphrase: str | None) -> dict[str, Any]:
        """As plain JSON. `passphrase`: with it the secrets are in the file, encrypted; None: *** stands for them."""
        key = await asyncio.to_thread(Passphrase, passphrase) if passphrase is not None else None
        async with self._database.read() as session:
            modes, schedule = await self._porters.modes.written(session)
            return {
                "argusai": _KIND,
                "format": FORMAT,
                "version": __version__,
                "exported_at": self._clock.now().isoformat(timespec="seconds"),
                **({"salt": key.salt} if key else {}),
                "settings": await self._porters.settings.written(session),
                "cameras": await self._porters.cameras.written(session, key.seal if key else None),
                "groups": await self._porters.groups.written(session),
                "modes": modes,
                "mode_schedule": schedule,
                "rules": await self._porters.rules.written(session),
            }

    async def taken(self, plain: object, passphrase: str | None, *, preview: bool) -> OutcomeOut:
        """What is in the file is added or changed; what is not in it stays. `preview`: tell, and
        change nothing. Raises BadInput with the path of what is wrong, Conflict."""
        content = checked(plain)
        key = None
        if "salt" in content and passphrase is not None:
            key = await asyncio.to_thread(Passphrase, passphrase, content["salt"])
        outcome = None
        try:
            async with self._database.write() as session:
                before = await self._versions.state(session)
                notes = await self._take(session, content, key)
                after = await self._versions.state(session)
                changes = compare(before, after)
                outcome = outcome_of(changes, before, after).model_copy(update={"notes": notes})
                if preview or not changes:
                    raise _NothingToKeep
                say(session, "Imported a file")
                await self._versions.tell(session, changes)
        except _NothingToKeep:
            assert outcome is not None  # noqa: S101 - raised behind it
            return outcome
        await self._versions.apply(())
        return outcome.model_copy(update={"applied": True})

    async def _take(self, session: Session, content: Mapping[str, Any], key: Passphrase | None) -> list[str]:
        await self._porters.settings.taken(session, content.get("settings", {}))
        notes = await self._porters.cameras.taken(session, content.get("cameras", []), key.open if key else None)
        await self._porters.groups.taken(session, content.get("groups", []))
        ids = await self._porters.modes.taken(session, content.get("modes", []), content.get("mode_schedule"))
        state = await self._versions.state(session)
        for table, name in (("cameras", "cameras"), ("camera_groups", "groups")):
            ids |= _ids_here(content.get(name, []), state[table])
        return notes + await self._porters.rules.taken(session, content.get("rules", []), ids)


def _ids_here(items: Sequence[Mapping[str, Any]], rows: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """By those in the file: what was found by its name has another one here."""
    by_name = {row["name_key"]: key for key, row in rows.items()}
    found = {}
    for item in items:
        given = str(item.get("id") or "")
        here = by_name.get(_key_of(str(item["name"])))
        if given and given not in rows and here:
            found[given] = here
    return found


def _key_of(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def read(text: str) -> object:
    """Raises BadInput (slug `not-a-configuration`) with the line of what is wrong."""
    try:
        return read_json(text)
    except RepeatedName as error:
        raise BadInput(error.detail, slug="not-a-configuration") from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise BadInput(
            f"This file cannot be read from line {line} on. It is not JSON, or not all of it is there.",
            slug="not-a-configuration",
        ) from error
    except RecursionError as error:
        raise BadInput("This is no export of ArgusAI: it is nested too deeply.", slug="not-a-configuration") from error


def checked(plain: object) -> Mapping[str, Any]:
    """Raises BadInput."""
    if not isinstance(plain, dict) or plain.get("argusai") != _KIND:
        raise BadInput("This is no export of ArgusAI's configuration.", slug="not-a-configuration")
    plain = {name: value for name, value in plain.items() if name != "salt" or value is not None}
    version = plain.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise BadInput(
            "This file is from a newer version of ArgusAI. Update this one first.",
            slug="newer-configuration",
            fields={"format": f"is newer than {FORMAT}"},
        )
    faults = {str(name)[:100]: "This key is not known" for name in list(plain.keys() - _KEYS)[:20]}
    if version != FORMAT or isinstance(version, bool):
        faults["format"] = f"This is not {FORMAT}"
    for name, kind in (("settings", dict), *((name, list) for name in _LISTS), ("salt", str)):
        value = plain.get(name, kind())
        if not isinstance(value, kind):
            faults[name] = {dict: "This is not an object", list: "This is not a list", str: "This is not text"}[kind]
        elif len(value) > _MOST:
            faults[name] = f"There may be at most {_MOST}"
    if faults:
        raise faulty(faults)
    return plain
