"""Where the owner wants it, a model sees what moved and nothing around it (D5)."""

from dataclasses import replace

import pytest

from argusai.pipeline.events.assembly.contract import EventFacts, LabelledBox, RelativeBox
from argusai.pipeline.events.description.describers.schemas import DescribingPatch
from argusai.pipeline.events.description.requests.showing import UNSHOWABLE
from tests.support.describing import Described, a_describing, a_jpeg
from tests.support.events import History, report, some_facts

pytestmark = pytest.mark.covers("D5")
WIDTH, HEIGHT = 640, 360
SEEN = LabelledBox("person", 0.9, RelativeBox(0.4, 0.4, 0.5, 0.8))


async def an_event(described: Described, *seen: bool) -> EventFacts:
    """Over. Each picture with the person in it, or without."""
    facts = some_facts(described.camera_id, start=described.history.clock.now())
    files = [
        replace(
            described.history.file(facts, "frame", f"{n}.jpg", n + 1, a_jpeg(WIDTH, HEIGHT)),
            boxes=(SEEN,) if there else (),
        )
        for n, there in enumerate(seen)
    ]
    await described.history.recorder.store(report("closed", facts, *files))
    await described.work()
    return facts


async def test_pictures_are_cut_to_it_and_the_others_stay_in_the_house(history: History) -> None:
    async with a_describing(history) as described:
        await described.add()
        await an_event(described, False, True)
        [(_, whole)] = described.provider.asked
        assert [(each.width, each.height) for each in whole.pictures] == [(WIDTH, HEIGHT)] * 2

        await described.describing.describers.choose(DescribingPatch(subject_only=True))
        await an_event(described, False, True, False)
        _, (_, cut) = described.provider.asked
        [sent] = cut.pictures
        assert (sent.width, sent.height) == (WIDTH // 4, round(0.6 * HEIGHT))

        facts = await an_event(described, False, False)
        described.history.clock.advance(600)
        await described.work()
        assert len(described.provider.asked) == 2, "nobody is shown the surroundings"
        answer = await described.describing.descriptions.of_event(facts.event_id)
        assert (answer.state, answer.outcome) == ("given-up", UNSHOWABLE)
