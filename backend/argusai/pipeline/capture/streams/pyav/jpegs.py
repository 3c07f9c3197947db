"""Cameras over HTTP that send JPEGs, as a stream (MJPEG) or one for each request; for the rest a stream like others."""

import http.client
import threading
import time
from collections.abc import Iterator

from argusai.kit.closing import Closing
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.contract import StreamFacts
from argusai.pipeline.capture.streams.errors import NotAVideo, StreamError, StreamFailed
from argusai.pipeline.capture.streams.pyav.arriving import MOST_BROKEN, Arriving, jpeg_tracks
from argusai.pipeline.capture.streams.pyav.failures import LibraryError, translate
from argusai.pipeline.capture.streams.pyav.source import Decoded, Unit
from argusai.pipeline.capture.streams.web.camera import WebAnswer, WebCamera, reading
from argusai.pipeline.capture.streams.web.multipart import parts

_JPEG = b"\xff\xd8"
# A weak camera answers "busy" now and then; so many times in a row it is away.
_MOST_FAILED = 3
_FAILURES = (*LibraryError, http.client.HTTPException)


class JpegSource(Closing):
    """The same face as PyavSource. `kind` is found out: one address gives a stream, another a single picture."""

    def __init__(self, source: Source, open_seconds: float = 5, read_seconds: float = 5) -> None:
        self._source = source
        self._camera = WebCamera(source, (open_seconds, read_seconds))
        self._asked_at = time.monotonic()
        self.transport = source.transport
        self.seconds = 0.0
        try:
            answer = self._camera.get()
            self._jpegs: Iterator[bytes] | None = None
            if answer.media_type.startswith("multipart/"):
                self._jpegs = parts(lambda: reading(answer.read), answer.boundary)
                self._first = self._first_of(self._jpegs)
            else:
                self._first = _single(answer)
            self._pictures = Arriving(jpeg_tracks(self._first))
            self.tracks = self._pictures.tracks
            self.facts = self._read_facts()
        except _FAILURES as error:
            self.close()
            raise self._translated(error) from None
        except StreamError:
            self.close()
            raise

    def close(self) -> None:
        self._camera.close()

    def units(self) -> Iterator[Unit]:
        """Until the camera ends the stream, which raises."""
        yield self._pictures.unit(self._first)
        try:
            for jpeg in self._asked() if self._jpegs is None else self._jpegs:
                if jpeg.startswith(_JPEG):
                    yield self._pictures.unit(jpeg)
                else:
                    self._pictures.count_broken()
                self._camera.patience.begin()
        except _FAILURES as error:
            raise self._translated(error) from None
        raise StreamFailed("The camera ended the stream. It is dialled again by itself.")

    def decode(self, unit: Unit) -> list[Decoded]:
        """The picture of the unit. A broken one gives none."""
        return self._pictures.decode(unit)

    def drain(self) -> list[Decoded]:
        """Nothing is held back."""
        return []

    def _first_of(self, jpegs: Iterator[bytes]) -> bytes:
        for number, jpeg in enumerate(jpegs, 1):
            if jpeg.startswith(_JPEG):
                return jpeg
            if number > MOST_BROKEN:
                raise NotAVideo("The pictures of this stream cannot be decoded.")
        raise StreamFailed("The camera ended the stream before the first picture. It is dialled again by itself.")

    def _asked(self) -> Iterator[bytes]:
        """One picture for each request, `per_second` of them, never two requests at once."""
        failed = 0
        while True:
            self._asked_at = max(self._asked_at + 1 / self._source.per_second, time.monotonic())
            threading.Event().wait(max(0.0, self._asked_at - time.monotonic()))
            try:
                jpeg = _single(self._camera.get())
            except (*_FAILURES, StreamError) as error:
                failed += 1
                told = error if isinstance(error, StreamError) else self._translated(error)
                self._camera.close()
                if failed >= _MOST_FAILED or not told.retryable:
                    raise told from None
                continue
            failed = 0
            yield jpeg

    def _read_facts(self) -> StreamFacts:
        width, height = self.tracks.size
        if not width:
            raise NotAVideo
        rate = self._source.per_second if self._jpegs is None else 0.0
        return StreamFacts("mjpeg", width, height, rate, False)

    def _translated(self, error: BaseException) -> StreamError:
        if isinstance(error, http.client.HTTPException) and not isinstance(error, OSError):
            return NotAVideo("What answers here is no web server of a camera. Check the address and the port.")
        return translate(error, self._source)


def _single(answer: WebAnswer) -> bytes:
    if answer.media_type in {"text/html", "application/json", "text/plain"}:
        content = answer.whole()
        if not content.startswith(_JPEG):
            raise NotAVideo(
                "This address answers with a web page and not with a picture. Look up the address of the snapshot or "
                "of the MJPEG stream in the camera's manual."
            )
        return content
    if answer.media_type.startswith(("video/", "audio/")):
        raise NotAVideo("This address sends another kind of video than JPEGs. Try the camera's RTSP address.")
    content = answer.whole()
    if not content.startswith(_JPEG):
        raise NotAVideo
    return content
