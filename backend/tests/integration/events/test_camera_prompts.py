"""What models are told of one camera: its history, the way back, and trying it on past events (D12)."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from argusai.kit.actor import ACTOR
from argusai.kit.errors import Conflict, NotFound
from argusai.pipeline.events.description.describers.errors import ProviderRefusal
from argusai.pipeline.events.description.describers.schemas import CameraDescribing, DescribingPatch
from argusai.pipeline.events.description.prompts.repository import MOST_KEPT
from argusai.pipeline.events.description.prompts.schemas import PromptTrialIn
from tests.support.describing import WORDS, Described, a_describing, an_answer, failed
from tests.support.events import History

pytestmark = pytest.mark.covers("D12")


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def tell(described: Described, text: str) -> None:
    given = CameraDescribing(use="house", context=text, day_cap=0.5)
    await described.describing.describers.choose_camera(described.camera_id, given)


async def test_each_text_is_kept_and_can_be_told_again(described: Described) -> None:
    prompts, camera = described.describing.prompts, described.camera_id
    ACTOR.set("Anna")
    await tell(described, "")
    assert await prompts.of_camera(camera) == []
    for text in ("The cat is ours.", "The cat is ours.", "The bench is for parcels."):
        await tell(described, text)
    first = (await prompts.of_camera(camera))[-1]
    assert [each.text for each in await prompts.of_camera(camera)] == ["The bench is for parcels.", "The cat is ours."]
    chosen = await prompts.restore(camera, first.id)
    assert (chosen.context, chosen.day_cap) == ("The cat is ours.", 0.5)
    assert (await described.describing.describers.camera(camera)).context == "The cat is ours."
    newest, *_ = await prompts.of_camera(camera)
    assert (newest.who, newest.text) == ("Anna", "The cat is ours.")
    other = await described.history.add_camera("Yard")
    for camera_id, prompt_id in ((other, first.id), (camera, uuid4())):
        with pytest.raises(NotFound):
            await prompts.restore(camera_id, prompt_id)
    with pytest.raises(NotFound):
        await prompts.of_camera(uuid4())
    for number in range(MOST_KEPT + 2):
        await tell(described, f"Text {number}")
    assert len(await prompts.of_camera(camera)) == MOST_KEPT


async def test_another_text_is_tried_on_a_past_event_and_changes_nothing(described: Described) -> None:
    event = await described.event("closed")
    prompts, camera = described.describing.prompts, described.camera_id
    given = PromptTrialIn(event_id=event.event_id, text="The cat is ours.")
    with pytest.raises(Conflict, match="No describer"):
        await prompts.rehearse(camera, given)
    await described.add("Cellar", input_price=10, output_price=10)
    await described.work()
    described.provider.script = [an_answer("The cat of the house walks along the path."), failed("server")]
    tried = await prompts.rehearse(camera, given)
    assert (tried.before, tried.after) == (WORDS, "The cat of the house walks along the path.")
    assert (tried.describer, tried.cost) == ("Cellar", 0.011)
    _, ask = described.provider.asked[-1]
    assert '"wishes":"The cat is ours."' in ask.text
    assert len(ask.pictures) == 4
    assert (await described.shown(event)).text == WORDS
    assert len(await described.versions()) == 1
    assert (await described.describing.describers.camera(camera)).context == ""
    with pytest.raises(ProviderRefusal):
        await prompts.rehearse(camera, given)
    await described.describing.describers.choose(DescribingPatch(day_cap=0.0001))
    asked = len(described.provider.asked)
    with pytest.raises(Conflict, match="cap"):
        await prompts.rehearse(camera, given)
    assert len(described.provider.asked) == asked
    with pytest.raises(NotFound):
        await prompts.rehearse(await described.history.add_camera("Yard"), given)
