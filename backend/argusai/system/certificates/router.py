"""How ArgusAI is encrypted, for the page of sign-in: open to everybody, as it is in the encryption itself."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.requests import HTTPConnection

from argusai.kit.errors import NotFound
from argusai.kit.problems import problems
from argusai.system.certificates.authority import OwnAuthority
from argusai.system.certificates.schemas import AuthorityOut, EncryptionOut

router = APIRouter(tags=["system"])
_OPEN = {"security": list[object]()}
_FILE = "/encryption/argusai-authority.crt"
# iPhones offer to install a profile for this type, Android a certificate.
_MEDIA_TYPE = "application/x-x509-ca-cert"


def _authority(connection: HTTPConnection) -> OwnAuthority:
    authority: OwnAuthority = connection.app.state.own_authority
    return authority


_Authority = Annotated[OwnAuthority, Depends(_authority)]


@router.get("/encryption", openapi_extra=_OPEN)
async def read_encryption(authority: _Authority) -> EncryptionOut:
    """Whether ArgusAI itself speaks HTTPS, and by whose word. Needs no sign-in."""
    facts = await asyncio.to_thread(authority.facts)
    told = None if facts is None else AuthorityOut(fingerprint=facts[0], ends=facts[1], certificate=f"/api/v1{_FILE}")
    return EncryptionOut(https=authority.https, authority=told)


@router.get(
    _FILE,
    openapi_extra=_OPEN,
    response_class=Response,
    responses={200: {"content": {_MEDIA_TYPE: {}}}, **problems(404)},
)
async def read_authority(authority: _Authority) -> Response:
    """The certificate of the house's own authority, for devices to install; never its key. Needs no sign-in."""
    der = await asyncio.to_thread(authority.read)
    if der is None:
        raise NotFound("This ArgusAI has no authority of its own.")
    return Response(der, media_type=_MEDIA_TYPE)  # as an attachment iPhones would not offer to install it
