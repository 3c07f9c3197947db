"""`/self-test`: a made-up event through the rules to a channel and back."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import HTTPConnection

from argusai.accounts.guard import Administrator
from argusai.kit.problems import problems
from argusai.pipeline.notifications.selftest.schemas import SelfTestIn, SelfTestOut, SelfTestRunOut
from argusai.pipeline.notifications.selftest.service import SelfTests

router = APIRouter(prefix="/self-test", tags=["channels"])


def _service(connection: HTTPConnection) -> SelfTests:
    service: SelfTests = connection.app.state.self_tests
    return service


Tests = Annotated[SelfTests, Depends(_service)]


@router.get("", responses=problems(401, 403))
async def read_self_test(tests: Tests, _person: Administrator) -> SelfTestOut:
    """By which channel it goes, when by night, and how the last ones went."""
    return await tests.read()


@router.put("", responses=problems(401, 403, 413, 422, 503))
async def change_self_test(tests: Tests, _person: Administrator, given: SelfTestIn) -> SelfTestOut:
    return await tests.change(given)


@router.post("/runs", responses=problems(401, 403, 409, 503))
async def run_self_test(tests: Tests, person: Administrator) -> SelfTestRunOut:
    """Now; answers when it has ended, within two minutes. That a stage fails is no error of this request."""
    return await tests.run_now(person.name)
