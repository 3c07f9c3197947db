"""Opening PostgreSQL: what is wrong is said with what to do, and one program at a time writes, migrates and runs."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL

from argusai.kit.db import Database, read_url
from argusai.kit.errors import BadInput, Conflict, StartError, Unavailable
from argusai.kit.migrate import check_there, migrate
from argusai.kit.postgresql import DatabaseHold, check_server
from argusai.pipeline.notifications.notices.models import CalmRow
from argusai.system.models import SettingRow
from tests.integration.kit.test_db import NOW, nobodys_calm, setting
from tests.support.postgresql import Server
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("F4", "D1")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+asyncpg"])
def test_a_url_is_taken_as_people_write_it(scheme: str) -> None:
    url = read_url(f"{scheme}://argus:p%40ss@db.home:5433/argusai?sslmode=require")
    assert (url.drivername, url.password, url.query["sslmode"]) == ("postgresql+psycopg", "p@ss", "require")


def test_a_url_without_a_database_is_refused() -> None:
    with pytest.raises(StartError, match="names no database"):
        read_url("postgresql://argus@db.home")


@pytest.mark.covers("F32")
@pytest.mark.parametrize("rest", ["p@ss-word@db.home/argusai", "p@ss/word@db.home/argusai", "p@ss/word@db.home"])
def test_a_password_with_a_bare_at_is_told_how_to_be_written_and_not_said(rest: str) -> None:
    with pytest.raises(StartError, match="is written %40") as refused:
        read_url(f"postgresql://argus:{rest}")
    assert "word@" not in str(refused.value)
    assert read_url("postgresql://argus@home:p%40ss@db.home/argusai").username == "argus@home"


@pytest.mark.parametrize(
    ("version", "encoding", "said"), [("130014", "UTF8", "14 or newer"), ("140000", "LATIN1", "U")]
)
def test_a_server_that_will_not_do_is_refused(version: str, encoding: str, said: str) -> None:
    with pytest.raises(StartError, match=said):
        check_server(version, encoding)
    check_server("140000", "UTF8")


@pytest.mark.parametrize(
    ("database", "user", "said"),
    [
        ("postgres", "postgres", "refuses the user “postgres”"),
        ("missing", "anna", "createdb --owner=anna missing"),
        ("narrow", "anna", "ALTER DATABASE narrow OWNER TO anna"),
        ("narrow?sslmode=require", "anna", "do not agree about encryption"),
        ("narrow?bogus=1", "anna", "behind its “\\?”"),
        ("bytes", "anna", "keeps text as SQL_ASCII"),
    ],
)
def test_what_is_wrong_is_said_without_the_password(postgresql: Server, database: str, user: str, said: str) -> None:
    password = secret("of-anna")
    postgresql.run("DROP DATABASE IF EXISTS narrow", "DROP DATABASE IF EXISTS bytes", "DROP ROLE IF EXISTS anna")
    postgresql.run(f"CREATE USER anna PASSWORD '{password}'", "CREATE DATABASE narrow")
    postgresql.run("CREATE DATABASE bytes ENCODING 'SQL_ASCII' TEMPLATE template0")
    with pytest.raises(StartError, match=said) as refused:
        migrate(read_url(postgresql.written(database, user=user, password=password)))
    assert password not in str(refused.value)


@pytest.mark.parametrize(
    ("place", "said"), [("127.0.0.1:1", "127.0.0.1, port 1"), ("no.such.host.invalid", "no.such.host.invalid")]
)
def test_a_server_that_is_not_there_is_named(place: str, said: str) -> None:
    with pytest.raises(StartError, match=said):
        migrate(read_url(f"postgresql://anna:{secret('of-anna')}@{place}/argusai"))


def test_several_starts_at_once_migrate_once(postgresql: Server) -> None:
    with postgresql.fresh(migrated=False) as name:
        url = postgresql.url(name)
        with pytest.raises(StartError, match="no ArgusAI"):
            check_there(url)
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda _: migrate(url), range(3)))
        check_there(url)
        assert len(postgresql.run("SELECT version_num FROM alembic_version", database=name)) == 1
        postgresql.run("UPDATE alembic_version SET version_num = '9999'", database=name)
        with pytest.raises(StartError, match="newer version"):
            migrate(url)


async def test_a_writer_waits_for_another_program_then_says_so(postgresql_url: URL) -> None:
    patient, hasty = Database(postgresql_url), Database(postgresql_url, busy_seconds=0.1)
    async with patient.write() as session:
        session.add(setting("patient"))
        await session.flush()
        with pytest.raises(Unavailable) as refused:
            async with hasty.write() as other:
                other.add(setting("hasty"))
        async with hasty.read() as other:
            assert await other.get(SettingRow, "patient") is None
    async with hasty.read() as other:
        assert await other.get(SettingRow, "patient") is not None
    assert refused.value.slug == "database-busy"
    for each in (patient, hasty):
        await each.close()


async def test_what_it_cannot_keep_is_the_senders_fault(postgresql_url: URL) -> None:
    database = Database(postgresql_url)
    with pytest.raises(BadInput, match="NUL"):
        async with database.write() as session:
            session.add(SettingRow(name="a\x00", value=1, changed_at=NOW))
    with pytest.raises(Conflict, match="removed meanwhile"):
        async with database.write() as session:
            await session.execute(sa.insert(CalmRow).values(**nobodys_calm()))
    await database.close()


async def test_a_server_that_went_away_is_said_and_passes(postgresql: Server, postgresql_url: URL) -> None:
    database = Database(postgresql_url)
    with pytest.raises(Unavailable) as refused:
        async with database.write() as session:
            session.add(setting("lost"))
            await session.flush()
            postgresql.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ArgusAI'")
    assert refused.value.slug == "database-away"
    async with database.write() as session:
        assert await session.get(SettingRow, "lost") is None
    await database.close()


def test_one_program_holds_a_database_until_its_connection_is_gone(postgresql: Server, postgresql_url: URL) -> None:
    first, second = DatabaseHold(postgresql_url), DatabaseHold(postgresql_url, take_seconds=0.2)
    first.take()
    with pytest.raises(StartError, match="Another ArgusAI is running"):
        second.take()
    postgresql.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ArgusAI'")
    assert first.still(), "it takes it again"
    first.release()
    second.take()
    assert not first.still()
    second.release()
