"""Tells what a sentence of a model is: part of the story, a refusal, or talk about itself. Pure.

Models speak so in English mostly, whatever language they are asked for; German stands beside it as the other language
that we speak ourselves. Some decline in a language of their own or of the house's people.
"""

import re
from enum import Enum

from argusai.pipeline.events.description.providers.silence import declines, says_nothing

_CANNOT = r"(?:can(?:['’]?t|not| not)|could(?:n['’]t| not)|won['’]?t|will not|must not)"
_UNABLE = r"(?:sorry|unable|not able|not allowed|afraid)"
_LOOK = r"(?:see|view|access|process|analy[sz]e|describe|identify|determine|assist|help|provide)"
_PICTURE = r"(?:image|picture|photo|frame|video)s?"
_THERE = r"(?:provided|attached|visible|available|given|uploaded|received|included|shared)"
_REFUSALS = (
    rf"\bi (?:really |simply |also )?(?:{_CANNOT}|refuse|decline|do(?:n['’]t| not) (?:see|have|feel comfortable))\b",
    rf"\bi(?:['’]m| am| was) (?:\w+ )?{_UNABLE}\b",
    r"^(?:sorry|apologies|unfortunately,? i)\b",
    r"\b(?:as|being) an? (?:ai|a\.i\.|artificial|large language|language model|assistant)\b",
    r"\b(?:violat|against)\w* (?:\w+ ){0,3}(?:polic|guideline|terms)",
    rf"\b(?:unable|not able|not possible|impossible) to {_LOOK}\b",
    rf"\b(?:no|without an?|without any) {_PICTURE} (?:\w+ ){{0,3}}{_THERE}\b",
    rf"\b{_PICTURE} (?:is|are|was|were|did|does|has|have)(?:n['’]t| not) (?:\w+ ){{0,3}}(?:{_THERE}|come|load|been)\b",
    rf"\bcan(?:not|['’]t| not) (?:be )?(?:{_LOOK}|seen)\w*\b.*\b(?:{_PICTURE}|request)\b",
    r"\b(?:es )?tut mir leid\b|\bentschuldigung\b",
    r"\bich (?:\w+ ){0,3}(?:kann|darf|konnte|werde) (?:\w+ ){0,4}(?:nichts?|kein\w*)\b",
    r"\bich (?:kann|darf|konnte|werde)\b.*\b(?:nichts?|kein\w*)\b",
    r"\b(?:leider|daher) (?:kann|darf|konnte) ich\b|\b(?:kann|darf|konnte) ich\b.*\b(?:nicht|kein\w*)\b",
    r"\bich (?:bin nicht in der lage|sehe (?:leider )?(?:nichts|kein))",
    r"\bals (?:ki|künstliche|sprachmodell)\b",
    r"\bkein (?:bild|foto|video) (?:\w+ ){0,2}(?:vorhanden|angehängt|sichtbar|erhalten|übermittelt)\b",
)
_ELSEWHERE = (
    r"抱歉|对不起|對不起|我(?:无法|無法|不能)|申し訳|できません|죄송|수 없습니다",
    r"\b(?:lo siento|no puedo|disculp[ae]|désolée?|je ne (?:peux|suis pas)|mi dispiace|non (?:posso|sono in grado))\b",
    r"\b(?:desculpe|sinto muito|não (?:posso|consigo)|het spijt me|ik kan\b.*\bniet|beklager|j[ea]g kan (?:ikke|inte)|"
    r"tyvärr|undskyld)\b",
    r"\b(?:извините|простите|к сожалению|не могу|przykro mi|przepraszam|nie mogę|üzgünüm|maalesef)\b",
)
_META = (
    r"\b(?:json|schema|markdown|prompt|system (?:message|text)|delimiter)\b",
    r"\b(?:the|my|your|these|those|previous|above|following) (?:instructions?|guidelines?|rules)\b",
    r"\b(?:language model|chatbot|ai assistant|ai model|training data|token limit|openai|anthropic)\b",
    r"\b(?:ignor|disregard|follow)\w* (?:\w+ ){0,3}(?:instructions?|anweisungen)\b",
    r"\b(?:the|this) (?:user|request|question|conversation)\b|\bas (?:you )?(?:requested|instructed|asked)\b",
    r"^(?:here (?:is|are|['’]s)|below is|note:|please note|feel free|i hope|hope this|certainly|sure)\b",
    r"^please (?:provide|share|upload|attach|let)\b",
    r"\b(?:if you (?:need|have|want|would like|provide|could|can)|let me know|happy to help|how (?:can|may) i)\b",
    r"\b(?:i (?:will|would|need|have|based|analy[sz]ed|was (?:asked|told|given))|i['’](?:ll|d|ve))\b",
    r"^(?:hier ist|hier sind|anbei|bitte (?:stellen|senden|laden)|gerne helfe)\b",
    r"\b(?:anweisungen|sprachmodell|ki-modell|systemtext)\b",
    # Its reader is told what he is to do: by a sign before the camera, or by whoever runs the model.
    r"^(?:(?:please|now|urgent(?:ly)?|immediately|bitte|jetzt|sofort)\W+){0,2}(?:"
    r"(?:call|dial|phone|ring|text|visit|send|pay|scan|click|contact|e-?mail|reply|transfer|download|tap|enter|buy|"
    r"verify|confirm|subscribe|go|log ?in)\b"
    r"(?= (?:\+?\d|(?:the (?:\w+ )?(?:number|code|link|site|button|address|account)|this|us|our|"
    r"your|you|now|here|immediately|today|at once|back|to get|to claim|to confirm)\b)|[.!]|$)|"
    r"(?:rufen|besuchen|überweisen|klicken|scannen|senden|schicken|zahlen|schreiben|antworten|melden|kontaktieren|"
    r"bestätigen) sie\b)",
    r"\b(?:facts?|metadata|tracks?|tracker) (?:says?|states?|provided|indicates?|data)\b",
)
_REFUSAL = re.compile("|".join(_REFUSALS + _ELSEWHERE), re.IGNORECASE)
_TALK = re.compile("|".join(_META), re.IGNORECASE)
# What is quoted was read in the picture, or is a name.
_QUOTED = re.compile(r"[\"“„«].{1,200}?[\"”“»]|(?<!\w)['‘].{1,200}?['’](?!\w)")


class Talk(Enum):
    STORY = "story"
    REFUSAL = "refusal"
    META = "meta"
    NOTHING = "nothing"


def talk_of(sentence: str) -> Talk:
    """`NOTHING`: that nothing can be seen, which tells nobody what happened."""
    plain = _QUOTED.sub(" … ", sentence)
    if _REFUSAL.search(plain) or declines(plain):
        return Talk.REFUSAL
    if says_nothing(plain):
        return Talk.NOTHING
    if plain.rstrip().endswith(("?", "？")) or _TALK.search(plain):
        return Talk.META
    return Talk.STORY if any(map(str.isalpha, sentence)) else Talk.META
