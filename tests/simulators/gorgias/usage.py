"""How much of the account's API was used."""

import re
from collections import Counter
from typing import Any

IDENTITY = re.compile(r"/\d+")


class Usage:
    """Counts requests since the last reset, those that were refused for the rate limit among them."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        self.refused = 0

    def count(self, method: str, path: str) -> None:
        """One request that was let in."""
        self.requests[f"{method} {IDENTITY.sub('/*', path)}"] += 1

    def clear(self) -> None:
        """Forget all."""
        self.requests.clear()
        self.refused = 0

    def status(self) -> dict[str, Any]:
        """What the back door tells."""
        return {
            "requests": self.requests.total(),
            "refused": self.refused,
            "by_endpoint": dict(self.requests.most_common()),
        }
