"""What one call says. Pure."""

from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.roster import Roster
from argusai.pipeline.events.description.providers import prompt, question
from argusai.pipeline.events.description.providers.contract import CARRIERS, Ask, AskedPicture
from argusai.pipeline.events.description.providers.prompt import Context
from argusai.pipeline.events.description.requests.alike import digest
from argusai.pipeline.events.description.requests.contract import StoredEvent


def compose(event: StoredEvent, roster: Roster, pictures: tuple[AskedPicture, ...]) -> Ask:
    context = _context(event, roster)
    if event.question:
        return question.compose(event.facts, context, pictures, event.question)
    return prompt.compose(event.facts, context, pictures)


def told_to(event: StoredEvent, roster: Roster, describer: Describer) -> str:
    """The same where `describer` is asked in the same way: all but the facts and the pictures."""
    plain = prompt.compose(event.facts, _context(event, roster), ())
    notes = prompt.written(event.facts, _context(event, roster))
    asked = [str(describer.id), describer.kind, describer.base_url, describer.model]
    shown = [roster.house.frames, roster.house.way, roster.house.subject_only]
    return digest([asked, shown, plain.prompt_version, plain.language, plain.system, notes])


def _context(event: StoredEvent, roster: Roster) -> Context:
    return Context(
        camera_name=event.camera_name,
        language=event.language,
        zone=event.zone,
        places=event.places,
        house=roster.house.context,
        wishes=roster.camera.context,
        corrections=event.corrections,
        carriers=(*CARRIERS, *roster.house.carriers),
    )
