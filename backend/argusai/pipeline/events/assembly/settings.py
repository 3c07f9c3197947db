"""How an event is put together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssemblySettings:
    """`quiet_seconds`: without activity for this long, an event closes. `longest_seconds`: then it closes and, if
    activity goes on, a continuation opens. `motionless_seconds`: so long a track that is present without any motion
    counts as activity (a person who stands still; not a parked car). `lead_seconds`: how far an opening reaches back
    at most. `clip_margin_seconds`: what a clip shows before and after."""

    quiet_seconds: float = 8.0
    longest_seconds: float = 300.0
    motionless_seconds: float = 60.0
    lead_seconds: float = 10.0
    grown_seconds: float = 1.0
    heartbeat_seconds: float = 10.0
    clip_margin_seconds: float = 5.0
