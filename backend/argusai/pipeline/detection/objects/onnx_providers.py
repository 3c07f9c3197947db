"""Which of ONNX Runtime's providers runs a model. What is not there, or does not work, is said once."""

from argusai.kit.log import get_log
from argusai.pipeline.detection.objects.onnx_runtime import get_available_providers

_log = get_log("detection.objects")
_CPU = "CPUExecutionProvider"
_NAMES = {"directml": "dml", "trt": "tensorrt", "nvidia": "cuda"}
_told: set[str] = set()  # of this process: several models run on one provider


def providers_for(wanted: str) -> list[str]:
    """In order of preference, the processor last. `wanted`: a short name such as cuda, or the provider's full one."""
    found = _find(wanted)
    if found is None:
        tell_once(wanted, "this ONNX Runtime does not have it")
        return [_CPU]
    return list(dict.fromkeys([found, _CPU]))


def tell_once(wanted: str, reason: str) -> None:
    """The detector runs on the processor instead of on `wanted`."""
    if wanted not in _told:
        _told.add(wanted)
        _log.warning(
            "the detector runs on the processor", wanted=wanted, reason=reason, available=", ".join(_short_names())
        )


def _find(wanted: str) -> str | None:
    name = wanted.casefold().removesuffix("executionprovider")
    name = _NAMES.get(name, name)
    return next((each for each in get_available_providers() if each.casefold() == f"{name}executionprovider"), None)


def _short_names() -> list[str]:
    return [each.removesuffix("ExecutionProvider").lower() for each in get_available_providers()]
