"""Tells a sentence that says nothing of what happened: nothing can be seen, or a server or its filter speaks instead
of a model. Pure.

No list of sentences would be long enough. Such a sentence is made of few words only, those below, while whoever tells
what happened needs others: who, what, where. "The picture is dark, but a man crosses the yard" is a story by "man",
"crosses" and "yard". English and German.
"""

import re

_BETWEEN = (
    "a an the this that these those it its there here of in on at from for to by with within about as so such and "
    "or nor but because since due which what who how whether if is are was were be been being am has have had do "
    "does did can could will would may might must should all some either s der die das den dem des ein eine einer "
    "eines einen einem dieser diese dieses diesem diesen es er hier da auf in im am an aus bei zu zum zur von vom "
    "für mit wegen weil denn daher deshalb somit aufgrund also sodass um und oder aber was wer wie ob dass ist sind "
    "war waren wird werden wurde wurden sein kann können konnte konnten lässt lassen ließ sich hat haben etwas "
    "irgendetwas alles"
)
_ADVERBS = (
    "too very quite rather completely entirely totally almost mostly extremely far just also simply unfortunately "
    "sadly regrettably currently really clearly reliably properly else much more further temporarily still now "
    "moment time therefore thus hence however only than sehr ganz völlig komplett fast leider derzeit momentan "
    "sonst mehr genau genaues deutlich viel weiter* darauf dazu nur noch gerade"
)
_PICTURE = (
    "image* picture* feed event sequence photo* frame frames video* footage clip clips snapshot* recording* scene* "
    "view views visibility resolution quality exposure contrast night nighttime darkness blur bild bilder bildern "
    "bildes bildqualität bilddatei* datei dateien file files foto* aufnahme* szene* ansicht qualität auflösung "
    "dunkelheit unschärfe"
)
_TELLING = (
    "see seen appear* seem* contain* reicht reichen tell told say said make makes making made describe* describing "
    "give given giving provide* providing show shown note worth visible viewed visually visual observ* identif* "
    "recogni* discern* distinguish* determin* detect* establish* infer* interpret* judg* happen* occur* going out "
    "place action clear known available possible enough sufficient* able subject* context sehen sichtbar erkenn* "
    "sagen gesagt beschreib* beschrieben bestimm* feststell* ermitt* beurteil* machen gemacht geben gegeben gibt "
    "möglich verfügbar vorhanden klar bekannt ausreichend* genügend zeigt gezeigt passiert geschieht vorgeht vor "
    "geht los zeitpunkt moment"
)
_WORDS = (
    "comment* description* caption* summar* answer* statement* explanation* report* detail* information content "
    "contents data text result results angabe* aussage* auskunft einzelheit* inhalt* beschreibung*"
)
# Without one of these nothing is denied: "A light is seen" tells something.
_DENIED = (
    "no not nothing none any anything anyone cannot t isn aren wasn weren don doesn didn couldn won n impossible "
    "unable hard difficult difficulty unclear unknown uncertain unavailable missing lack* insufficient* inadequate "
    "undefined null nan nicht nichts kein keine keiner keinen keinem keinerlei unmöglich unklar unbekannt schwer "
    "schwierig"
)
# These deny something of a picture only. "It is black" tells of the cat.
_POOR = (
    "dark darker black blank empty bright dim blurry blurred grainy pixelated noisy foggy hazy corrupt* damaged "
    "distorted overexposed underexposed washed focus poor poorly lit low bad small limited unusable illegible "
    "unreadable white grey gray dunkel schwarz leer unscharf verschwommen verpixelt überbelichtet unterbelichtet "
    "hell grau weiß verrauscht schlecht* gering* unbrauchbar beschädigt"
)
# What is looked for and not found. Where nobody is "seen", that is told; who cannot "identify any" saw nothing.
_SOUGHT = (
    "people person persons vehicle* car cars animal* object* figure figures face faces thing things activity "
    "activities movement* motion event events personen menschen fahrzeug* tier tiere objekt* gesichter bewegung*"
)
_SEEKING = re.compile(
    r"\b(?:any|identif\w*|recogni[sz]\w*|discern\w*|contain|irgend\w*|identifizier\w*)\b", re.IGNORECASE
)
# Words that are something else alone: a man, a light at the gate, a camera on the wall.
_PHRASES = re.compile(
    r"\bman (?=kann|konnte|sieht|erkennt)|(?<=kann )man\b|(?<=konnte )man\b|"
    r"(?<=enough )light\w*|(?<=low )light\w*|(?<=poor )light\w*|(?<=little )light\w*|\blighting (?=is|was)|"
    r"(?<=weil )sie\b|(?<=denn )sie\b|(?<=da )sie\b|"
    r"\bcamera (?=image|picture|view|footage|frame|feed)|(?<=wenig )licht\b|(?<=kein )licht\b",
    re.IGNORECASE,
)
_REFUSED = (
    "invalid ungültig* verstößt declin* denied refus* rejected blocked filtered flagged withheld moderat* censored "
    "cancelled aborted fail* error errors timeout timed exceeded violat* abgelehnt blockiert verweigert gefiltert "
    "gesperrt abgebrochen fehlgeschlagen fehler"
)
# Refused only where it is denied.
_UNDONE = (
    "found gefunden load* process* open opened decod* read parse* analy* retriev* fetch* access* render* download* "
    "generat* produc* creat* support* geladen laden verarbeite* geöffnet öffnen gelesen analysier* ausgewertet "
    "erzeugt erstell* aufgetreten"
)
_SERVER = (
    "processing generation analysis verarbeitung request* respon* output* prompt* media input "
    "system* internal server* service* model* api network backend connection* provider* access code status rate "
    "limit* quota token* usage polic* guideline* safety security privacy reason* setting* rule* restrict* concern* "
    "anfrage* antwort* ausgabe* dienst* system* intern* modell* gründen richtlinie* sicherheits* "
    "datenschutz* zugriff zugang"
)
_OF_A_SERVER = (
    "gegen unsere potentially unsafe harmful sensitive inappropriate explicit unexpected while during after before "
    "again later try please your you my our we both each successfully automatically attached provided uploaded "
    "durch beim ihre bitte später erneut versuchen"
)
_TELLTALES = (
    r"\b(?:content|moderation|usage|safety) (?:polic(?:y|ies)|filters?|guidelines?|restrictions?)\b",
    r"\b(?:declined|refused|rejected|blocked|filtered|flagged|withheld)\b.{0,60}\b(?:safety|moderation|policy|privacy) "
    r"(?:systems?|reasons?|settings?|rules|concerns?)\b",
    r"\b(?:sicherheits|inhalts)filter\w*|\b(?:inhalts|nutzungs)richtlinie\w*",
    r"\bwe (?:can ?not|can['’]?t|could not|are (?:unable|not able|sorry)|apologi[sz]e)\b|\bi apologi[sz]e\b",
    r"^(?:my|our) (?:\w+ )?apologies\b|\bwir (?:können|dürfen|konnten)\b.{0,80}\b(?:nicht|kein\w*)\b",
    r"^(?:(?:an?|the|ein|internal|server|unknown|unexpected|http|api|network|system|runtime|fatal) ){0,3}"
    r"(?:\w*error|\w*exception|fehler)\b(?=\W*(?:$|[:#(\[]|\d|code\b))",
    r"^(?:\w+\W+)?something went wrong\b",
    r"^(?:the |this )?(?:service|server|model|api) (?:is |was )?(?:\w+ )?(?:unavailable|overloaded|busy|offline)\b",
    r"^traceback\b|^http\W?\d{3}\b|\[object \w+\]|^ein (?:\w+ )?fehler ist aufgetreten\b",
)


def _any_of(*words: str) -> re.Pattern[str]:
    """`words`: parted by spaces; "*" stands for an ending."""
    return re.compile("|".join(" ".join(words).replace("*", r"\w*").split()), re.IGNORECASE)


_DENIES, _IS_POOR = _any_of(_DENIED), _any_of(_POOR)
_NAMES_A_PICTURE, _TELLS, _NAMES_A_SERVER = _any_of(_PICTURE, _WORDS), _any_of(_TELLING), _any_of(_SERVER)
_SILENT = _any_of(_BETWEEN, _ADVERBS, _PICTURE, _TELLING, _WORDS, _DENIED, _POOR)
_THINGS = _any_of(_SOUGHT)
_REFUSES, _UNDOES = _any_of(_REFUSED), _any_of(_UNDONE)
_OF_SERVERS = _any_of(_REFUSED, _UNDONE, _SERVER, _OF_A_SERVER)
_SPEAKS_ITSELF = re.compile("|".join(_TELLTALES), re.IGNORECASE)


def says_nothing(sentence: str) -> bool:
    """That nothing can be seen or told. `sentence`: without what was read in the picture."""
    words = _words(sentence)
    poor = _has(_IS_POOR, words) and (_has(_NAMES_A_PICTURE, words) or _has(_TELLS, words))
    seeking = _SEEKING.search(sentence)
    return (poor or _has(_DENIES, words)) and all(
        _SILENT.fullmatch(word) or (seeking and _THINGS.fullmatch(word)) for word in words
    )


def declines(sentence: str) -> bool:
    """That something was refused or went wrong. `sentence`: without what was read in the picture."""
    if _SPEAKS_ITSELF.search(sentence):
        return True
    words = _words(sentence)
    named = _has(_NAMES_A_PICTURE, words) or _has(_NAMES_A_SERVER, words)
    refused = _has(_REFUSES, words) or (_has(_UNDOES, words) and _has(_DENIES, words))
    return named and refused and all(_SILENT.fullmatch(word) or _OF_SERVERS.fullmatch(word) for word in words)


def _has(form: re.Pattern[str], words: list[str]) -> bool:
    return any(map(form.fullmatch, words))


def _words(sentence: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", _PHRASES.sub("", sentence))
