"""Rows as the shapes that the API gives."""

from typing import cast

from argusai.pipeline.notifications.channels.kinds import Kind
from argusai.pipeline.notifications.notices.calm import Silent
from argusai.pipeline.notifications.notices.delivery.promises import State
from argusai.pipeline.notifications.notices.delivery.repository import Told
from argusai.pipeline.notifications.notices.models import NoticeRow
from argusai.pipeline.notifications.notices.schemas import DeliveryOut, NoticeKind, NoticeOut, ToldOut


def path_of(row: NoticeRow) -> str:
    """The page about it."""
    if row.event_id is not None:
        return f"/events/{row.event_id}"
    if row.camera_id is not None:
        return f"/cameras/{row.camera_id}"
    return "/notices"


def show_notice(row: NoticeRow) -> NoticeOut:
    return NoticeOut(
        id=row.id,
        kind=cast(NoticeKind, row.kind),
        event_id=row.event_id,
        camera_id=row.camera_id,
        rules=row.rules,
        title=row.title,
        text=row.text,
        urgent=row.urgent,
        happened_at=row.happened_at,
        made_at=row.made_at,
        silent=cast(Silent, row.silent),
        read_at=row.read_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        path=path_of(row),
    )


def show_delivery(told: Told) -> DeliveryOut:
    row = told.delivery
    return DeliveryOut(
        id=row.id,
        notice_id=told.notice.id,
        event_id=told.notice.event_id,
        channel_id=told.channel.id,
        channel_name=told.channel.name,
        channel_kind=cast(Kind, told.channel.kind),
        person_id=told.channel.owner_id,
        title=told.notice.title,
        text=told.notice.text,
        state=cast(State, row.state),
        tries=row.tries,
        made_at=row.made_at,
        next_try_at=row.next_try_at if row.state == "waiting" else None,
        sent_at=row.sent_at,
        fault=row.fault,
        edited=row.sent_at is not None and row.revision > 1,
    )


def show_told(row: NoticeRow, person_name: str, deliveries: list[DeliveryOut]) -> ToldOut:
    return ToldOut(
        person_id=row.person_id,
        person_name=person_name,
        notice_id=row.id,
        rules=row.rules,
        made_at=row.made_at,
        silent=cast(Silent, row.silent),
        read_at=row.read_at,
        acknowledged_by=row.acknowledged_by,
        deliveries=deliveries,
    )
