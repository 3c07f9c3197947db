"""Joins everything that explains why one person heard nothing of one camera for a time, in order of time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotFound
from argusai.kit.pages import read_moment_cursor, write_moment_cursor
from argusai.pipeline.notifications.modes.repository import ModeRepository
from argusai.pipeline.notifications.rules.names import Speakers
from argusai.pipeline.notifications.silence.contract import DECIDED, Key, Line, Period, Sought, Tally, Then
from argusai.pipeline.notifications.silence.fates import Fates
from argusai.pipeline.notifications.silence.period import Asked, period_of
from argusai.pipeline.notifications.silence.ports import CameraThen, KeptSince, LinesIn, TallyIn, UnseenIn
from argusai.pipeline.notifications.silence.repository import SilenceRepository
from argusai.pipeline.notifications.silence.say import Teller
from argusai.pipeline.notifications.silence.schemas import FateOut, FoundOut, ReasonOut, SilenceOut
from argusai.pipeline.notifications.silence.watched import how_watched, seconds_of, watched_seconds

# Nobody reads more changes of the mode or of a camera of one week.
_MOST_CHANGES = 500
_RECORDED = DECIDED | {"event"}


@dataclass(frozen=True, slots=True)
class Parts:
    """`lines`: outages and decisions. `tally`: of decisions."""

    camera_then: CameraThen
    lines: Sequence[LinesIn]
    tally: TallyIn
    unseen: UnseenIn
    kept_since: KeptSince


@dataclass(frozen=True, slots=True)
class Wanted:
    """`reasons`, `labels` empty: any."""

    person_id: UUID
    camera_id: UUID
    asked: Asked
    limit: int
    cursor: str | None
    reasons: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


class SilenceService:
    def __init__(self, database: Database, parts: Parts, speakers: Speakers, clock: Clock) -> None:
        self._database = database
        self._parts = parts
        self._speakers = speakers
        self._clock = clock

    async def page(self, wanted: Wanted) -> SilenceOut:
        """As many queries for a full page as for an empty one. Raises NotFound (slug `camera-not-found`), BadInput."""
        period = period_of(wanted.camera_id, wanted.asked, self._clock.now())
        after = read_moment_cursor(wanted.cursor) if wanted.cursor is not None else None
        async with self._database.read() as session:
            then = await self._parts.camera_then(session, period)
            if then is None:
                raise NotFound("There is no such camera. It may have been deleted.", slug="camera-not-found")
            speaker = await self._speakers.speaker(session)
            teller = Teller(speaker.words)
            fates = Fates(session, wanted.person_id, speaker, teller)
            sought = Sought(period, wanted.reasons, wanted.labels)
            were_set = await self._settings(session, period, then, teller)
            lines = [each for each in were_set if sought.asks_for(each.kind) and _comes(each, after)]
            for lines_in in (*self._parts.lines, _events(teller), _notices(wanted.person_id, teller)):
                lines += await lines_in(session, sought, after, wanted.limit + 1)
            lines.sort(key=lambda line: line.key)
            shown = lines[: wanted.limit]
            reasons = _reasons(shown, await fates.of(shown))
            marker = write_moment_cursor(*shown[-1].key) if len(lines) > wanted.limit else None
            out = SilenceOut(
                items=reasons, next_cursor=marker, camera_id=period.camera_id, since=period.since, until=period.until,
                watched=None, watched_seconds=None, summary=None, found=[], standing=teller.standing(then),
                language=teller.language,
            )  # fmt: skip
            if after is not None:
                return out
            found = await self._found(session, wanted.person_id, period, were_set)
            return await self._summed_up(session, period, then, teller, out.model_copy(update={"found": found}))

    async def _settings(self, session: Session, period: Period, then: Then, teller: Teller) -> list[Line]:
        """What was set, and by whom: little enough to be read whole."""
        now = self._clock.now()
        lines = [
            Line(
                each.at, uuid5(period.camera_id, f"{each.why} {each.at.isoformat()}"), "off", each.why,
                teller.off(each, then.name), teller.language, each.until if each.until <= now else None,
            )
            for each in then.off
            if each.at < now
        ]  # fmt: skip
        return [*lines, *then.changes, *await _modes(session, period, teller)]

    async def _found(
        self, session: Session, person_id: UUID, period: Period, were_set: Iterable[Line]
    ) -> list[FoundOut]:
        """Whatever is sought: how many lines there are."""
        events, by_label, notices = await SilenceRepository(session).tally(person_id, period)
        outages = len(await self._parts.unseen(session, period))
        kinds = Counter(each.kind for each in were_set) + Counter(event=events, notice=notices, outage=outages)
        tallies = [
            *(Tally(kind, "", count) for kind, count in kinds.items()),
            *(Tally("event", label, count) for label, count in by_label.items()),
            *await self._parts.tally(session, period),
        ]
        tallies.sort(key=lambda each: (-each.count, each.reason, each.label))
        return [FoundOut(reason=each.reason, label=each.label, count=each.count) for each in tallies]

    async def _summed_up(
        self, session: Session, period: Period, then: Then, teller: Teller, out: SilenceOut
    ) -> SilenceOut:
        now = self._clock.now()
        unseen = await self._parts.unseen(session, period)
        whole = seconds_of(period, now)
        seconds = watched_seconds(period, then.off, unseen, now)
        how = how_watched(seconds, whole)
        said = [teller.watched(how, then, seconds, whole)]
        if not any(each.reason in _RECORDED for each in out.found):
            said.append(teller.text(f"nothing_{how}"))
        if period.since < await self._parts.kept_since(session):
            said.append(teller.text("not_kept"))
        return out.model_copy(update={"watched": how, "watched_seconds": round(seconds, 1), "summary": " ".join(said)})


def _comes(line: Line, after: Key | None) -> bool:
    return after is None or line.key > after


async def _modes(session: Session, period: Period, teller: Teller) -> list[Line]:
    """Each change, and what counted at the beginning where that kept rules silent."""
    repository = ModeRepository(session)
    modes = {mode.id: mode for mode in await repository.all()}
    lines = []
    for row in await repository.between(period.since, period.until, _MOST_CHANGES):
        mode = modes.get(row.mode)
        name, silent = (mode.name, mode.silent) if mode is not None else (teller.text("gone_mode"), False)
        if row.at >= period.since:
            sentence = teller.mode(name, row.who, row.how, silent=silent)
        elif silent:
            sentence = teller.text("mode_counted", mode=name)
        else:
            continue
        lines.append(Line(row.at, row.id, "mode", row.mode, sentence, teller.language))
    return lines


def _events(teller: Teller) -> LinesIn:
    async def lines(session: Session, sought: Sought, after: Key | None, most: int) -> list[Line]:
        if not sought.asks_for("event"):
            return []
        rows = await SilenceRepository(session).events(sought, after, most)
        return [_event(row, teller) for row in rows]

    return lines


def _event(row: Any, teller: Teller) -> Line:
    picture = f"/api/v1/media/{row.thumbnail}" if row.thumbnail is not None else None
    sentence = row.text or teller.text("event_nothing")
    return Line(row.started_at, row.id, "event", "event", sentence, row.language, row.ended_at, picture)


def _notices(person_id: UUID, teller: Teller) -> LinesIn:
    async def lines(session: Session, sought: Sought, after: Key | None, most: int) -> list[Line]:
        if not sought.asks_for("notice"):
            return []
        rows = await SilenceRepository(session).notices(person_id, sought.period, after, most)
        return [
            Line(row.made_at, row.id, "notice", row.kind, teller.text("notice", title=row.title, text=row.text), "en")
            for row in rows
        ]

    return lines


def _reasons(lines: Iterable[Line], fates: dict[UUID, FateOut]) -> list[ReasonOut]:
    return [
        ReasonOut(
            id=each.id, kind=each.kind, slug=each.slug, at=each.at, until=each.until, sentence=each.sentence,
            language=each.language, picture=each.picture, label=each.label, numbers=dict(each.numbers),
            times=each.times, fate=fates.get(each.id),
        )
        for each in lines
    ]  # fmt: skip
