"""Says an outage as one sentence. Pure."""

from datetime import datetime, tzinfo

from argusai.pipeline.capture.outages.outage import Outage

# What a stream says of itself is an instruction for now; afterwards people want to know what it was.
_WHY = {
    "wrong-password": "the camera refused the password",
    "password-needed": "the camera asked for a password",
    "password-unreadable": "its password could not be read with this ENCRYPTION_KEY",
    "password-missing": "its password was not in the file that it was imported from",
    "not-allowed": "the camera did not allow access",
    "not-found": "the camera had no stream at its path",
    "refused": "nothing answered at the camera's address",
    "no-route": "the camera's network could not be reached",
    "unknown-host": "the camera's name was not known in the network",
    "timeout": "the camera did not answer",
    "not-a-video": "what the camera sent was not a video",
    "no-file": "the file was not there",
    "unplugged": "the camera was unplugged",
    "in-use": "another program used the camera",
    "ambiguous": "two cameras with its serial number were plugged in",
    "format": "the camera did not offer the chosen kind or size of picture",
    "crashes": "what the camera sent stopped the part of the program that watches it, again and again",
}
_WHY_KIND = {
    "capture-lost": "the part of the program that watches it stopped and was started again",
    "not-running": "ArgusAI was not running",
}
_NOT_YET = "it was not reached yet"
_UNKNOWN = "the connection was lost"


def why(outage: Outage) -> str:
    """Half a sentence, to stand behind a colon."""
    if said := _WHY_KIND.get(outage.kind) or _WHY.get(outage.slug):
        return said
    if not outage.slug:
        return _NOT_YET
    first = outage.reason.split(". ")[0].strip().rstrip(".")
    return (first[:1].lower() + first[1:] if first[1:2].islower() else first) or _UNKNOWN


def say(outage: Outage, camera_name: str, now: datetime, zone: tzinfo) -> str:
    began = _time(outage.began_at.astimezone(zone), now.astimezone(zone))
    if outage.ended_at is None:
        return f"{camera_name} has been blind since {began}: {why(outage)}."
    ended = _time(outage.ended_at.astimezone(zone), now.astimezone(zone))
    match outage.kind:
        case "flaps" if outage.times > 1:
            return f"{camera_name} was lost {outage.times} times for a few seconds from {began} to {ended}."
        case "flaps":
            return f"{camera_name} was lost for a few seconds at {began}."
        case "not-running":
            return f"{camera_name} was not watched from {began} to {ended}: {why(outage)}."
        case _:
            return f"{camera_name} was blind from {began} to {ended}: {why(outage)}."


def _time(at: datetime, now: datetime) -> str:
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at.day} {at:%b}, {at:%H:%M}"
