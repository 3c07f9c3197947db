"""What an installation remembers: the key it was set up with, and that the demo camera was offered."""

from argusai.flow.demo import add_demo_camera
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import StartError
from argusai.kit.log import get_log
from argusai.kit.resealing import reseal_all
from argusai.kit.vault import SealBroken, Vault
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.settings import Settings
from argusai.system.repository import SettingsRepository

_KEY_CHECK, _DEMO_ADDED = "key_check", "demo_camera_added"
_SEALED_TEXT = "argusai"
_log = get_log("kit")


async def check_key(database: Database, vault: Vault, clock: Clock, *, new_key: bool) -> None:
    """Raises StartError when none of the vault's keys is the one this installation was set up with. `new_key`: go on
    with the new one; what was sealed under the old one has to be typed again. Keys behind the first one are not needed
    afterwards: all that they sealed is sealed anew."""
    async with database.read() as session:
        sealed = (await SettingsRepository(session).read()).get(_KEY_CHECK)
    if sealed is not None and not new_key:
        try:
            vault.open(str(sealed))
        except SealBroken as error:
            raise StartError(
                "ENCRYPTION_KEY is not the key this installation was set up with, so the passwords of its cameras "
                "cannot be read. Put the old key back, or behind the new one: ENCRYPTION_KEY=new,old. If it is lost, "
                "start once with --new-key and type the passwords of the cameras again."
            ) from error
    async with database.write() as session:
        if vault.has_older_keys and (rows := await reseal_all(session, vault)):
            _log.info("secrets were sealed anew; the older keys in ENCRYPTION_KEY can go", rows=rows)
        await SettingsRepository(session).put(_KEY_CHECK, vault.seal(_SEALED_TEXT), clock.now())


async def offer_demo(database: Database, cameras: CamerasService, settings: Settings, clock: Clock) -> None:
    """Add the demo camera, unless it was added before: who deleted it does not want it back."""
    async with database.read() as session:
        if _DEMO_ADDED in await SettingsRepository(session).read():
            return
    if await add_demo_camera(cameras, settings.cache_dir):
        async with database.write() as session:
            await SettingsRepository(session).put(_DEMO_ADDED, True, clock.now())
