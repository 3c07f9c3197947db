"""What the guide tells people to write into Home Assistant names what ArgusAI really makes there (H6)."""

import json
import re
from dataclasses import replace

import pytest
import yaml

from argusai.bridges.homeassistant.contract import Publication
from argusai.bridges.homeassistant.discovery import EVENT_TYPES, camera_discovery, system_discovery
from argusai.bridges.homeassistant.states import event_attributes
from tests.support.source import ROOT
from tests.unit.bridges.test_home_assistant_parts import CAMERA, HOUSE, SPEAKER, TOLD

pytestmark = pytest.mark.covers("H6")
GUIDE = (ROOT / "docs/how-to/use-home-assistant.md").read_text()
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def _entities(told: Publication) -> set[str]:
    """As Home Assistant names them: the platform, the device's name and the entity's."""
    plain = json.loads(told.payload)
    device = plain["device"]["name"]
    return {f"{each['platform']}.{_slug(f'{device} ' + each['name'])}" for each in plain["components"].values()}


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower())


def test_entities_and_attributes_are_those_that_home_assistant_is_told_of() -> None:
    told = _entities(camera_discovery(SPEAKER, replace(CAMERA, name="Yard"))) | _entities(
        system_discovery(SPEAKER, HOUSE)
    )
    named = {found for block in BLOCKS for found in re.findall(r"\b[a-z_]+\.(?:yard|argusai)_\w+", block)}
    assert named <= told
    assert len(named) >= 8
    attributes = {found for block in BLOCKS for found in re.findall(r"to_state\.attributes\.(\w+)", block)}
    assert attributes <= {"event_type", *event_attributes(SPEAKER, TOLD)}
    types = {found for block in BLOCKS for found in re.findall(r"'(opened|described|closed|updated)'", block)}
    assert types <= set(EVENT_TYPES)


def test_there_is_a_card_and_automations_that_can_be_pasted() -> None:
    card, *automations, _ring, presence = map(yaml.safe_load, BLOCKS)
    assert card["cards"]
    assert len(automations) == 3
    assert all({"alias", "triggers", "conditions", "actions"} <= each.keys() for each in automations)
    assert json.dumps(presence).count(SPEAKER.topics.system("presence/set")) == 1
    people = presence["actions"][0]["repeat"]["for_each"]
    assert presence["triggers"][0]["entity_id"] == ["person.anna", "person.ben"]
    assert people.startswith("{{ [trigger.entity_id] if trigger.platform == 'state' else ["), "who comes or goes alone"
    assert all(f"'{each}'" in people for each in presence["triggers"][0]["entity_id"])
