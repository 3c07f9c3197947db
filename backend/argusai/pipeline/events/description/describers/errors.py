"""Refusals of describers."""

from argusai.kit.errors import ArgusError


class ProviderRefusal(ArgusError):
    """A provider that was asked on the spot did not answer: the caller's key, address or choice of model has to
    change, or its server has to work again."""

    status = 422
    title = "The describer does not work"
    slug = "describer-failed"
