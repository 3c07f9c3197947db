"""What was sent in, looked at from its first frame to its last, without a detector: what is kept of it, and what is
black in that (C14, C6)."""

from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest

from argusai.flow.sent import look_at_sent
from argusai.flow.watching import WatchSettings
from argusai.pipeline.capture.cameras.contract import Keep, Privacy
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.pyav import black
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.history.asking.job import SentJob, Terms
from argusai.pipeline.events.history.asking.sniff import FIRST_BYTES, Sent, sniff
from tests.support.events import T0
from tests.support.masks import rectangle
from tests.support.sent import decoded, hostile, is_masked, pictures_of, white
from tests.support.video import Recipe, cut_off, make_clip

pytestmark = [pytest.mark.covers("C14"), pytest.mark.covers("C6")]

LEFT_HALF = rectangle(0, 0, 0.5, 1)
OPEN = Privacy()


class House:
    """Where its media lie, and what came of what was sent in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media = folder / "media"
        self.reports: list[EventReport] = []

    def send(self, content: bytes, kind: Sent, keep: Keep = "clip", privacy: Privacy = OPEN) -> EventReport:
        file = self.folder / "sent"
        file.write_bytes(content)
        job = SentJob(
            file=file, kind=kind, event_id=uuid4(), camera_id=uuid4(), terms=Terms(keep, privacy), received_at=T0
        )
        watch = WatchSettings(
            log_level="info",
            cache_dir=self.folder,
            detectors_folder=self.folder,
            capture=StreamSettings(media_folder=self.media),
        )
        travelled = SentJob.model_validate_json(job.model_dump_json())
        assert travelled == job
        look_at_sent(travelled, lambda: None, watch, self.reports.append)
        return self.reports[-1]

    def kinds(self, report: EventReport) -> set[str]:
        return {file.kind for file in report.media}

    def stored(self) -> list[Path]:
        return [each for each in self.media.rglob("*") if each.is_file()]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    recipe = Recipe(seconds=1, sound="aac")
    return make_clip(tmp_path_factory.mktemp("sent") / "walk.mp4", recipe).read_bytes()


def test_a_video_is_kept_as_the_camera_keeps(house: House, video: bytes) -> None:
    report = house.send(video, "video")
    assert (report.stage, report.facts.trigger, report.facts.looked) == ("closed", "api", False)
    assert {"clip", "snapshot", "thumbnail"} <= house.kinds(report)
    assert "clip" not in house.kinds(house.send(video, "video", "snapshot"))
    assert not house.send(video, "video", "words").media
    assert len(house.reports) == 3


def test_masks_are_in_every_picture_and_in_the_clip(house: House, video: bytes) -> None:
    report = house.send(video, "video", privacy=Privacy((LEFT_HALF,)))
    assert {"clip", "snapshot", "thumbnail"} <= house.kinds(report)
    assert {each.name for each in house.stored()} == {Path(file.path).name for file in report.media}
    clip = next(each for each in house.stored() if each.suffix == ".mp4")
    assert len(pictures_of(clip)) == 15
    for picture in pictures_of(clip):
        assert is_masked(picture)
    for stored in house.stored():
        if stored != clip:
            assert is_masked(decoded(stored.read_bytes())), stored.name


def test_with_masks_and_pictures_alone_there_is_no_clip(house: House, video: bytes) -> None:
    report = house.send(video, "video", privacy=Privacy((LEFT_HALF,), "pictures"))
    assert "snapshot" in house.kinds(report)
    assert {each.suffix for each in house.stored()} == {".jpg"}
    for stored in house.stored():
        assert is_masked(decoded(stored.read_bytes())), stored.name


def test_a_picture_is_masked(house: House) -> None:
    report = house.send(white("png"), "png", privacy=Privacy((LEFT_HALF,)))
    assert "snapshot" in house.kinds(report)
    for stored in house.stored():
        assert is_masked(decoded(stored.read_bytes())), stored.name


def test_what_cannot_be_masked_leaves_nothing(house: House, video: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    black_of, applied = black.Blackout.apply, []

    def breaks_soon(self: black.Blackout, picture: PyavPicture) -> PyavPicture:
        applied.append(picture)
        if len(applied) > 4:
            raise ValueError("no such format")
        return black_of(self, picture)

    monkeypatch.setattr(black.Blackout, "apply", breaks_soon)
    with pytest.raises(StreamError):
        house.send(video, "video", privacy=Privacy((LEFT_HALF,)))
    assert len(applied) == 5
    assert house.stored() == []


def test_what_was_cut_off_is_kept_as_far_as_it_goes(house: House, tmp_path: Path) -> None:
    video = cut_off(make_clip(tmp_path / "walk.mkv", Recipe(seconds=2))).read_bytes()
    report = house.send(video, "video")
    clip = next(file for file in report.media if file.kind == "clip")
    assert 0.5 < (clip.duration_seconds or 0) < 2


def test_a_video_that_cannot_be_opened_is_said(house: House, video: bytes) -> None:
    with pytest.raises(StreamError) as refusal:
        house.send(video[: len(video) // 2], "video")
    assert refusal.value.sentence.startswith("This video cannot be read")


def test_hostile_files_are_refused_or_kept_and_leave_no_parts(house: House, video: bytes) -> None:
    for name, content in hostile(video).items():
        kind = sniff(content[:FIRST_BYTES])
        before = len(house.reports)
        if kind is not None:
            with suppress(StreamError):
                house.send(content, kind)
        rows = {file.path for report in house.reports for file in report.media}
        assert {str(each.relative_to(house.media)) for each in house.stored()} == rows, name
        assert len(house.reports) <= before + 1
