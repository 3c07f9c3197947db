"""What is written down of a call that is over: what it cost, and what was said. Pure."""

from dataclasses import asdict
from typing import Any

from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.money.treasury import Ended
from argusai.pipeline.events.description.providers.check import Scene, check, check_reply
from argusai.pipeline.events.description.providers.contract import Answer, Usage
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.requests.alike import scene_of
from argusai.pipeline.events.description.requests.contract import StoredEvent
from argusai.pipeline.events.description.requests.rates import cost_of, rates_for
from argusai.pipeline.events.description.requests.when import about

Plain = dict[str, Any]


def booked(describer: Describer, model: str, answer: Answer, plain: Plain | None = None, *, failure: str = "") -> Ended:
    """`failure`: why nobody may have what it said, though it is paid."""
    cost, unsure = cost_of(describer, model, answer.usage), _is_silent(describer, model, answer.usage)
    return Ended(cost, answer.usage, answer=plain, failure=failure, unsure=unsure)


def booked_failure(describer: Describer, model: str, failed: ProviderFailed) -> Ended:
    """What came of it may be no answer, and be paid as one."""
    cost, usage = cost_of(describer, model, failed.usage), failed.usage
    unsure = failed.may_have_cost and (usage is None or _is_silent(describer, model, usage))
    return Ended(cost, usage, failure=failed.kind, unsure=unsure)


def _is_silent(describer: Describer, model: str, usage: Usage) -> bool:
    """A server that does not say what it read may have used all that was reserved, unless it costs nothing anyway: each
    is asked with words."""
    return usage.input_tokens <= 0 and bool(rates_for(describer, model).of(Usage(1_000_000, 1_000_000)))


def judged(answer: Answer, event: StoredEvent) -> Plain:
    """Held against the facts, as plain values."""
    held = check_reply if event.question else check
    checked = held(answer, event.facts, Scene(places=event.places, zone=event.zone))
    return {
        **_plain(checked.answer),
        "marks": list(checked.marks),
        "about": about(event.facts),
        # So that the words may do for an event that looks the same.
        "scene": scene_of(event.facts),
        # As the model itself said, for a second look compares that.
        "claimed": [int(answer.attention), answer.confidence],
    }


def _plain(answer: Answer) -> Plain:
    plain = asdict(answer)
    plain["attention"] = int(answer.attention)
    plain |= {"objects": list(answer.objects), "pictures": list(answer.pictures)}
    return plain
