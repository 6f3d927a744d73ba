"""Keys and limits in memory."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

from shared.domain.access import KEY_PREFIX, ApiKey, Caller, Counted, KeyState, RateLimit, Role
from shared.errors import Retryable, TooMany

MADE_AT = datetime(2026, 6, 30, tzinfo=UTC)


class FakeKeys:
    """`shared.door_ports.Keys` that knows the keys that it made."""

    def __init__(self) -> None:
        self.is_away = False
        self._kept: dict[bytes, ApiKey] = {}

    def make(self, role: Role = Role.ANALYST, *, state: KeyState = KeyState.ACTIVE) -> str:
        """A new key."""
        key = KEY_PREFIX + f"{len(self._kept):043}"
        self._kept[sha256(key.encode()).digest()] = ApiKey(
            uuid4(), f"{role} {len(self._kept)}", role, key[:12], MADE_AT, None, None, None, state
        )
        return key

    def caller(self, key: str) -> Caller:
        """Who holds the key."""
        kept = self._kept[sha256(key.encode()).digest()]
        return Caller(str(kept.id), kept.name, kept.role)

    def end(self, key: str, state: KeyState) -> None:
        """From now on the key is in this state."""
        digest = sha256(key.encode()).digest()
        self._kept[digest] = replace(self._kept[digest], state=state)

    def find(self, digest: bytes) -> ApiKey | None:
        """The key with this digest."""
        if self.is_away:
            raise Retryable("the keys are away")
        return self._kept.get(digest)


class FakeLimits:
    """`shared.door_ports.Limits` that allows each key so much for ever, and remembers what was taken."""

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        self.taken: Counter[tuple[str, Counted]] = Counter()

    def take(self, caller: Caller, what: Counted) -> RateLimit | None:
        """Count one."""
        if self._limit is None or not caller.is_limited:
            return None
        if self.taken[caller.key_id, what] >= self._limit:
            raise TooMany("nothing is left", retry_after=60, limit=self._limit)
        self.taken[caller.key_id, what] += 1
        return RateLimit(self._limit, self._limit - self.taken[caller.key_id, what], 60)
