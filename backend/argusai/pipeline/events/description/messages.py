"""The message catalogue: one JSON file a language, all with the same keys."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "catalogue"
FALLBACK = "en"
_SECONDS_UP_TO = 120


class Messages:
    """The words of one language. Subjects are in the nominative, the only case that the sentences need."""

    def __init__(self, language: str, catalogue: dict[str, Any]) -> None:
        self.language = language
        self._catalogue = catalogue

    def text(self, group: str, name: str, count: int = 1, /, **words: str) -> str:
        """The message `name` of `group`, in the form for `count`."""
        message = self._catalogue[group][name]
        form: str = message if isinstance(message, str) else message["one" if count == 1 else "other"]
        return form.format(**words)

    def verb(self, kind: str, name: str, count: int, /, **words: str) -> str:
        forms = self._catalogue["verbs"][kind][name]
        verb: str = forms["one" if count == 1 else "other"]
        return verb.format(**words)

    def subject(self, label: str, count: int, colours: tuple[str, ...] = (), worn: bool = False) -> str:
        """“a red car”, “two people”, “a person in red and black” (`worn`); colours only of a single one."""
        noun = self._catalogue["labels"].get(label)
        if noun is None:
            form: str = self._catalogue["unknown"]["one" if count == 1 else "other"]
            return form.format(label=label, count=self.number(count))
        if count != 1:
            return f"{self.number(count)} {noun['other']}"
        known = tuple(dict.fromkeys(colour for colour in colours if colour in self._catalogue["colours"]))
        if known and not worn:
            return f"{self._catalogue['colours'][known[0]][noun['gender']]} {noun['one']}"
        return self._worn(f"{self._catalogue['plain'][noun['gender']]} {noun['one']}", known)

    def up_to(self, label: str, count: int) -> str:
        """“up to two people at a time”."""
        return self.text("subject", "up_to", subject=self.subject(label, count))

    def some_of(self, label: str, count: int | None) -> str:
        """“one of them”, “two of them”; None: “some of them”."""
        if count == 1:
            noun = self._catalogue["labels"].get(label)
            one: str = self._catalogue["one_of"][noun["gender"] if noun else self._catalogue["unknown"]["gender"]]
            return one
        if count is None:
            return self.text("subject", "some_of")
        return self.text("subject", "several_of", count=self.number(count))

    def _worn(self, subject: str, colours: tuple[str, ...]) -> str:
        words = [self._catalogue["colours"][colour]["worn"] for colour in colours]
        if not words:
            return subject
        if len(words) == 1:
            return self.text("subject", "worn_one", subject=subject, colour=words[0])
        return self.text("subject", "worn_two", subject=subject, upper=words[0], lower=words[1])

    def number(self, count: int) -> str:
        """A word up to twelve, digits above."""
        word: str = self._catalogue["numbers"].get(str(count), str(count))
        return word

    def duration(self, seconds: float) -> str:
        """Seconds up to two minutes, since 99 of them are not two minutes; both up to ten; then minutes; never zero."""
        whole = max(1, round(seconds))
        if whole < _SECONDS_UP_TO:
            return self.text("duration", "seconds", whole, count=str(whole))
        minutes, left = divmod(whole, 60) if whole < 600 else (round(whole / 60), 0)
        said = self.text("duration", "minutes", minutes, count=str(minutes))
        if not left:
            return said
        rest = self.text("duration", "seconds", left, count=str(left))
        return self.text("duration", "both", minutes=said, seconds=rest)

    def span(self, least: float, longest: float) -> str:
        """“8 to 26 seconds”, “50 seconds to 3 minutes”. Both are told apart by `duration`."""
        in_seconds = round(longest) < _SECONDS_UP_TO
        first = str(max(1, round(least))) if in_seconds else self.duration(least)
        return self.text("duration", "span", least=first, longest=self.duration(longest))

    def join(self, parts: list[str]) -> str:
        """“a, b and c”. `parts` holds at least one."""
        joined = parts[0]
        for part in parts[1:-1]:
            joined = self.text("join", "more", first=joined, second=part)
        return joined if len(parts) == 1 else self.text("join", "last", first=joined, second=parts[-1])


# Read once, at import: part of the program like its code.
CATALOGUES: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.json"))
}


def messages(language: str) -> Messages:
    """For `language`, or in English when there is no catalogue for it."""
    known = language if language in CATALOGUES else FALLBACK
    return Messages(known, CATALOGUES[known])
