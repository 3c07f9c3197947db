"""What the person at the machine itself may do without the old password: see who is there, and set a new one."""

from collections.abc import Sequence

from argusai.accounts.argon2 import Passwords
from argusai.accounts.contract import Person
from argusai.accounts.repository import AccountsRepository, person_of
from argusai.accounts.throttle import account_subject, forgive
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import NotFound
from argusai.kit.person_names import name_key


class Recovery:
    """Works beside a running ArgusAI: it asks the database for each session again within a minute."""

    def __init__(self, database: Database, clock: Clock, passwords: Passwords) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords

    async def people(self) -> Sequence[Person]:
        """By name."""
        async with self._database.read() as session:
            return await AccountsRepository(session).people()

    async def set_password(self, name: str, password: str) -> Person:
        """Ends every session of the person called `name` and forgets the wrong tries. Raises NotFound, Unavailable."""
        hashed = await self._passwords.hash(password)
        key = name_key(name)
        async with self._database.write() as session:
            repository = AccountsRepository(session)
            row = await repository.find_person(key)
            if row is None:
                raise NotFound(f"Nobody here is called “{name}”. “argusai users list” shows the names.")
            await repository.set_password_hash(row.id, hashed)
            await repository.remove_sessions(row.id)
            await forgive(repository, account_subject(key), [], self._clock.now())
            return person_of(row)
