"""What a describer's tokens cost: the owner's prices, else those of the table, else assumed ones."""

from dataclasses import replace
from decimal import Decimal

from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.roster import is_outside
from argusai.pipeline.events.description.providers.contract import Ask, Usage
from argusai.pipeline.events.description.providers.price import Rates, rates_of, worst_usage

# What no table knows may cost as much as a dear model does, or a cap would not hold.
ASSUMED = Rates(Decimal(15), Decimal(75))
_FREE = Rates(Decimal(0), Decimal(0))


def rates_for(describer: Describer, model: str) -> Rates:
    """A price that the owner left out, or did not enter for this model, is that of the table; a server in the house
    costs nothing."""
    own = _own(describer, model)
    base = _FREE if None not in own else _known(describer, model) or ASSUMED
    given = [None if each is None else Decimal(str(each)) for each in own]
    return Rates(
        *(usual if each is None else each for each, usual in zip(given, (base.input, base.output), strict=True))
    )


def is_price_known(describer: Describer, model: str) -> bool:
    return None not in _own(describer, model) or _known(describer, model) is not None


def _own(describer: Describer, model: str) -> tuple[float | None, float | None]:
    """They were entered beside the name of one model; another one of that vendor may cost a hundred times as much."""
    return (describer.input_price, describer.output_price) if model == describer.model else (None, None)


def _known(describer: Describer, model: str) -> Rates | None:
    return rates_of(model, describer.kind, describer.base_url) or (_FREE if describer.at_home else None)


def worst_price_of(describer: Describer, model: str, ask: Ask) -> Decimal:
    """What it cannot cost more than."""
    return rates_for(describer, model).of(worst_usage(model, ask))


def cost_of(describer: Describer, model: str, usage: Usage | None) -> Decimal | None:
    return None if usage is None else rates_for(describer, model).of(usage)


async def verified(describer: Describer) -> Describer:
    """At home, and so free, only where its address is: the owner may be wrong, or the name may lead elsewhere now."""
    return (
        replace(describer, at_home=False) if describer.at_home and await is_outside(describer.base_url) else describer
    )
