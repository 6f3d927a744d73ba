"""Structured logs: one JSON object a line, events with ids, never a person and never a payload."""

import logging
import sys
import traceback
from typing import TextIO

from pythonjsonlogger.json import JsonFormatter

#: Loggers that print whole URLs or messages, or every call or task twice; their warnings are still wanted.
QUIET = (
    "slack_sdk",
    "slack_bolt",
    "mcp",
    "httpx2",
    "httpcore2",
    "urllib3",
    "celery.app.trace",
    "celery.worker.strategy",
)


def configure(level: str = "INFO", *, stream: TextIO | None = None) -> None:
    """Make the root logger write JSON lines to `stream` (standard error unless given), at `level` and above."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        JsonFormatter(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "at", "levelname": "level", "name": "logger", "message": "event"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
        ),
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def raised_at(error: BaseException) -> str:
    """Where the error was raised, as file:line. Its message and its locals may hold a person's data."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown"
