"""Things that a house has beside cameras, in a real Home Assistant: a light, a phone, a voice and a speaker. The light
is of Home Assistant's own templates, the phone that of its own app; voice and speaker are its real entities with what a
vendor would write, since each that it ships needs a cloud or a device."""

import json
from pathlib import Path
from typing import Any

CONFIG = """
mobile_app:
media_source:
input_boolean: {yard: {name: Yard}}
light:
  - platform: template
    lights:
      yard:
        friendly_name: Yard
        value_template: "{{ is_state('input_boolean.yard', 'on') }}"
        turn_on: {action: input_boolean.turn_on, target: {entity_id: input_boolean.yard}}
        turn_off: {action: input_boolean.turn_off, target: {entity_id: input_boolean.yard}}
"""
# What the server of the app's maker answers.
PUSHED = b'{"rateLimits": {"successful": 1, "maximum": 500, "errors": 0, "resetsAt": "2100-01-01T00:00:00.000Z"}}'
_MANIFEST = {"domain": "sounds", "name": "Sounds", "version": "1.0.0", "config_flow": True, "dependencies": ["http"]}
_FILES = {
    "__init__.py": """
async def async_setup_entry(hass, entry):
    await hass.config_entries.async_forward_entry_setups(entry, ["media_player", "tts"])
    return True
""",
    "config_flow.py": """
from homeassistant.config_entries import ConfigFlow

class Flow(ConfigFlow, domain="sounds"):
    async def async_step_user(self, user_input=None):
        return self.async_create_entry(title="Sounds", data={})
""",
    "tts.py": """
import io
import wave
from homeassistant.components.tts import TextToSpeechEntity

async def async_setup_entry(hass, entry, add):
    add([Voice()])

class Voice(TextToSpeechEntity):
    _attr_name = "Home Assistant Cloud"
    _attr_unique_id = "voice"
    _attr_default_language = "en"
    _attr_supported_languages = ["en"]

    def get_tts_audio(self, message, language, options):
        with open(self.hass.config.path("said"), "a") as file:
            file.write(message + "\\n")
        sound = io.BytesIO()
        with wave.open(sound, "wb") as silence:
            silence.setparams((1, 2, 16000, 0, "NONE", ""))
            silence.writeframes(bytes(16000))
        return "wav", sound.getvalue()
""",
    "media_player.py": """
import json
from homeassistant.components import media_source
from homeassistant.components.media_player import MediaPlayerEntity, MediaPlayerEntityFeature
from homeassistant.components.media_player.browse_media import async_process_play_media_url
from homeassistant.helpers.aiohttp_client import async_get_clientsession

async def async_setup_entry(hass, entry, add):
    add([Kitchen()])

class Kitchen(MediaPlayerEntity):
    _attr_name = "Kitchen"
    _attr_unique_id = "kitchen"
    _attr_supported_features = MediaPlayerEntityFeature.PLAY_MEDIA | MediaPlayerEntityFeature.MEDIA_ANNOUNCE

    async def async_play_media(self, media_type, media_id, announce=None, **more):
        found = await media_source.async_resolve_media(self.hass, media_id, self.entity_id)
        answer = await async_get_clientsession(self.hass).get(async_process_play_media_url(self.hass, found.url))
        sound = await answer.read()
        await self.hass.async_add_executor_job(self._note, json.dumps({"announce": announce, "bytes": len(sound)}))

    def _note(self, line):
        with open(self.hass.config.path("played"), "a") as file:
            file.write(line + "\\n")
""",
}


def bring_sounds(folder: Path) -> None:
    """Into the configuration of a Home Assistant that does not run yet."""
    place = folder / "custom_components" / "sounds"
    place.mkdir(parents=True)
    (place / "manifest.json").write_text(json.dumps(_MANIFEST))
    for name, text in _FILES.items():
        (place / name).write_text(text)


def played(folder: Path) -> list[dict[str, Any]]:
    """What the speaker in the kitchen fetched and played."""
    return [json.loads(line) for line in _lines(folder / "played")]


def spoken(folder: Path) -> list[str]:
    """What the voice was given to say."""
    return _lines(folder / "said")


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []
