"""`/rules`, what they would have done, and why an event was told or not."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.requests import HTTPConnection

from argusai.accounts.guard import Administrator, SignedIn
from argusai.kit.problems import problems
from argusai.kit.schemas import PageOut
from argusai.pipeline.notifications.rules.schemas import (
    ChoicesOut,
    RuleIn,
    RuleOut,
    RulePatch,
    RuleVersionOut,
    TrialIn,
    TrialOut,
    WhyOut,
)
from argusai.pipeline.notifications.rules.service import RulesService
from argusai.pipeline.notifications.rules.trial import RuleTrials
from argusai.pipeline.notifications.rules.why import WhyService

router = APIRouter(tags=["rules"])


def _service(connection: HTTPConnection) -> RulesService:
    service: RulesService = connection.app.state.rules
    return service


def _trials(connection: HTTPConnection) -> RuleTrials:
    trials: RuleTrials = connection.app.state.rule_trials
    return trials


def _why(connection: HTTPConnection) -> WhyService:
    service: WhyService = connection.app.state.why
    return service


Rules = Annotated[RulesService, Depends(_service)]
Trials = Annotated[RuleTrials, Depends(_trials)]
Why = Annotated[WhyService, Depends(_why)]


@router.get("/rules", responses=problems(401))
async def list_rules(rules: Rules, _person: SignedIn) -> PageOut[RuleOut]:
    """In the order in which they were made. Always one page."""
    return PageOut(items=await rules.all(), next_cursor=None)


@router.get("/rules/choices", responses=problems(401))
async def list_rule_choices(rules: Rules, _person: SignedIn) -> ChoicesOut:
    """Whom a rule may tell."""
    return await rules.choices()


@router.post("/rules", status_code=201, responses=problems(401, 403, 409, 413, 422, 503))
async def make_rule(rules: Rules, _person: Administrator, given: RuleIn) -> RuleOut:
    """It counts for what happens from now on."""
    return await rules.create(given)


@router.post("/rules/trial", responses=problems(401, 403, 404, 413, 422))
async def try_rule(trials: Trials, _person: Administrator, given: TrialIn) -> TrialOut:
    """Which events of the last seven days this rule would have told, and the stored one. Changes nothing."""
    return await trials.run(given)


@router.patch("/rules/{rule_id:uuid}", responses=problems(401, 403, 404, 409, 413, 422, 503))
async def edit_rule(rules: Rules, _person: Administrator, rule_id: UUID, patch: RulePatch) -> RuleOut:
    """Fields left out stay. Makes a new version, unless nothing changes."""
    return await rules.edit(rule_id, patch)


@router.delete("/rules/{rule_id:uuid}", status_code=204, responses=problems(401, 403, 404, 503))
async def delete_rule(rules: Rules, _person: Administrator, rule_id: UUID) -> None:
    """Why it told what it told stays to be read."""
    await rules.delete(rule_id)


@router.post("/rules/{rule_id:uuid}/restore", responses=problems(401, 403, 404, 409, 503))
async def restore_rule(rules: Rules, _person: Administrator, rule_id: UUID) -> RuleOut:
    """Undoes its deletion: the same rule, with its history. One that was not deleted stays as it is."""
    return await rules.restore(rule_id)


@router.get("/rules/{rule_id:uuid}/versions", responses=problems(401, 404))
async def list_rule_versions(rules: Rules, _person: SignedIn, rule_id: UUID) -> PageOut[RuleVersionOut]:
    """Newest first, at most a hundred. Always one page."""
    return PageOut(items=await rules.versions(rule_id), next_cursor=None)


@router.get("/events/{event_id:uuid}/why", responses=problems(401, 404))
async def read_why(why: Why, _person: SignedIn, event_id: UUID) -> WhyOut:
    """Which rules looked at it, what each of their conditions said, and which fired."""
    return await why.why(event_id)
