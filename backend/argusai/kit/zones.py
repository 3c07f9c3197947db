"""Time zones by their names."""

import difflib
from functools import cache
from zoneinfo import available_timezones

# In the database of zones, but no place where somebody lives: "not set", and whatever the machine is set to.
_NO_PLACES = frozenset({"Factory", "localtime"})


@cache
def zone_names() -> frozenset[str]:
    return frozenset(available_timezones()) - _NO_PLACES


def is_zone(name: str) -> bool:
    """Whether `name` is one of the IANA database, such as "Europe/Berlin"."""
    return name in zone_names()


def nearest_zone(name: str, otherwise: str = "Europe/Berlin") -> str:
    """What somebody who wrote `name` may have meant."""
    by_key = {each.rpartition("/")[2].casefold(): each for each in sorted(zone_names())}
    by_key |= {each.casefold(): each for each in zone_names()}
    close = difflib.get_close_matches(name.casefold(), by_key, 1, 0.75)
    return by_key[close[0]] if close else otherwise
