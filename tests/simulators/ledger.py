"""What clients made a simulator do, oldest first."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

#: The present moment, with a time zone.
Now = Callable[[], datetime]


class Ledger:
    """The accepted writes of a simulator, kept until it is reset."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._effects: list[dict[str, Any]] = []

    def record(self, kind: str, **facts: Any) -> None:
        """Keep that a client's request had an effect."""
        self._effects.append({"kind": kind, "time": self._now().isoformat(), **facts})

    def effects(self, *, after: int = 0, kind: str | None = None) -> list[dict[str, Any]]:
        """The effects without the first `after` of them, of one kind or of all."""
        return [effect for effect in self._effects[after:] if kind in (None, effect["kind"])]

    def clear(self) -> None:
        """Forget all."""
        self._effects.clear()
