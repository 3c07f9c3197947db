"""`argusai eval`: scores what describers say of labelled scenes."""

import asyncio
import json
import os
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated

import typer

from argusai.commands.bars import progress_bar
from argusai.demo.footage import COURTYARD, PREPARE_COMMAND, demo_folder
from argusai.evaluation.described.asking import BuiltIn, Teller, hired
from argusai.evaluation.described.look import Looked, look
from argusai.evaluation.described.scenes import Scenes, courtyard_scenes
from argusai.evaluation.described.tally import Sheet, sheets_table
from argusai.kit.db import read_url
from argusai.kit.errors import StartError
from argusai.kit.log import set_up_log
from argusai.kit.migrate import check_there
from argusai.kit.outputs import fault_of_output
from argusai.pipeline.detection.objects.errors import ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.install import model_path
from argusai.pipeline.detection.objects.onnx import NanoDetDetector, open_session
from argusai.settings import Settings, load_settings

evaluation = typer.Typer(add_completion=False, no_args_is_help=True, help="Score what describers say.")


def main(arguments: list[str]) -> None:
    """Raises StartError when it cannot be done."""
    evaluation(arguments, prog_name="argusai eval")


@evaluation.callback()
def only_group() -> None:
    """Score what describers say."""


@evaluation.command()
def descriptions(
    describer: Annotated[
        list[str] | None,
        typer.Option(help="A describer of Settings → AI by name; again for more. Each scene is a paid call."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--json", help="Also write everything to this file.", dir_okay=False)
    ] = None,
    only: Annotated[str, typer.Option(help="Only this scene.")] = "",
) -> None:
    """Score the built-in describer, and models of yours, on labelled scenes of the free footage."""
    if report is not None and (fault := fault_of_output(report, [])):
        raise typer.BadParameter(fault, param_hint="--json")
    set_up_log("ERROR")
    shown = _shown(only)
    settings = load_settings(os.environ, Path(".env"))
    sheets = asyncio.run(_run(settings, describer or [], shown))
    if report is not None:
        _write(report, {each.describer: each.plain(shown) for each in sheets})
    typer.echo(sheets_table(sheets, shown))
    silent = [each for each in sheets if not each.scores]
    if silent:
        raise StartError("\n".join(f"{each.describer} said nothing: {each.told[0].said.failure}" for each in silent))


def _shown(only: str) -> Scenes:
    shown = courtyard_scenes()
    if not only:
        return shown
    chosen = tuple(scene for scene in shown.scenes if scene.name == only)
    if not chosen:
        names = ", ".join(scene.name for scene in shown.scenes)
        raise typer.BadParameter(f"there is no scene {only}. There are: {names}", param_hint="--only")
    return shown.model_copy(update={"scenes": chosen})


async def _run(settings: Settings, names: Sequence[str], shown: Scenes) -> list[Sheet]:
    """Names first, for a slip of the pen should not cost a minute of looking."""
    async with AsyncExitStack() as stack:
        tellers: list[Teller] = [BuiltIn()]
        if names:
            check_there(read_url(settings.database_url.get_secret_value()))
            tellers += await stack.enter_async_context(hired(settings, names))
        sheets = [Sheet(each.name) for each in tellers]
        looks = _looked(settings.cache_dir, shown)
        with progress_bar() as progress:
            for at, looked in enumerate(looks):
                for number, (teller, sheet) in enumerate(zip(tellers, sheets, strict=True)):
                    progress(f"{teller.name}: {looked.scene.name}", (at + number / len(tellers)) / len(looks))
                    sheet.add(looked.scene, await teller.tell(looked), shown)
        return sheets


def _looked(cache: Path, shown: Scenes) -> list[Looked]:
    clip = demo_folder(cache) / COURTYARD.file_name
    if not clip.is_file():
        raise StartError(f"The footage is not there: {clip}. Get it with “{PREPARE_COMMAND}”.")
    try:
        detector = NanoDetDetector(open_session(model_path(cache)))
    except (ModelMissing, ModelBroken) as error:
        raise StartError(str(error)) from error
    with progress_bar() as progress:
        looks: list[Looked] = []
        for looked in look(clip, shown.scenes, detector):
            looks.append(looked)
            progress(f"Looked at {looked.scene.name}", len(looks) / len(shown.scenes))
        return looks


def _write(report: Path, told: dict[str, object]) -> None:
    try:
        report.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise StartError(f"{report} cannot be written: {error.strerror}.") from error
