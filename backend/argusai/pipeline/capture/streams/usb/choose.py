"""Which of the pictures that a plugged-in camera offers it is asked for. Pure."""

from argusai.pipeline.capture.cameras.contract import UsbPicture
from argusai.pipeline.capture.streams.errors import FormatRefused
from argusai.pipeline.capture.streams.usb.v4l2 import Offer

# Each JPEG stands alone: clips begin at the right picture. H.264 of webcams has keyframes rarely; what is not encoded
# fills the cable and has to be encoded here.
_ORDER = ("mjpeg", "h264", "raw")
# Enough to tell a person at the door; a whole wall of larger pictures is too much for a small machine.
_USUAL_WIDTH, _USUAL_HEIGHT, _USUAL_RATE = 1280, 720, 15.0
# Below it, somebody who walks by is seen in too few pictures: a smaller size may be faster.
_LEAST_RATE = 5.0


def choose(wanted: UsbPicture, offers: tuple[Offer, ...]) -> Offer:
    """One of `offers`, its `rates` at most the one to ask for. Raises FormatRefused."""
    if not offers:
        raise FormatRefused("The camera offers no kind of picture that can be read here.")
    left = [each for each in offers if wanted.codec in {"auto", each.codec}]
    if not left:
        raise FormatRefused(_sentence(_words(wanted.codec), offers))
    if wanted.width and wanted.height:
        left = [each for each in left if not each.width or (each.width, each.height) == (wanted.width, wanted.height)]
        if not left:
            raise FormatRefused(_sentence(f"{wanted.width}×{wanted.height}", offers))
    best = max(left, key=_worth)
    rates = _rate(wanted.rate, best.rates)
    width, height = (best.width, best.height) if best.width else (wanted.width, wanted.height)
    return Offer(best.codec, best.form, width, height, rates)


def _worth(offer: Offer) -> tuple[int, bool, bool, int]:
    """The usual kind; fast enough; no larger than usual, and then the largest, else the smallest."""
    fits = offer.width <= _USUAL_WIDTH and offer.height <= _USUAL_HEIGHT
    area = offer.width * offer.height
    fast = not offer.rates or offer.rates[0] >= _LEAST_RATE
    return -_ORDER.index(offer.codec), fast, fits, area if fits else -area


def _rate(wanted: float, offered: tuple[float, ...]) -> tuple[float, ...]:
    """The nearest one. Without a wish, the slowest that is fast enough for us."""
    if wanted:
        return (min(offered, key=lambda rate: abs(rate - wanted)),) if offered else (wanted,)
    enough = [rate for rate in offered if rate >= _USUAL_RATE]
    return (min(enough),) if enough else offered[:1]


def _sentence(refused: str, offers: tuple[Offer, ...]) -> str:
    sizes = dict.fromkeys(
        f"{_words(each.codec)} {each.width}×{each.height}" if each.width else _words(each.codec) for each in offers
    )
    there = ", ".join(list(sizes)[:8])
    return f"The camera does not offer {refused}. It offers {there}. Choose one of these, or “Automatic”."


def _words(codec: str) -> str:
    return {"mjpeg": "MJPEG", "h264": "H.264"}.get(codec, "unencoded pictures")
