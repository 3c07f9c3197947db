"""What one call says. Pure."""

from argusai.pipeline.events.description.describers.roster import Roster
from argusai.pipeline.events.description.providers import prompt, question
from argusai.pipeline.events.description.providers.contract import Ask, AskedPicture
from argusai.pipeline.events.description.providers.prompt import Context
from argusai.pipeline.events.description.requests.contract import StoredEvent


def compose(event: StoredEvent, roster: Roster, pictures: tuple[AskedPicture, ...]) -> Ask:
    context = Context(
        camera_name=event.camera_name,
        language=event.language,
        zone=event.zone,
        places=event.places,
        house=roster.house.context,
        wishes=roster.camera.context,
        corrections=event.corrections,
    )
    if event.question:
        return question.compose(event.facts, context, pictures, event.question)
    return prompt.compose(event.facts, context, pictures)
