"""Where an MCP request is answered: who asks, one unit of what they may ask, and failures that can be told."""

import logging
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from anyio import to_thread

from shared.domain.access import Caller, Door, Permission
from shared.domain.words import counted
from shared.errors import Permanent, Retryable, SelvageError
from shared.logs import raised_at
from shared.tools.desk import Desk

log = logging.getLogger(__name__)

Told = TypeVar("Told")

MINUTE_S = 60

SURPRISE = "something went wrong here; it has been logged"


class CountedDesk:
    """Asks the desk for whoever sent the request that is being handled."""

    def __init__(self, desk: Desk, caller_of: Callable[[], Caller], take: Callable[[Caller], None]) -> None:
        """`caller_of` and `take` as for `mcp_server`."""
        self._desk, self._caller_of, self._take = desk, caller_of, take

    async def answer(self, tool: str, told: Mapping[str, object]) -> bytes:
        """The tool's answer as JSON, counted once; SelvageError when there is none."""
        return await self.read(tool, lambda caller: self._desk.json(caller, tool, told, Door.MCP))

    async def read(self, what: str, read: Callable[[Caller], Told]) -> Told:
        """What `read` gives for the caller, counted once; SelvageError when it gives nothing."""

        def allowed() -> Told:
            caller = self._caller_of()
            self._take(caller)
            return read(caller)

        with _only_named_failures(what):
            return await to_thread.run_sync(allowed)

    async def look(self, what: str, look: Callable[[], Told], *, otherwise: Told) -> Told:
        """What lists and completions show of the shop's figures: `otherwise` to callers who may not see them.

        Not counted: a host looks of its own accord, often, and without a person who asked.
        """

        def seen() -> Told:
            return look() if self._caller_of().may(Permission.INSIGHT) else otherwise

        with _only_named_failures(what):
            return await to_thread.run_sync(seen)


def in_words(error: SelvageError) -> str:
    """What the caller is told: what went wrong, and when to come back where that helps."""
    match error:
        case Retryable(retry_after=float() | int() as seconds):
            return f"{error}; try again in {_span(seconds)}"
        case Retryable():
            return f"{error}; try again in a moment"
        case _:
            return str(error)


def _span(seconds: float) -> str:
    """The first whole number of seconds or minutes that is enough."""
    if seconds > 2 * MINUTE_S:
        return counted(math.ceil(seconds / MINUTE_S), "minute")
    return counted(max(1, math.ceil(seconds)), "second")


@contextmanager
def _only_named_failures(what: str) -> Iterator[None]:
    """Lets SelvageErrors pass, and makes one of anything else: its own words may hold a person's data."""
    try:
        yield
    except SelvageError:
        raise
    except Exception as error:
        log.error(  # noqa: TRY400  a traceback would print the error's words
            "mcp.failed", extra={"what": what, "error": type(error).__name__, "at": raised_at(error)}
        )
        raise Permanent(SURPRISE) from error
