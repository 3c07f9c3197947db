"""What a camera's gate does and saves, in words; and why it is not offered. Pure."""

from argusai.pipeline.capture.cameras.ports import Gate, Health
from argusai.pipeline.capture.cameras.schemas import GateOut

# As `streams.gate` measures it: what was judged, and the jitter of a camera's clock.
_MOST_KEYFRAME_SECONDS = 1.1
_DAY_HOURS, _LEAST_EVENTS = 24, 5
_CODECS = {"h264": "H.264", "hevc": "H.265"}


def gate_out(health: Health) -> GateOut:
    """Of a connected camera."""
    why_not, gate = _why_not(health), health.gate
    return GateOut(
        offered=not why_not,
        why_not=why_not,
        state=gate.state,
        sentence=_sentence(gate, why_not),
        saved=round(gate.saved, 3),
        watched_hours=round(gate.watched_seconds / 3600, 1),
        events=gate.events,
        missed=gate.missed,
    )


def _why_not(health: Health) -> str:
    codec = health.facts.codec if health.facts else ""
    if codec and codec not in _CODECS:
        return "Every picture of this stream stands alone: there is nothing to leave out."
    if health.masked.video:
        return "It has privacy masks, and every picture must be decoded to be masked."
    if health.gate.state == "second":
        return "It is watched on its second, smaller stream, which saves more."
    if health.gate.state == "unfit":
        return "Its pictures are decoded in hardware. There it was not measured, so nothing is left out."
    seconds = health.traffic.keyframe_seconds
    if not seconds:
        return "How far its keyframes are apart is being measured."
    if seconds > _MOST_KEYFRAME_SECONDS or health.gate.state == "keyframes":
        return (
            f"Its keyframes are {seconds:g} s apart, and it would be that late to notice somebody. Choose a keyframe "
            "(I-frame) interval of one second in the camera's own settings."
        )
    return ""


def _sentence(gate: Gate, why_not: str) -> str:
    saved = f"{round(gate.saved * 100)} of 100 pictures were not decoded lately."
    match gate.state:
        case "off":
            return "Every picture is decoded."
        case "second":
            return ""
        case "unfit" | "keyframes":
            return f"It saves nothing now. {why_not}"
        case "measuring":
            return "How far its keyframes are apart is being measured; until then every picture is decoded."
        case "learning":
            return f"It does not save yet: it compares itself with full decoding. {_earned(gate)}"
        case "checking":
            return f"It decodes everything for now, to check that it would have missed nothing. {saved}"
        case "awake":
            return f"Something moves or moved just now, so every picture is decoded. {saved}"
        case "asleep":
            return f"Nothing moves, so only keyframes are decoded. {saved}"


def _earned(gate: Gate) -> str:
    hours = min(_DAY_HOURS, int(gate.watched_seconds // 3600))
    events = min(_LEAST_EVENTS, gate.events)
    done = f"{hours} of {_DAY_HOURS} hours and {events} of {_LEAST_EVENTS} events are done."
    if not gate.missed:
        return done
    times = "once" if gate.missed == 1 else f"{gate.missed} times"
    return f"{done} It would have slept through an event {times}, and began anew."
