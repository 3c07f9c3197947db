"""ci.yml says what the story asks for, to the letter (F20, F21, F22, F24, F25, F26)."""

import re

import pytest

from tests.support.source import ROOT
from tests.support.workflows import CI, E2E, FOLDER, action, backend_pytest, job, read, step

BOTH = ("backend-tests", "frontend-tests")


@pytest.mark.covers("F20")
class TestShape:
    def test_the_workflow_is_named_ci(self) -> None:
        assert read("ci.yml")["name"] == "CI"

    @pytest.mark.parametrize("file", ["ci.yml", "e2e.yml"])
    def test_it_runs_on_push_and_pull_request_to_main_and_development(self, file: str) -> None:
        branches = {"branches": ["main", "development"]}
        assert read(file)["on"] == {"push": branches, "pull_request": branches}

    def test_there_are_exactly_two_jobs(self) -> None:
        assert list(read("ci.yml")["jobs"]) == list(BOTH)

    def test_the_jobs_run_side_by_side(self) -> None:
        assert [name for name in BOTH if "needs" in job(name)] == []

    @pytest.mark.parametrize("name", BOTH)
    def test_a_job_runs_on_ubuntu_latest_for_ten_minutes_at_most(self, name: str) -> None:
        assert (job(name)["runs-on"], job(name)["timeout-minutes"]) == ("ubuntu-latest", 10)

    @pytest.mark.parametrize(("name", "folder"), [("backend-tests", "backend"), ("frontend-tests", "frontend")])
    def test_a_job_works_in_its_own_folder(self, name: str, folder: str) -> None:
        assert job(name)["defaults"] == {"run": {"working-directory": folder}}

    @pytest.mark.parametrize("file", ["ci.yml", "e2e.yml"])
    def test_it_may_read_the_code_and_nothing_else(self, file: str) -> None:
        workflow = read(file)
        assert workflow["permissions"] == {"contents": "read"}
        assert [name for name, each in workflow["jobs"].items() if "permissions" in each] == []

    def test_actions_are_pinned_to_major_versions(self) -> None:
        used = re.findall(r"uses: (\S+)", CI.read_text() + E2E.read_text())
        assert [name for name in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", name)] == []
        assert {"actions/checkout@v4", "actions/setup-python@v5", "actions/setup-node@v4"} <= set(used)

    @pytest.mark.parametrize("name", BOTH)
    def test_a_job_begins_with_the_code_and_keeps_no_credentials(self, name: str) -> None:
        first = job(name)["steps"][0]
        assert (first["uses"], first["with"]) == ("actions/checkout@v4", {"persist-credentials": False})

    def test_browser_journeys_have_a_file_of_their_own(self) -> None:
        assert "make test-browser" in E2E.read_text()
        assert "browser" not in CI.read_text()


@pytest.mark.covers("F21")
class TestBackend:
    def test_python_311_with_its_cache(self) -> None:
        assert action("backend-tests", "actions/setup-python@v5")["with"] == {
            "python-version": "3.11",
            "cache": "pip",
            "cache-dependency-path": "backend/requirements.txt",
        }

    def test_the_versions_are_quoted(self) -> None:
        # Unquoted, 3.11 would be a number, and 3.10 would become 3.1.
        assert "python-version: '3.11'" in CI.read_text()
        assert "cache: 'pip'" in CI.read_text()

    def test_requirements_are_installed(self) -> None:
        installing = step("backend-tests", "pip install -r requirements.txt")
        assert int(installing["env"]["PIP_RETRIES"]) >= 5

    def test_every_test_tool_is_in_the_requirements(self) -> None:
        pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "backend/requirements.txt").read_text(), re.MULTILINE))
        assert {"pytest", "pytest-asyncio", "pytest-cov", "httpx", "pytest-xdist", "ruff", "mypy", "zizmor"} <= pinned

    def test_the_tests_are_run_by_the_command_of_the_story(self) -> None:
        assert backend_pytest()["run"] == (
            "pytest tests/ -v --tb=short --cov=argusai --cov-report=xml --cov-report=term"
        )

    def test_the_tests_get_exactly_three_variables(self) -> None:
        assert backend_pytest()["env"] == {
            "DATABASE_URL": "sqlite:///./test.db",
            "ENCRYPTION_KEY": "${{ secrets.TEST_ENCRYPTION_KEY }}",
            "PYTHONPATH": ".",
        }

    def test_no_variable_comes_from_elsewhere(self) -> None:
        assert "env" not in read("ci.yml")
        assert [name for name in BOTH if "env" in job(name)] == []

    def test_debian_packages_and_models_are_there_before_the_tests(self) -> None:
        runs = [each.get("run", "") for each in job("backend-tests")["steps"]]
        tests = runs.index(backend_pytest()["run"])
        assert runs.index("python ../scripts/debian.py tests") < tests
        assert [index for index, run in enumerate(runs) if "argusai models install" in run and index < tests]

    def test_models_are_kept_between_runs(self) -> None:
        assert action("backend-tests", "actions/cache@v4")["with"]["path"] == "~/.cache/argusai"


@pytest.mark.covers("F22")
class TestSecrets:
    @pytest.mark.parametrize("file", [CI, E2E])
    def test_no_secret_but_the_test_key_and_no_fallback_for_it(self, file: object) -> None:
        text = (CI if file == CI else E2E).read_text()
        used = set(re.findall(r"\$\{\{[^}]*secrets[^}]*\}\}", text))
        assert used <= {"${{ secrets.TEST_ENCRYPTION_KEY }}"}

    @pytest.mark.parametrize("file", ["ci.yml", "e2e.yml"])
    def test_no_key_stands_in_a_workflow(self, file: str) -> None:
        text = (FOLDER / file).read_text()
        assert re.findall(r"[A-Za-z0-9_-]{43}=", text) == []  # what a Fernet key looks like

    @pytest.mark.parametrize("page", ["README.md", "docs/reference/ci.md"])
    def test_the_pages_tell_how_to_make_the_key(self, page: str) -> None:
        text = (ROOT / page).read_text()
        assert "Settings → Secrets and variables → Actions" in text
        assert "TEST_ENCRYPTION_KEY" in text
        assert "Fernet.generate_key()" in text

    def test_the_page_tells_of_branch_protection_by_both_jobs(self) -> None:
        text = (ROOT / "docs/reference/ci.md").read_text()
        section = text[text.index("## Branch protection") :]
        assert [name for name in BOTH if f"`{name}`" not in section] == []


@pytest.mark.covers("F24")
def test_nothing_swallows_a_failure() -> None:
    text = CI.read_text() + E2E.read_text()
    assert re.findall(r"continue-on-error|\|\| *true|\|\| *exit 0|set \+e|; *true$", text, re.MULTILINE) == []
    # Of a pipe GitHub's shell takes the last code only.
    assert re.findall(r"^.*[^|]\|[^|\n].*$", text, re.MULTILINE) == []


@pytest.mark.covers("F25")
class TestFrontend:
    def test_node_20_with_its_cache(self) -> None:
        assert action("frontend-tests", "actions/setup-node@v4")["with"] == {
            "node-version": "20",
            "cache": "npm",
            "cache-dependency-path": "frontend/package-lock.json",
        }
        assert "node-version: '20'" in CI.read_text()

    def test_the_four_commands_run_in_order(self) -> None:
        runs = [each["run"] for each in job("frontend-tests")["steps"] if "run" in each]
        assert runs == ["npm ci", "npm run lint", "npx tsc --noEmit", "npm run test:coverage"]


@pytest.mark.covers("F26")
class TestCoverage:
    @pytest.mark.parametrize(
        ("name", "path"), [("backend-tests", "backend/coverage.xml"), ("frontend-tests", "frontend/coverage")]
    )
    def test_coverage_is_kept_whether_the_tests_pass_or_not(self, name: str, path: str) -> None:
        keeping = action(name, "actions/upload-artifact@v4")
        assert (keeping["with"]["path"], keeping["if"]) == (path, "always()")

    def test_coverage_is_printed(self) -> None:
        assert "--cov-report=term" in backend_pytest()["run"]
