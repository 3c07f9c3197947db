"""How many people a sentence speaks of when it names them one by one, in English and German. Pure.

"A man and a woman" are two, "a man and his dog" one, "a man, a courier in yellow" one, "a couple with a child" three.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from argusai.pipeline.events.description.providers.numbers import number_said
from argusai.pipeline.events.description.providers.things import label_of


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split())


_TOKEN = re.compile(r"[^\W\d_]+|\d{1,2}|[.;:!?]")
_ONE = _words("a an ein eine einen einem einer his her their its sein seine seinem seiner ihr ihre ihrem ihrer")
_ANOTHER = {
    **dict.fromkeys(_words("another weiterer weitere weiteren anderer andere anderen"), 0),
    **dict.fromkeys(_words("second zweiter zweite zweiten"), 2),
    **dict.fromkeys(_words("third dritter dritte dritten"), 3),
}
_DEFINITE = _words("the these those all both die den der diese beide beiden other of")
# Behind these nobody is there: "a man or a woman", "a picture of a woman", "dressed as a man".
_NOT_THERE = _words("or oder of von like as wie als no kein keine than")
_STOPS = _words(
    "and or with in at on of to from by for near past towards toward through across over along behind before beside "
    "who which that while as then when is are was und oder mit an auf von zu aus vor hinter neben bei durch über der "
    "die das dem den während als dann the his her their its sein seine ihr ihre"
)
_PLURALS = _words("people men women children männer frauen kinder leute personen menschen kids")
# Whoever follows is one of them: "three people, two men and a woman".
_ANYBODY = _words("people persons personen leute menschen")
# Who is carried or pushed may have no track.
_SMALL = _words("baby toddler")
_CHILD = _words("child kid kind")
_GROUPS = _words("group gruppe gang party team family familie")
_COUPLES = {"couple": 2, "pair": 2, "paar": 2, "pärchen": 2, "ehepaar": 2, "duo": 2, "trio": 3}
_WEDDED = frozenset({"pärchen", "ehepaar"})
_DOZEN = {"dozen": 12, "dutzend": 12}
# "About a dozen" may be nine.
_ROUNDLY = 0.75
# What people do or where they are, or "a couple of boxes" were two people.
_DOING = re.compile(
    r"[.;:!?]|in|on|at|with|from|near|and|who|is|are|was|were|dressed|wearing|(?:walk|stand|pass|cross|enter|leav|"
    r"approach|com|go|wait|talk|sit|run|arriv|mov|gather|carr|get|stop|look|stroll|push|rid|rush|head|turn|meet|linger)"
    r"(?:s|e|es|y|ies|ing)?|und|mit|vor|auf|an|aus|das|die|(?:geh|steh|komm|wart|sitz|lauf|läuf|überquer|betr[ei]t|"
    r"verl[aä]ss|spazier|näher|trägt|schieb|biegt|trifft|red)\w*",
    re.IGNORECASE,
)
_WORN = r"(?:\s+(?:in|with|wearing|carrying|holding|mit)(?:\s+[\w-]+){1,5}?)?"
_AND = (
    r"(?:,?\s*(?:and|und|sowie|then|dann|followed by|gefolgt von|accompanied by|as well as)"
    r"(?:\s+(?:then|dann|later))?)\s*"
)
_LINKS = {
    "and": re.compile(_AND, re.IGNORECASE),
    "comma": re.compile(r"\s*,\s*"),
    "with": re.compile(r"\s*(?:together with|zusammen mit|with|mit|next to|beside)\s*", re.IGNORECASE),
    "later": re.compile(_WORN + _AND, re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class People:
    """`most` None: there may be more than are spoken of."""

    fewest: int
    most: int | None


@dataclass(frozen=True, slots=True)
class _Mention:
    """`number` of those who are named together by `noun`. `least`: of an ordinal. `start`, `end`: in the text."""

    kind: Literal["number", "about", "one", "another"]
    number: int
    noun: str
    start: int
    end: int
    definite: bool = False
    least: int = 0


def people_said(text: str, counted: int) -> People | None:
    """`counted`: the greatest number of people that is said as one, 0 where none is. None: nothing is claimed."""
    tokens = list(_TOKEN.finditer(text))
    found = [mention for place in range(len(tokens)) if (mention := _mention(text, tokens, place))]
    exact = [mention.number for mention in found if mention.kind == "number"]
    about = [max(2, round(mention.number * _ROUNDLY)) for mention in found if mention.kind == "about"]
    fewest = max(counted, *exact, *about, _together(text, found), _others(found))
    if not (counted or exact) and fewest < 2:
        return None
    open_ended = about or not (counted or exact) or _are_more(tokens, found)
    in_all = any(mention.kind == "number" and mention.noun in _ANYBODY for mention in found)
    named = 0 if in_all else sum(mention.number for mention in found if not mention.definite)
    return People(fewest, None if open_ended else max(fewest, named))


def _mention(text: str, tokens: Sequence[re.Match[str]], place: int) -> _Mention | None:
    word, before = _word(tokens, place), _word(tokens, place - 1)
    start = tokens[place].start()
    if word in _COUPLES or word in _DOZEN:
        return _round(text, tokens, place)
    if number := number_said(word, articles=False):
        noun = _noun(text, tokens, place)
        if noun is not None and before != "no":
            return _Mention("number", number, noun[0].lower(), start, noun.end(), before in _DEFINITE)
        grouped = _word(tokens, place - 2) in _GROUPS and _acts(tokens, place + 1)
        return _Mention("number", number, "people", start, tokens[place].end()) if grouped else None
    is_other = word == "another" or (word in _ANOTHER and before in _ONE)
    noun = _noun(text, tokens, place) if is_other or word in _ONE else _bare(text, tokens, place)
    if noun is None or before in _NOT_THERE or _is_plural(noun[0].lower()):
        return None
    return _Mention(
        "another" if is_other else "one", 1, noun[0].lower(), start, noun.end(), least=_ANOTHER.get(word, 0)
    )


def _round(text: str, tokens: Sequence[re.Match[str]], place: int) -> _Mention | None:
    """A dozen, a couple."""
    word, token = _word(tokens, place), tokens[place]
    number = (_COUPLES | _DOZEN)[word]
    if word in _DOZEN and {"half", "halbes"} & {_word(tokens, place - 1), _word(tokens, place - 2)}:
        number //= 2
    # "Ein paar" are a few.
    if token[0] == "paar":
        return None
    behind = place + (_word(tokens, place + 1) in {"of", "von"})
    if noun := _noun(text, tokens, behind, most_words=2):
        return _Mention("about", number, noun[0].lower(), token.start(), noun.end())
    if word in _COUPLES and (word in _WEDDED or _acts(tokens, place + 1)):
        return _Mention("number", number, "couple", token.start(), token.end(), _word(tokens, place - 1) in _DEFINITE)
    return None


def _noun(text: str, tokens: Sequence[re.Match[str]], place: int, most_words: int = 4) -> re.Match[str] | None:
    """Who is meant by the article or number at `place`."""
    for token in tokens[place + 1 : place + 1 + most_words]:
        word = token[0].lower()
        if label := label_of(word):
            return token if label == "person" and text[token.end() : token.end() + 1] not in {"'", "’", "-"} else None
        if word in _STOPS | _ONE | _ANOTHER.keys() or not word.isalpha() or number_said(word, articles=True):
            return None
    return None


def _bare(text: str, tokens: Sequence[re.Match[str]], place: int) -> re.Match[str] | None:
    """The second of "a man and woman"."""
    joined = _word(tokens, place - 1) in {"and", "und"} and label_of(_word(tokens, place - 2)) == "person"
    return tokens[place] if joined and label_of(_word(tokens, place)) == "person" else None


def _together(text: str, found: Sequence[_Mention]) -> int:
    """The greatest sum of people who are named in a row. "A man, a courier in yellow" is no row without an "and"."""
    best, row, perhaps = 0, list(found[:1]), list[_Mention]()
    for before, mention in pairwise(found):
        link = next((name for name, form in _LINKS.items() if form.fullmatch(text, before.end, mention.start)), "")
        if link == "comma" and before.noun not in _ANYBODY | {"couple"}:
            perhaps.append(mention)
            continue
        if link == "and":
            row += [*perhaps, mention]
        elif (link == "later" and not perhaps) or (link == "with" and mention.noun not in _CHILD):
            row.append(mention)
        else:
            row = [mention]
        perhaps = []
        if len(row) > 1:
            best = max(best, sum(each.number for each in row if each.noun not in _SMALL))
    return best


def _others(found: Sequence[_Mention]) -> int:
    others = [place for place, each in enumerate(found) if each.kind == "another"]
    if not others:
        return 0
    before = max((each.number for each in found[: others[0]]), default=0)
    total = before + sum(found[place].number for place in others if not found[place].least) if before else 0
    return max(total, *(found[place].least for place in others))


def _are_more(tokens: Sequence[re.Match[str]], found: Sequence[_Mention]) -> bool:
    """Whether people are named whom nobody counted: "two men and several children"."""
    ends = {mention.end for mention in found}
    return any(
        _is_plural(token[0].lower())
        and token.end() not in ends
        and not _DEFINITE & {_word(tokens, place - 1), _word(tokens, place - 2)}
        for place, token in enumerate(tokens)
    )


def _acts(tokens: Sequence[re.Match[str]], place: int) -> bool:
    return place >= len(tokens) or bool(_DOING.fullmatch(tokens[place][0]))


def _word(tokens: Sequence[re.Match[str]], place: int) -> str:
    return tokens[place][0].lower() if 0 <= place < len(tokens) else ""


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and label_of(word[:-1]) == "person")
