"""One log line per occurrence, structured, with every secret and control character taken out on the way."""

import json
import logging
import re
import sys
from typing import Any

from argusai.kit.text import escaped

# Where Rich is at hand structlog loads it, for coloured traces that we never show: a tenth of a second in each process.
_rich = sys.modules.get("rich")
sys.modules["rich"] = None  # type: ignore[assignment]
import structlog  # noqa: E402

sys.modules.pop("rich")
if _rich is not None:
    sys.modules["rich"] = _rich

# user:password@ in a URL. The password may itself hold ':' '/' or '@', so it reaches to the last '@' before a blank.
_URL_CREDENTIALS = re.compile(r"(?P<scheme>\b[a-z][a-z0-9+.-]*://)[^\s\"'<>]*@", re.IGNORECASE)
_QUERY_SECRETS = re.compile(
    r"(?P<name>(?<![a-z])(?:password|passwd|pass|pwd|psw|loginpass?|(?:api|auth)?key|api|token|secret|code)=)[^&\s\"']+",
    re.IGNORECASE,
)
# Keys of ours for other programs, wherever they stand.
_KEYS = re.compile(r"\bargus_[\w-]{8,}")
_SECRET_FIELDS = frozenset({"password", "secret", "token", "code", "cookie", "authorization", "csrf_token", "key"})
_TRACES = frozenset({"exception", "stack"})


def redact(text: str) -> str:
    """`text` without credentials in URLs and without secret query parameters."""
    text = _URL_CREDENTIALS.sub(r"\g<scheme>***@", text)
    return _KEYS.sub("argus_***", _QUERY_SECRETS.sub(r"\g<name>***", text))


def _redact_event(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {name: _shown(name, value) for name, value in event.items()}


def _shown(name: str, value: Any) -> Any:
    if name.lower() in _SECRET_FIELDS:
        return "***"
    # One occurrence, one line: only a stack trace has several.
    return escaped(redact(value), many_lines=name in _TRACES) if isinstance(value, str) else value


class _RedactingFormatter(logging.Formatter):
    """For records of libraries that log through `logging`: the whole text is redacted, stack trace included."""

    def format(self, record: logging.LogRecord) -> str:
        return escaped(redact(super().format(record)), many_lines=True)


def set_up_log(level: str = "INFO", *, for_parent: bool = False) -> None:
    """Log to standard error: our own lines through structlog, the libraries' through `logging`; both redacted.

    `for_parent`: as JSON lines, which the process that started this one passes on with `pass_on`."""
    for_people = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _redact_event,
            structlog.processors.JSONRenderer() if for_parent else for_people,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(_RedactingFormatter("%(asctime)s [%(levelname)s] %(name)s: %(message)s"))
    logging.basicConfig(
        level=max(logging.getLevelNamesMapping()[level], logging.WARNING), handlers=[stream], force=True
    )


def get_log(area: str) -> structlog.typing.FilteringBoundLogger:
    """A logger whose lines carry `area`: the folder they come from, such as `capture.streams`."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger(area=area)
    return log


def pass_on(log: structlog.typing.FilteringBoundLogger, line: str, **facts: Any) -> None:
    """Log a line of a child process: one of `set_up_log(for_parent=True)` as our own, any other as what it says."""
    try:
        said = json.loads(line)
        level, event = logging.getLevelNamesMapping()[said.pop("level").upper()], str(said.pop("event"))
    except (ValueError, KeyError, AttributeError, TypeError):
        chatter = line.startswith("INFO: ")  # of the libraries below the detector, at each start
        log.log(logging.DEBUG if chatter else logging.INFO, "a child process says", line=redact(line), **facts)
        return
    said.pop("timestamp", None)
    log.log(level, event, **{**facts, **said})
