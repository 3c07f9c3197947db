"""Cuts clips out of the ring: the seconds before an event, the event, the seconds after, never re-encoded."""

import threading
from datetime import UTC, datetime
from uuid import UUID

from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.clip_file import ClipWriter
from argusai.pipeline.capture.streams.contract import ClipFile
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.still import still_at
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.ring import Ring
from argusai.pipeline.capture.streams.settings import StreamSettings

_log = get_log("capture.streams")

_LOOK_SECONDS = 0.5
# The analysis of this camera waits so long for a slow disk, then goes on without the clip.
_FINISH_SECONDS = 10.0


class ClipRecorder:
    """Implements ports.Recorder. Each clip has a thread that reads from the ring: the ring is its bounded queue, so a
    slow disk loses packets of this clip and holds up nothing else. `failed` counts clips that were cut short."""

    def __init__(self, camera_id: UUID, ring: Ring, settings: StreamSettings) -> None:
        self._camera_id = camera_id
        self._ring = ring
        self._settings = settings
        self._tracks: Tracks | None = None
        self._job: _ClipJob | None = None
        self.failed = 0

    def tracks_changed(self, tracks: Tracks) -> None:
        """A connection begins. Called after the ring's `begin`."""
        self._tracks = tracks

    def beside(self) -> "ClipRecorder":
        """Another one, for a clip of the present connection at the same time."""
        other = ClipRecorder(self._camera_id, self._ring, self._settings)
        other._tracks = self._tracks
        return other

    def start(self, path: str, since: datetime) -> None:
        self.finish()
        if self._tracks is None:
            _log.warning("no clip: the camera was never connected", camera_id=str(self._camera_id))
            return
        if not self._tracks.kinds:
            return  # a camera of pictures alone
        writer = ClipWriter(self._settings.media_folder, path, self._tracks)
        self._job = _ClipJob(self._ring, writer, since)
        self._job.start()

    def still(self, at: datetime) -> PyavPicture | None:
        """The picture that came at `at`, decoded out of the ring. None where there is none near it."""
        if self._tracks is None or not self._tracks.kinds:
            return None
        _, items = self._ring.read_from(self._ring.start_at(at))
        return still_at(self._tracks, [item.packet for item in items], at)

    def extend(self, until: datetime) -> None:
        if self._job is not None:
            self._job.extend(until)

    def finish(self) -> ClipFile | None:
        job, self._job = self._job, None
        if job is None:
            return None
        clip, reason = job.finish(_FINISH_SECONDS)
        if reason:
            self.failed += 1
            _log.warning(
                "a clip was cut short" if clip else "a clip could not be written",
                camera_id=str(self._camera_id),
                reason=reason,
            )
        return clip


class _ClipJob:
    """One clip being written."""

    def __init__(self, ring: Ring, writer: ClipWriter, since: datetime) -> None:
        self._ring = ring
        self._writer = writer
        self._next = ring.start_at(since)
        self._generation = ring.generation
        self._until = since
        self._picture_at = datetime.min.replace(tzinfo=UTC)
        self._finishing = False
        self._thread = threading.Thread(target=self._run, name="clip", daemon=True)
        self._clip: ClipFile | None = None
        self._reason = ""

    def start(self) -> None:
        self._thread.start()

    def extend(self, until: datetime) -> None:
        self._until = max(self._until, until)
        self._ring.wake()

    def finish(self, timeout_seconds: float) -> tuple[ClipFile | None, str]:
        """The clip, and why it is not all it should be."""
        self._finishing = True
        self._ring.wake()
        self._thread.join(timeout_seconds)
        if self._thread.is_alive():
            return None, "the disk is too slow"
        return self._clip, self._reason

    def _run(self) -> None:
        while not self._writer.failed:
            last = self._finishing
            if not self._copy() or last:
                break
            self._ring.wait_for_change(_LOOK_SECONDS)
        while not self._finishing:
            self._ring.wait_for_change(_LOOK_SECONDS)
        self._clip = self._writer.close()
        self._reason = self._writer.failed

    def _copy(self) -> bool:
        """What is in the ring, up to `until`. False when a new connection began: this clip cannot go on."""
        generation, items = self._ring.read_from(self._next)
        if generation != self._generation:
            return False
        for item in items:
            # The picture at the end or just beyond it belongs to it: a clip is never shorter than it shall be.
            if self._picture_at >= self._until or self._writer.failed:
                break
            self._writer.write(item.packet)
            self._next = item.number + 1
            if item.packet.kind == "video":
                self._picture_at = item.packet.at
        return True
