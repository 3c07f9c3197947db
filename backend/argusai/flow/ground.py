"""What has to hold before anything is built on it: the data folder is ours alone, the schema is the newest, and the key
is the one that the records are encrypted with."""

import asyncio
import contextlib

from argusai.flow.first_things import check_key
from argusai.kit.clock import Clock
from argusai.kit.db import Database, database_file, read_url
from argusai.kit.errors import StartError, Unavailable
from argusai.kit.files import keep_from_others, make_folder_durably
from argusai.kit.hold import hold_folder, name_of
from argusai.kit.migrate import migrate
from argusai.kit.postgresql import DatabaseHold
from argusai.kit.vault import Vault
from argusai.settings import Settings

_LOOK_SECONDS = 5.0  # at the hold of the database


class Ground:
    """Raises StartError when the database cannot be one of ours."""

    def __init__(self, settings: Settings, vault: Vault, clock: Clock) -> None:
        self._settings = settings
        self._url = read_url(settings.database_url.get_secret_value())
        self._vault = vault
        self._clock = clock
        self._hold: contextlib.ExitStack | None = None
        self._database_hold: DatabaseHold | None = None
        self.name = ""  # of the data folder, once it is held

    def prepare(self, *, new_key: bool = False) -> None:
        """Hold the data folder and bring the database to the newest schema; harmless the second time. Blocking; not in
        an event loop. `new_key`: go on with another ENCRYPTION_KEY than the one this installation was set up with.

        Raises StartError when another ArgusAI runs with this folder, the disk or the database cannot be used, or the
        key is another.
        """
        if self._hold is not None:
            return
        held = [self._settings.data_dir]
        path = database_file(self._url)
        if path is not None and path.parent != held[0]:
            held.append(path.parent)  # another data folder, the same database
        self._hold = contextlib.ExitStack()
        try:
            locks = [self._hold.enter_context(hold_folder(folder)) for folder in held]
            self.name = name_of(locks[0])
            if path is None:
                self._database_hold = DatabaseHold(self._url)
                self._hold.callback(self._database_hold.release)
                self._database_hold.take()
            keep_from_others(self._settings.data_dir)
            make_folder_durably(self._settings.capture.media_folder)
            migrate(self._url)
            if path is not None:
                keep_from_others(path)
            asyncio.run(self._check_key(new_key))
        except OSError as error:
            self.release()
            where = error.filename or self._settings.data_dir
            raise StartError(f"The data folder cannot be written: {error.strerror} ({where}).") from error
        except StartError:
            self.release()
            raise

    async def _check_key(self, new_key: bool) -> None:
        database = Database(self._url)  # of this moment's event loop
        try:
            await check_key(database, self._vault, self._clock, new_key=new_key)
        except Unavailable as error:
            raise StartError(error.detail) from error
        finally:
            await database.close()

    async def keep(self) -> None:
        """Until cancelled. Raises StartError when another ArgusAI took the database, while its server was away, say."""
        while self._database_hold is not None:
            await asyncio.sleep(_LOOK_SECONDS)
            if not await self.still():
                raise StartError("Another ArgusAI took the database in DATABASE_URL. This one stops.")

    async def still(self) -> bool:
        """Whether the database is ours, and nobody took it meanwhile."""
        return self._database_hold is None or await asyncio.to_thread(self._database_hold.still)

    def release(self) -> None:
        """Let go of the data folder."""
        if self._hold is not None:
            self._hold.close()
            self._hold = None
