"""A cache of answers in memory."""


class FakeAnswerCache:
    """`shared.door_ports.AnswerCache` that keeps everything, and lets a test see it and move on to another snapshot."""

    def __init__(self, snapshot: str | None = "1") -> None:
        """Without a snapshot it keeps nothing."""
        self.current = snapshot
        #: By snapshot and key.
        self.kept: dict[tuple[str, str], bytes] = {}

    def snapshot(self) -> str | None:
        """The snapshot that it was told."""
        return self.current

    def get(self, snapshot: str, key: str) -> bytes | None:
        """What was kept."""
        return self.kept.get((snapshot, key))

    def put(self, snapshot: str, key: str, answer: bytes) -> None:
        """Keep it for good."""
        self.kept[snapshot, key] = answer
