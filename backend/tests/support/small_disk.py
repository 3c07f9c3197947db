"""Records a clip where files may not grow beyond BYTES: `python -m tests.support.small_disk SOURCE MEDIA_FOLDER BYTES`.

Prints what the recorder said as JSON. A limit on the file size fails as a full disk does: with OSError, in mid-write.
"""

import json
import resource
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from argusai.kit.log import set_up_log
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.clip import ClipRecorder
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.capture.streams.ring import Ring
from argusai.pipeline.capture.streams.settings import StreamSettings
from tests.support.packets import BEGAN, at


def main() -> None:
    path, media_folder, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    set_up_log()
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    ring = Ring(60, 64 << 20)
    recorder = ClipRecorder(uuid4(), ring, StreamSettings(media_folder=media_folder))
    with PyavSource(Source("file", path)) as source:
        recorder.tracks_changed(source.tracks)
        recorder.start("clip.mp4", at(0))
        recorder.extend(at(100))
        for unit in source.units():
            source.decode(unit)
            if unit.raw is not None:
                ring.add(unit.packet(BEGAN + timedelta(seconds=unit.seconds)))
        clip = recorder.finish()
        recorder.start("next.mp4", at(0))  # the next one is tried again
        recorder.extend(at(100))
        again = recorder.finish()
    seconds = clip.duration_seconds if clip else None
    print(json.dumps({"seconds": seconds, "failed": recorder.failed, "again": again is not None}))


if __name__ == "__main__":
    main()
