"""After a pause a camera sees at once what one sees that always watched: real footage, the real detector (C8)."""

import pytest

from argusai.flow.watching import Analysis
from argusai.pipeline.capture.cameras.contract import Camera, Hours, Source
from tests.support.footage import CAMERA, courtyard, cut, detector, frames

pytestmark = pytest.mark.covers("C8")


def test_the_first_picture_after_a_pause_is_as_if_there_had_been_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    visit = list(frames(cut(courtyard(), tmp_path_factory.mktemp("hours") / "visit.mp4", 1, 34), step=2))
    begin = visit[12].at
    yard = Camera(CAMERA, "Yard", Source("file", "/v/a.mp4"))
    resting = Camera(CAMERA, "Yard", yard.source, hours=Hours(paused=True, paused_until=begin))
    always, later = Analysis(yard, detector()), Analysis(resting, detector())
    seen = {frame.number: (always.see(frame).points, later.see(frame).points) for frame in visit}
    before = [pair for frame in visit if frame.at < begin and (pair := seen[frame.number])]
    assert any(point.confirmed for points, _ in before for point in points)
    assert [rested for _, rested in before if rested] == []
    for frame in visit[12:]:
        watched, rested = seen[frame.number]
        assert [(p.track_id, p.box, p.confirmed, p.moving) for p in watched] == [
            (p.track_id, p.box, p.confirmed, p.moving) for p in rested
        ]
        assert all(begin <= point.first_seen_at <= frame.at for point in rested)
    assert any(point.confirmed and point.moving for point in seen[visit[12].number][1])
