"""What a sentence claims of danger: nothing that tracks can prove, in English and German, the languages that are asked
for. In others it claims nothing. Pure."""

import re
from typing import Literal

Grave = Literal["weapon", "fire", "break-in", "violence"]
_DET = r"(?:an?|the|his|her|their|its|another|one|two|some|someone['’]s|somebody['’]s)"
# "Kicks a ball in the yard" and "breaks down at the gate" are none: what is broken stands right behind.
_WAY_IN = (
    rf"{_DET} (?:(?!(?:of|in|at|on|by|from|to|near|against|before|behind|beside)\b)\w+ ){{0,2}}"
    r"(?:(?:front|back|side|garage|car|cellar)?doors?|gates?|windows?|windscreens?|panes?|glass|(?:pad)?locks?|fences?|"
    r"shutters?|chains?|letter ?box(?:es)?|mail ?box(?:es)?|sheds?|safes?|entrances?)"
)
_VICTIM = (
    r"(?:him|her|them|another|someone|somebody|each other|one another|(?:an?|the|his|her|another|two) (?:\w+ )?"
    r"(?:man|men|woman|women|person|people|child|children|boys?|girls?|dogs?|cats?|victim|driver|courier)\b"
    r"(?!['’]s))"
)
_ENGLISH: dict[Grave, str] = {
    "weapon": r"weapons?|fire ?arms?|(?:hand|shot)?guns?|gunm[ae]n|pistols?|rifles?|revolvers?|kni(?:fe|ves)|"
    r"daggers?|bayonets?|blades?|swords?|axe?s?|hatchets?|machetes?|crowbars?|grenades?|bombs?|explosives|"
    r"armed|brandish\w*",
    "fire": r"fire|flames?|burning|smoke|ablaze|(?:is|are|was|were|sets?|setting|all) (?:\w+ ){0,3}alight|"
    r"explo(?:sions?|de[sd]?|ding)|detonat\w+|arson\w*|(?:petrol|gasoline) (?:over|on|onto|into) \w+",
    "break-in": r"break(?:s|ing)?[- ]?in(?:to)?|broke into|burglar\w*|intruders?|trespass\w*|"
    r"forc(?:es|ing|ed) (?:open|entry|the (?:door|window|gate|lock))|smash\w*|pr(?:y|ies|ying) (?:open|at)|steal\w*|"
    r"stole|thief|thieves|theft|robb\w+|loot(?:s|ed|ing|ers?)?|jemm(?:y|ies|ied|ying)|"
    rf"kick(?:s|ed|ing)? (?:{_WAY_IN} (?:in|down|open)|(?:in|down|open|through|at|against) {_WAY_IN})|"
    rf"shatter(?:s|ed|ing) {_WAY_IN}|lever(?:s|ed|ing) {_WAY_IN} open|snatch\w*|"
    r"(?:throws?|threw|throwing) (?:\w+ ){1,4}(?:through|at|into) \w+ (?:\w+ )?windows?|"
    r"(?:break(?:s|ing)?|broke|(?:has|have|had|having) broken) (?:open|"
    rf"(?:(?:down|through|off|up|out) )?{_WAY_IN})|pick(?:s|ed|ing) (?:at )?{_DET} (?:\w+ )?lock|"
    r"climb(?:s|ed|ing)? (?:in |into |out )?through (?:\w+ ){0,3}windows?",
    "violence": r"attack\w*|assault\w*|fight(?:s|ing)?|punch\w*|hit(?:s|ting) (?:an?|the|him|her|them|another|someone|"
    r"somebody|each other)|hit(?:s|ting)? each other|blood\w*|injur\w+|stab(?:s|b\w+)|shoot\w*|"
    r"threaten\w*|strangl\w+|kill(?:s|ed|ing)|murder\w*|kidnap\w*|abduct\w*|hostages?|brawl\w*|beat(?:s|ing|en)? up|"
    rf"(?:hit|beat(?:s|ing|en)?|kick(?:s|ing|ed)?|slap(?:s|ping|ped)?|chok(?:es|ing|ed)) {_VICTIM}",
}
# Verbs are parted in German: "schlägt ein Mann die Scheibe ein". Words like "vor" and "und" part something else:
# "tritt vor die Tür und steigt ein".
_WORD = r"(?:(?!(?:und|oder|vor|in|an|auf|aus|durch|zu[mr]?|von|mit|gegen|hinter|neben|bei|nach)\b)\w+ )"
_SOMEBODY = rf"(?:(?:(?:er|sie|jemand|man) |(?:ein|eine|der|die|zwei|drei) {_WORD}{{1,2}}))?"
_HOW = r"(?:(?:dann|plötzlich|mehrmals|heftig|gewaltsam|mit (?:einem|einer|dem|der) \w+) )?"
_EINGANG = (
    r"(?:das|die|den|ein|eine|einen|seine|ihre|zwei|mehrere) (?:\w+ )?\w*(?:türe?n?|tor|fenster|scheiben?|schloss|"
    r"schlösser|glas|garage|auto|wagen|briefkasten|kasse|automaten?)"
)
_END = r"(?=\W*(?:$|[.,;:!]|und\b|oder\b|um\b))"
_GERMAN: dict[Grave, str] = {
    "weapon": r"(?:schuss|hand|stich|feuer)?waffen?|pistolen?|gewehre?n?|flinten?|messern?|klinge|dolche?|"
    r"schwert(?:er)?|äxte?n?|axt|beile?n?|macheten?|bewaffnet\w*|brecheisen|brechstangen?|granaten?|bomben?|sprengstoff\w*",
    "fire": r"feuer|flammen?|brennt|brennend\w*|rauch|explosion\w*|explodier\w+|brandstift\w+|lichterloh|"
    r"(?:steh\w+|ger[aä]t\w*|setz\w+) (?:\w+ ){0,4}in brand",
    "break-in": r"einbr\w+|eindringling\w*|dieb\w*|stiehlt|raub\w*|aufgebrochen|plünder\w+|"
    rf"(?:tritt|treten|schlägt|schlagen|wirft|rammt) {_SOMEBODY}{_HOW}{_EINGANG} {_HOW}{_WORD}{{0,3}}ein{_END}|"
    rf"(?:bricht|brechen) (?:in {_WORD}{{1,3}})?ein{_END}|(?:tritt|treten) gegen {_EINGANG}|"
    rf"(?:bricht|brechen|hebelt|hebeln) {_SOMEBODY}{_HOW}{_EINGANG} {_HOW}{_WORD}{{0,3}}auf{_END}|"
    rf"{_EINGANG} {_HOW}{_WORD}{{0,2}}(?:einschlägt|eingeschlagen|einzuschlagen|aufbricht|aufhebelt|aufzubrechen|"
    r"aufzuhebeln|aufgehebelt)|(?:steigt|klettert|steigen|klettern) (?:\w+ ){0,3}durch (?:das|ein) (?:\w+ )?fenster",
    "violence": r"überfall\w*|überfäll\w*|schläg\w+|blut\w*|verletzt\w*|angreif\w*|greift \w+ \w+ an|(?:ver)?prügel\w*|"
    r"(?:er)?würg\w+|ersticht|erstochen|sticht (?:\w+ ){0,3}(?:ein|zu)\b|schieß\w+|schüsse|erschossen|"
    r"angeschossen|tötet|ermord\w+|entführ\w+|geiseln?|(?:be)?droh(?:t|en)",
}
_HARMLESS = re.compile(
    r"\bfire ?works? (?:\w+ )?explod\w*|\bfire (?:hydrant|truck|engine|pit|station|alarm|escape|brigade)s?\b|"
    r"\b(?:camp|bon)fires?\b|\bfire(?:place|wood|works|man|men|fighter)\w*\b|\bfeuerwe(?:hr|rk)\w*\b|"
    r"\bsmoke (?:detector|alarm)|\bgun ?metal|\bwater (?:gun|pistol)|\b(?:toy|nerf|plastic|foam|cardboard) \w+|"
    r"\b(?:nail|glue|heat|spray|staple|grease|radar|massage|caulking|price) ?guns?\b|\brifl(?:es?|ing|ed) through\b|"
    r"\bkni(?:fe|ves)[- ](?:sharpen|grind)\w*|\bkni(?:fe|ves) and forks?\b|\bforks? and kni(?:fe|ves)\b|"
    r"\bmessern? und gabeln?\b|\bgabeln? und messern?\b|\b(?:one|two|bare|left|right|long)-armed\b|"
    r"\b(?:wiper|mower|saw|fan|rotor|shoulder|roller|turbine|plough|plow|propeller|skate|paddle)[- ]?blades?\b|"
    r"\bblades? of (?:the )?(?:grass|fan|\w*mower|saw|plough|plow|turbine)\b|"
    r"\bbr(?:eaks?|eaking|oke|oken) into an? (?:run|jog|sprint|trot|gallop|smile|dance|song|grin)\b|"
    r"\b(?:cat|kitten|squirrel|raccoon|marten|katze|kater|marder|eichhörnchen)\b[^.;]{0,40}"
    r"\b(?:climb|kletter|steig)\w* [^.;,]{0,30}(?:window|fenster)|"
    r"\bhit(?:s|ting) (?:an?|the) (?:\w+ )?(?:bell|button|ball|brakes?|horn|kerb|curb|nail|switch|puck)s?\b|"
    r"\bshoot(?:s|ing)? (?:an? |the |some )?(?:\w+ )?(?:hoops?|basket\w*|videos?|photo\w*|pictures?|films?|balls?)\b|"
    r"\bkill(?:s|ed|ing) (?:the|its|his|her) (?:engine|lights?|motor)\b|"
    r"\bschießt (?:\w+ ){0,3}(?:ball|tor|tore|fotos?|bild(?:er)?)\b|"
    r"\bschlägt (?:die|eine|den|das|seine\w*|ihre\w*) (?:\w*(?:tür|klappe|haube|tor) zu|\w+ hoch)\b",
    re.IGNORECASE,
)
# Only these words may stand between, or "without a coat, he holds a gun" would be no claim.
_BETWEEN = (
    r"(?:an?|any|the|visible|apparent|obvious|kind|signs?|of|or|and|holding|carrying|with|knife|knives|guns?|weapons?|"
    r"fire|flames|smoke|erkennbare?\w*|sichtbare?\w*|oder|und|eine?\w*|anzeichen|von|für)"
)
_DENIED = re.compile(rf"\b(?:no|not|without|never|kein\w*|ohne|nicht)\s+(?:{_BETWEEN}\s+){{0,8}}$", re.IGNORECASE)
_CLAIMS = {name: re.compile(rf"\b(?:{form}|{_GERMAN[name]})\b", re.IGNORECASE) for name, form in _ENGLISH.items()}


def grave_claims(text: str) -> frozenset[Grave]:
    """Which of weapon, fire, break-in and violence are claimed; what is denied or harmless is not."""
    plain = _HARMLESS.sub(" ", text)
    return frozenset(
        name
        for name, form in _CLAIMS.items()
        if any(not _DENIED.search(plain[: match.start()]) for match in form.finditer(plain))
    )
