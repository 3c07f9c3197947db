"""Names of cameras and groups, as they are compared. Pure."""

import unicodedata

_LONGEST_KEY = 160  # of the column; casefolding makes some letters longer


def key_of(name: str) -> tuple[str, str]:
    """The name as it is kept, and what is equal for names that read the same."""
    name = unicodedata.normalize("NFC", name)
    return name, unicodedata.normalize("NFC", name.casefold())[:_LONGEST_KEY]
