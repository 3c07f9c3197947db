"""Who may import what (docs/explanation/architecture.md), as pure functions over modules."""

from collections.abc import Iterable, Mapping

from tests.support.source import Import, Module

# From the camera to the screen. A stage knows the contracts of the stages before it and nothing of those after it.
STAGES = (
    "argusai.pipeline.capture.cameras",
    "argusai.pipeline.capture.streams",
    "argusai.pipeline.capture.outages",
    "argusai.pipeline.detection.motion",
    "argusai.pipeline.detection.objects",
    "argusai.pipeline.detection.tracking",
    "argusai.pipeline.detection.scenery",
    "argusai.pipeline.detection.parcels",
    "argusai.pipeline.detection.decisions",
    "argusai.pipeline.events.assembly",
    "argusai.pipeline.events.description",
    "argusai.pipeline.events.history",
    "argusai.pipeline.events.decisions",
    "argusai.pipeline.notifications",
)
BESIDE = (
    "argusai.accounts",
    "argusai.live",
    "argusai.system",
    "argusai.demo",
    "argusai.configuration",
    "argusai.bridges.homeassistant",
)
KIT = "argusai.kit"
# They join the parts, see everything and hold no logic.
ROOTS = (
    "argusai.app",
    "argusai.flow",
    "argusai.api",
    "argusai.cli",
    "argusai.analyze",
    "argusai.commands",
    "argusai.evaluation",  # measures all parts together
    "argusai.__main__",
)
# Its sections stand in the domains; only the roots read it as a whole.
SETTINGS = "argusai.settings"
MIGRATIONS = "argusai.migrations"
# The sign-in guard: where a route learns who asks.
GUARD = ("argusai.accounts.guard", "argusai.accounts.router")


def below(name: str, part: str) -> bool:
    return name == part or name.startswith(part + ".")


def part_of(name: str) -> str:
    """The stage, domain or root that module `name` belongs to; "" for a package that only holds others."""
    for part in (*STAGES, *BESIDE, KIT, *ROOTS, SETTINGS, MIGRATIONS):
        if below(name, part):
            return part
    return ""


def forbidden_imports(module: Module) -> list[str]:
    """One sentence for each import of ours that the rules do not allow."""
    return [
        f"{module.place}:{imported.line} imports {imported.name}"
        for imported in module.imports
        if imported.name.startswith(".") or (below(imported.name, "argusai") and not _allowed(module, imported.name))
    ]


def _allowed(module: Module, target: str) -> bool:
    own, other = part_of(module.name), part_of(target)
    if own in ROOTS or target == "argusai":  # the package itself holds its version only
        return True
    if module.role == "contract":
        return below(target, KIT) or (target.endswith(".contract") and _not_later(own, other))
    if own == other or other == KIT:
        return other != ""
    if own == KIT:
        return False
    if own == SETTINGS:
        return target.endswith(".settings")
    if own == MIGRATIONS:
        return False
    if module.role == "router" and target in GUARD:
        return True
    if not target.endswith(".contract"):
        return False
    return own in BESIDE or _not_later(own, other)


def _not_later(own: str, other: str) -> bool:
    if own in STAGES and other in STAGES:
        return STAGES.index(other) <= STAGES.index(own)
    return own in BESIDE or own == other


def cycle(modules: Mapping[str, Module]) -> list[str]:
    """The modules of one import cycle, in order; empty when there is none. What is loaded late closes none: both are
    there by then."""
    done: set[str] = set()
    for start in modules:
        if found := _walk(start, modules, [], done):
            return found
    return []


def _walk(name: str, modules: Mapping[str, Module], path: list[str], done: set[str]) -> list[str]:
    if name in path:
        return [*path[path.index(name) :], name]
    if name in done:
        return []
    for target in _targets(modules[name].imports, modules):
        if found := _walk(target, modules, [*path, name], done):
            return found
    done.add(name)
    return []


def _targets(imports: Iterable[Import], modules: Mapping[str, Module]) -> list[str]:
    return sorted({each.name for each in imports if each.name in modules and not each.late})
