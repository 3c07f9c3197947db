"""`argusai analyze`: lists the events in a video file."""

import os
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from argusai.analyze import FoundEvent, analyze
from argusai.commands.bars import hush, progress_bar
from argusai.kit.cache import find_cache
from argusai.kit.errors import StartError
from argusai.kit.log import set_up_log
from argusai.kit.outputs import as_json, fault_of_output
from argusai.pipeline.capture.streams.errors import NotAVideo, StreamError
from argusai.pipeline.detection.objects.errors import DetectorBroken, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.eyes import Eyes, second_detector
from argusai.pipeline.detection.objects.install import model_path
from argusai.pipeline.detection.objects.onnx import NanoDetDetector, open_session
from argusai.pipeline.detection.tracking.rows import TrackRows

_ANALYSED_FPS = 5.0
# What other programs read; `FoundEvent` holds more.
_KEYS = ("start", "end", "labels", "description", "tracks", "reported_at")


class Format(StrEnum):
    TEXT = "text"
    JSONL = "jsonl"


def main(arguments: list[str]) -> None:
    """Raises StartError when the file is no readable video, or the model is missing."""
    command = typer.Typer(add_completion=False)
    command.command()(list_events)
    command(arguments, prog_name="argusai analyze")


def _file(given: str) -> Path:
    """A password may stand in an address, so that is not repeated."""
    if "://" in given and not Path(given).exists():
        raise typer.BadParameter("this is an address, and here are files looked at; add cameras on the page")
    return Path(given)


def list_events(
    clip: Annotated[Path, typer.Argument(help="The video file.", parser=_file)],
    layout: Annotated[
        str, typer.Option("--format", metavar="<text|jsonl>", help="jsonl: one JSON object an event.")
    ] = "text",
    tracks: Annotated[
        Path | None,
        typer.Option(
            help="Also write the tracks: frame,id,left,top,width,height,score; frames from 1.", dir_okay=False
        ),
    ] = None,
    every_frame: Annotated[
        bool,
        typer.Option(
            "--every-frame", metavar="", help="Look at all frames, not at 5 a second, 10 while something moves."
        ),
    ] = False,
) -> None:
    """List the events in a video file, as fast as this machine can. Times are seconds of the clip."""
    if layout not in set(Format):
        raise typer.BadParameter(f"it is text or jsonl, not {layout}", param_hint="--format")
    if tracks is not None and (fault := fault_of_output(tracks, [clip])):
        raise typer.BadParameter(fault, param_hint="--tracks")
    set_up_log("WARNING")
    rows = None if tracks is None else TrackRows()
    try:
        _look(clip, Format(layout), rows, None if every_frame else _ANALYSED_FPS)
        _write(tracks, rows)
    except KeyboardInterrupt:
        _stop(tracks, rows)
    except NotAVideo as error:
        raise StartError(f"{clip} cannot be read: it is not a video. Check that this file plays elsewhere.") from error
    except StreamError as error:
        raise StartError(f"{clip} cannot be read: {error.sentence}") from error
    except (ModelMissing, ModelBroken, DetectorBroken) as error:
        raise StartError(str(error)) from error
    except BrokenPipeError:  # nothing else was asked for: end as quietly as other programs do
        hush(sys.stdout)
        sys.exit(128 + signal.SIGPIPE)
    except OSError as error:
        raise StartError(f"{error.filename or 'The output'}: {error.strerror}.") from error


def _unreadable(clip: Path) -> str:
    """Why it cannot be, before a model is asked for; empty: it can."""
    try:
        clip.stat()
    except FileNotFoundError:
        return "there is no such file"
    except OSError as error:
        return error.strerror or "the system does not say why"
    if clip.is_dir():
        return "it is a folder"
    return "" if os.access(clip, os.R_OK) else "you may not read it"


def _stop(tracks: Path | None, rows: TrackRows | None) -> NoReturn:
    """A person stopped it: what is known so far is kept."""
    kept = f" The tracks so far are in {tracks}." if tracks is not None else ""
    try:
        _write(tracks, rows)
    except OSError as error:
        kept = f" The tracks so far could not be written: {error.strerror}."
    typer.echo(f"Stopped before the end: what is listed above is not all.{kept}", err=True)
    sys.exit(128 + signal.SIGINT)


def _write(tracks: Path | None, rows: TrackRows | None) -> None:
    if tracks is not None and rows is not None:
        try:
            tracks.write_text("".join(f"{line}\n" for line in rows.lines()))
        except OSError as error:
            error.filename = str(tracks)  # a full disk tells of none
            raise


def _look(clip: Path, layout: Format, rows: TrackRows | None, frames_per_second: float | None) -> None:
    if fault := _unreadable(clip):
        raise StartError(f"{clip} cannot be read: {fault}.")
    cache = find_cache(os.environ, Path(".env"))
    detector = Eyes(NanoDetDetector(open_session(model_path(cache))), second_detector(cache))
    found = 0
    with progress_bar() as progress:
        for seen in analyze(clip, detector, rows, frames_per_second):
            progress(f"Analysing {clip.name}", seen.share)
            for event in seen.events:
                _tell(_line(event, layout), go_on=rows is not None)
            found += len(seen.events)
    if not found and layout is Format.TEXT:
        _tell("No events.", go_on=rows is not None)


def _tell(line: str, *, go_on: bool) -> None:
    """`go_on`: also when nobody reads any more, as a file is to be written too. Raises BrokenPipeError else."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        if not go_on:
            raise
        hush(sys.stdout)


def _line(event: FoundEvent, layout: Format) -> str:
    if layout is Format.JSONL:
        return as_json({key: getattr(event, key) for key in _KEYS})
    return f"{_clock(event.start)}–{_clock(event.end)}  {event.description}"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
