"""One sentence about one parcel, for the list of a day."""

from datetime import datetime

from argusai.pipeline.events.description.messages import messages


def tell_parcel(camera_name: str, left_at: datetime, taken_at: datetime | None, language: str) -> tuple[str, str]:
    """The sentence and its language (English for an unknown one). Times are local."""
    words = messages(language)
    if taken_at is None:
        return words.text("sentences", "parcel_there", camera=camera_name, left=_clock(left_at)), words.language
    same_day = taken_at.date() == left_at.date()
    taken = _clock(taken_at) if same_day else f"{taken_at:%Y-%m-%d} {_clock(taken_at)}"
    said = words.text("sentences", "parcel_gone", camera=camera_name, left=_clock(left_at), taken=taken)
    return said, words.language


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"
