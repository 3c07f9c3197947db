"""What rules name by id, as people call it now."""

from argusai.kit.db import Session
from argusai.pipeline.notifications.modes.repository import ModeRepository
from argusai.pipeline.notifications.rules.ports import HouseNow, WordsFor
from argusai.pipeline.notifications.rules.repository import RuleRepository, SurroundingsRepository
from argusai.pipeline.notifications.rules.say import Names, Speaker


class Speakers:
    """Makes who says rules, in the transaction of a session."""

    def __init__(self, house: HouseNow, words: WordsFor) -> None:
        self._house = house
        self._words = words

    async def speaker(self, session: Session) -> Speaker:
        around = SurroundingsRepository(session)
        names = Names(
            await RuleRepository(session).people(),
            await around.camera_names(),
            await around.group_names(),
            {mode.id: mode.name for mode in await ModeRepository(session).all()},
            {id_: way.name for id_, way in (await RuleRepository(session).ways()).items()},
            *await around.place_names(),
        )
        return Speaker(self._words((await self._house(session)).language), names)
