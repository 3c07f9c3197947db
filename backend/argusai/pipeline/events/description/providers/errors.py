"""How asking a vision model fails. One class: what to do next is decided by its kind.

limit        too many requests; passes by itself, `retry_after` says when if the provider did
quota        no credit or budget left; a person has to see to it
key          the key is wrong, expired or not allowed to use the model
address      nobody answers there, it is no such server, it sends us elsewhere, or it does not know the model
tls          the connection could not be secured
timeout      no answer in time
cut          the connection ended before the answer did
server       the provider's own fault (5xx, overloaded)
refused      the request or its content was turned down, or the model declined to describe
unusable     an answer came that is none: garbage, too long, empty, meta-talk
"""

from collections.abc import Callable
from typing import Any, Literal

from argusai.pipeline.events.description.providers.contract import Usage

FailureKind = Literal[
    "limit", "quota", "key", "address", "tls", "timeout", "cut", "server", "refused", "unusable"
]  # fmt: skip


class ProviderFailed(Exception):
    """`sentence`: for a person, what failed and what to do; holds no key and nothing of the provider's own text.
    `retry_after`: seconds, if the provider said so. `usage`: what was surely billed; None: nothing, or unknown.
    `may_have_cost`: the request may have been billed. Survives pickling, as durable steps keep it so."""

    def __init__(
        self,
        kind: FailureKind,
        sentence: str,
        *,
        retry_after: float | None = None,
        usage: Usage | None = None,
        may_have_cost: bool = False,
    ) -> None:
        super().__init__(sentence)
        self.kind: FailureKind = kind
        self.sentence = sentence
        self.retry_after = retry_after
        self.usage = usage
        self.may_have_cost = may_have_cost

    def __reduce__(self) -> tuple[Callable[..., "ProviderFailed"], tuple[Any, ...]]:
        return _again, (self.kind, self.sentence, self.retry_after, self.usage, self.may_have_cost)


def _again(
    kind: FailureKind, sentence: str, retry_after: float | None, usage: Usage | None, may_have_cost: bool
) -> ProviderFailed:
    return ProviderFailed(kind, sentence, retry_after=retry_after, usage=usage, may_have_cost=may_have_cost)
