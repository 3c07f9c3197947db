"""`argusai evaluate`: scores what ArgusAI finds in labelled clips."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from argusai.analyze import Choices
from argusai.commands.bars import progress_bar
from argusai.evaluation.labelled import ENDINGS, LabelledClip, load_clips
from argusai.evaluation.run import Outcome, Plan, run_all
from argusai.evaluation.scores import Tally
from argusai.evaluation.table import OVERALL, by_class, table
from argusai.kit.cache import find_cache
from argusai.kit.env_file import read_env_file
from argusai.kit.environment import Faults, Place
from argusai.kit.errors import StartError
from argusai.kit.log import set_up_log
from argusai.kit.outputs import fault_of_output
from argusai.kit.text import escaped
from argusai.settings import load_settings, names

_SECTIONS = {"motion", "objects", "tracking", "assembly"}  # what a plan is made of
_IDLE = {("objects", "looks_per_second")}  # a clip waits for the detector


def main(arguments: list[str]) -> None:
    """Raises StartError when a label file, a clip or a settings file is wrong, or the model is missing."""
    command = typer.Typer(add_completion=False)
    command.command()(evaluate)
    command(arguments, prog_name="argusai evaluate")


def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder of videos with a JSON file beside each; see the docs.")],
    report: Annotated[
        Path | None, typer.Option("--json", help="Also write everything to this file.", dir_okay=False)
    ] = None,
    settings: Annotated[
        Path | None, typer.Option(help="Settings to run with: lines NAME=value, as in .env.", dir_okay=False)
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="Other settings to compare with, in the same way.", dir_okay=False)
    ] = None,
    only: Annotated[str, typer.Option(help="Only clips whose name fits, such as “rain-*”.")] = "*",
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Clips that are looked at at once.")] = 1,
    cache: Annotated[
        Path | None,
        typer.Option(help="Folder that keeps what the detector found, so that the next run is quick.", file_okay=False),
    ] = None,
) -> None:
    """Score what ArgusAI finds in a folder of labelled clips: a table per class of clip, and overall."""
    if report is not None and (fault := fault_of_output(report, _inputs(folder, settings, against))):
        raise typer.BadParameter(fault, param_hint="--json")
    set_up_log("ERROR")
    clips = load_clips(folder, only)
    plans = {name: _plan(file, cache) for name, file in _settings(settings, against).items()}
    _tell_idle(settings, against)
    runs: dict[str, list[Outcome]] = {}
    with progress_bar() as progress:
        for at, (name, plan) in enumerate(plans.items()):
            tell = lambda clip, share, at=at: progress(f"Looking at {escaped(clip)}", (at + share) / len(plans))  # noqa: E731
            runs[name] = sorted(run_all(clips, plan, jobs, tell), key=lambda each: each.name)
    sums = {name: by_class([(each.kind, each.tally) for each in outcomes]) for name, outcomes in runs.items()}
    try:
        if report is not None:
            _write(report, {name: _told(runs[name], sums[name], clips) for name in runs})
    finally:  # what took hours is said also where it cannot be written
        typer.echo(table(sums))


def _inputs(folder: Path, *files: Path | None) -> list[Path]:
    clips = [path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS]
    return [*clips, *(clip.with_suffix(".json") for clip in clips), *filter(None, files)]


def _settings(settings: Path | None, against: Path | None) -> dict[str, Path | None]:
    """Name → file, None: the defaults."""
    first = settings.name if settings else "default"
    if against is None:
        return {first: settings}
    second = against.name
    return {first: settings, second if second != first else str(against): against}


def _plan(file: Path | None, answers: Path | None) -> Plan:
    if file is not None and not file.is_file():
        raise StartError(f"There is no file {file}.")
    cache = find_cache(os.environ, Path(".env"))
    chosen = load_settings({}, file)
    choices = Choices(chosen.motion, chosen.tracking, chosen.assembly)
    return Plan(cache, answers, chosen.objects, choices)


def _tell_idle(*files: Path | None) -> None:
    """Says which settings of `files` change nothing here: two rows would be alike, and look like a finding."""
    known = names().types
    for file in filter(None, files):
        given = read_env_file(file, known, Faults())
        idle = [name for name, text in given.items() if text.strip() and name in known and not _counts(known[name][0])]
        if idle:
            typer.echo(f"{escaped(str(file))}: these settings change nothing here: {', '.join(idle)}", err=True)


def _counts(place: Place) -> bool:
    return place[0] in _SECTIONS and place not in _IDLE


def _told(outcomes: list[Outcome], sums: Mapping[str, Tally], clips: list[LabelledClip]) -> dict[str, Any]:
    labels = {clip.name: clip.labels for clip in clips}
    return {
        OVERALL: sums[OVERALL].figures(),
        "classes": {kind: tally.figures() for kind, tally in sums.items() if kind != OVERALL},
        "clips": {
            each.name: {
                "class": each.kind,
                "visits": [visit.model_dump() for visit in labels[each.name].visits],
                "events": [asdict(event) for event in each.events],
                "figures": each.tally.figures(),
            }
            for each in outcomes
        },
    }


def _write(report: Path, told: dict[str, Any]) -> None:
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    try:
        report.write_text(text, encoding="utf-8", errors="backslashreplace")  # a name's odd bytes as JSON escapes them
    except OSError as error:
        raise StartError(f"{report} cannot be written: {error.strerror}.") from error
