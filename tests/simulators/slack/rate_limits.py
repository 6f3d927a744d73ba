"""Slack's rate limits: tiers by method, and one message a second by channel."""

from collections.abc import Callable

from tests.simulators.gorgias.rate_limit import LeakyBucket

MINUTE_S = 60.0
#: Calls a minute.
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
#: What has a limit of its own.
SPECIAL = 600
METHOD_TIERS = {
    "apps.connections.open": 1,
    "chat.delete": 3,
    "chat.postEphemeral": 4,
    "chat.update": 3,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "conversations.replies": 3,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "reactions.add": 3,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "users.info": 4,
    "users.list": 2,
    "users.lookupByEmail": 3,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}
#: Every tier allows some calls more in a burst; so does a channel.
BURST = 10
CHANNEL_BURST, CHANNEL_PER_S = 5, 1.0
BY_CHANNEL = "chat.postMessage"


class RateLimits:
    """Counts calls by method, or messages by channel. With `enforced` false, nobody waits."""

    def __init__(self, monotonic: Callable[[], float], *, enforced: bool) -> None:
        self.enforced = enforced
        self._monotonic = monotonic
        self._buckets: dict[tuple[str, str], LeakyBucket] = {}

    def wait_s(self, method: str, channel: str) -> int | None:
        """How many whole seconds a caller has to wait, or None when the call is counted and goes on."""
        if not self.enforced:
            return None
        key = (method, channel if method == BY_CHANNEL else "")
        if key not in self._buckets:
            self._buckets[key] = self._bucket(method)
        bucket = self._buckets[key]
        return None if bucket.admit() else bucket.retry_after_s

    def clear(self) -> None:
        """Forget what was counted."""
        self._buckets.clear()

    def _bucket(self, method: str) -> LeakyBucket:
        if method == BY_CHANNEL:
            return LeakyBucket(CHANNEL_BURST, CHANNEL_BURST / CHANNEL_PER_S, self._monotonic)
        per_minute = TIERS.get(METHOD_TIERS.get(method, 0), SPECIAL)
        capacity = max(BURST, per_minute)
        return LeakyBucket(capacity, MINUTE_S * capacity / per_minute, self._monotonic)
