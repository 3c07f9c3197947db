"""What every test gets: a clean environment, the program's own log set-up, and a fresh database when it asks."""

import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import pytest
from blockbuster import BlockBuster, blockbuster_ctx
from cryptography.fernet import Fernet
from hypothesis import settings
from sqlalchemy.engine import URL

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.errors import StartError
from argusai.kit.log import set_up_log
from argusai.kit.vault import Vault
from tests.support import postgresql as postgresql_server
from tests.support.database import NotOurs, claim, copy_template, discard, make_template, path_of
from tests.support.secrets import leaks, secret
from tests.support.statements import compile_once

BACKEND = Path(__file__).parents[1]
# Our own names, which must not reach a test from the shell or from CI …
_OURS = ("DATABASE_URL", "ENCRYPTION_KEY")
# … but where models and footage are cached stays known: they are fetched once for the machine.
_KEPT = ("ARGUSAI_CACHE_DIR",)


settings.register_profile("house", deadline=None)  # a busy machine is no fault of what is tested
settings.load_profile("house")

_JOURNEYS = BACKEND / "tests" / "browser"
_KEY = pytest.StashKey[str]()
_TEMPLATE = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """The workflow's command says nothing of workers, and one after the other the tests would take most of its time."""
    if hasattr(config, "workerinput") or "PYTEST_XDIST_WORKER" in os.environ:
        return  # a worker inherits the environment, and must not start workers of its own
    chosen = getattr(config.option, "numprocesses", 0)
    if os.environ.get("GITHUB_ACTIONS") and chosen is None and "not browser" in config.option.markexpr:
        config.option.numprocesses, config.option.dist = 4, "worksteal"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What is deselected need not be loaded first."""
    return True if collection_path == _JOURNEYS and "not browser" in config.option.markexpr else None


def pytest_configure(config: pytest.Config) -> None:
    """Take the settings meant for the suite out of the environment, and claim this worker's database file (F23)."""
    key = os.environ.get("ENCRYPTION_KEY") or Fernet.generate_key().decode()
    try:
        Vault(key)
    except StartError as error:
        raise pytest.UsageError(f"{error} On GitHub it is the secret TEST_ENCRYPTION_KEY.") from error
    # Back into the environment, so that the workers of pytest-xdist share the key of the run.
    os.environ["ENCRYPTION_KEY"] = config.stash[_KEY] = secret(key)
    patch = pytest.MonkeyPatch()
    compile_once(patch)
    config.add_cleanup(patch.undo)
    folder = tempfile.mkdtemp(prefix="argusai-suite-")
    config.add_cleanup(lambda: shutil.rmtree(folder))
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/test.db"
    try:
        path = path_of(url, os.environ.get("PYTEST_XDIST_WORKER", "master"))
        hold = claim(path)
    except NotOurs as error:
        raise pytest.UsageError(str(error)) from error
    config.stash[_TEMPLATE] = path
    config.add_cleanup(hold.close)
    config.add_cleanup(lambda: discard(path))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests stay until the end: looking for garbage among them costs a tenth of the time. And of what each
    test makes, little is left for a look after every 700 objects to find: a look after 20,000 costs a third of it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 10, 20)
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test whose programs logged a secret fails, whatever else it found."""
    report = yield
    if report.when == "teardown":
        folder = getattr(item, "funcargs", {}).get("tmp_path")
        # pytest's own "log" sections hold records as they were before the program's log took the secrets out.
        sections = [(name, text) for name, text in report.sections if "log" not in name]
        if found := leaks(sections, folder):
            report.outcome = "failed"
            report.longrepr = "secrets in log lines:\n" + "\n".join(found)
    return report


@pytest.fixture(scope="session")
def encryption_key(pytestconfig: pytest.Config) -> str:
    """The Fernet key of this run: the one from the environment, else one made for it (F22)."""
    return pytestconfig.stash[_KEY]


@pytest.fixture(autouse=True)
def _clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the test sets itself reaches the program; what it writes by default lands in `tmp_path`."""
    for name in list(os.environ):
        if name in _OURS or (name.startswith("ARGUSAI_") and name not in _KEPT):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ARGUSAI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PYTHONPATH", str(BACKEND))
    monkeypatch.chdir(tmp_path)
    set_up_log("DEBUG")


@pytest.fixture(scope="session")
def database_template(pytestconfig: pytest.Config) -> Path:
    """This worker's own database file, brought to the newest schema by the program's migrations, and empty."""
    path = pytestconfig.stash[_TEMPLATE]
    make_template(path)
    return path


@pytest.fixture
def sqlite_url(database_template: Path, tmp_path: Path) -> URL:
    """A fresh, migrated database of this test's own."""
    return copy_template(database_template, tmp_path / "argusai.db")


@pytest.fixture
def database_url(sqlite_url: URL) -> URL:
    """The usual kind. A module whose tests are to run on both kinds makes one of its own from `either_url`."""
    return sqlite_url


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgresql_server.Server]:
    """A PostgreSQL server, with a migrated template."""
    own = tmp_path_factory.getbasetemp()
    with postgresql_server.running(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: postgresql_server.Server) -> Iterator[URL]:
    """A fresh, migrated database of this test's own on PostgreSQL."""
    with postgresql.fresh() as name:
        yield postgresql.url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def either_url(request: pytest.FixtureRequest) -> URL:
    """A fresh, migrated database: the test runs on both kinds."""
    url: URL = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgresql_url")
    return url


@pytest.fixture
async def database(database_url: URL) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock()


@pytest.fixture
def no_blocking() -> Iterator[BlockBuster]:
    """Fails a test whose code blocks the event loop (files, sockets, sleeps)."""
    with blockbuster_ctx("argusai") as blockbuster:
        yield blockbuster
