"""The page's own test set-up is what the story asks for (F25, F26)."""

import json
import re
from typing import Any

import pytest

from tests.support.source import ROOT

FRONTEND = ROOT / "frontend"
VITEST = FRONTEND / "vitest.config.ts"


@pytest.fixture(scope="module")
def scripts() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FRONTEND / "package.json").read_text())["scripts"]
    return found


@pytest.mark.covers("F25")
@pytest.mark.parametrize(
    ("name", "runs"), [("test", "vitest"), ("test:run", "vitest run"), ("test:coverage", "vitest run --coverage")]
)
def test_the_scripts_have_their_names(scripts: dict[str, Any], name: str, runs: str) -> None:
    assert scripts[name] == runs


@pytest.mark.covers("F25")
def test_a_lint_warning_fails(scripts: dict[str, Any]) -> None:
    assert re.search(r"--max-warnings[ =]0", scripts["lint"])


@pytest.mark.covers("F25")
@pytest.mark.parametrize(
    "said",
    [
        "defineConfig",
        "environment: 'jsdom'",
        "globals: true",
        "vitest.setup.ts",
        "**/*.{test,spec}.{ts,tsx}",
        "provider: 'v8'",
        "'text', 'json', 'lcov'",
    ],
)
def test_vitest_is_set_up_as_the_story_says(said: str) -> None:
    assert said in VITEST.read_text().replace('"', "'")


@pytest.mark.covers("F25")
def test_the_set_up_file_adds_the_matchers_and_cleans_up() -> None:
    text = (FRONTEND / "vitest.setup.ts").read_text()
    assert "@testing-library/jest-dom/vitest" in text
    assert re.search(r"^afterEach\(\(\) => \{\n  cleanup\(\);$", text, re.MULTILINE)


@pytest.mark.covers("F25")
def test_the_alias_is_that_of_the_types() -> None:
    types = json.loads((FRONTEND / "tsconfig.json").read_text())["compilerOptions"]
    assert types["paths"] == {"@/*": ["./src/*"]}
    assert types["strict"] is True
    assert '"@": fileURLToPath(new URL("./src", import.meta.url))' in VITEST.read_text()


@pytest.mark.covers("F25")
def test_the_feedback_buttons_have_their_test_file() -> None:
    assert (FRONTEND / "__tests__/components/events/FeedbackButtons.test.tsx").is_file()


@pytest.mark.covers("F26")
def test_the_page_has_a_floor_of_60_percent_of_lines() -> None:
    floor = re.search(r"thresholds:\s*\{[^}]*\blines:\s*(\d+)", VITEST.read_text())
    assert floor is not None
    assert int(floor[1]) >= 60
