"""Conversations in Redis: how the last question was read and what was asked back, each for a while."""

from pydantic import TypeAdapter, ValidationError

from shared.domain.conversations import Conversation
from shared.store.cached.memory import Memory

_CONVERSATION = TypeAdapter(Conversation)
PREFIX = "selvage:conversation:"
#: People would have to say again what they said before: that is worth a wait.
PATIENCE_S = 1.0


class RedisConversations:
    """Keeps what `shared.slack.ports.Conversations` promises."""

    def __init__(self, redis_url: str, *, ttl_s: int) -> None:
        """Connects to nothing yet. A conversation is forgotten `ttl_s` seconds after its last word."""
        self._memory, self._ttl_s = Memory(redis_url, timeout_s=PATIENCE_S), ttl_s

    def close(self) -> None:
        """Close all connections."""
        self._memory.close()

    def get(self, key: str) -> Conversation | None:
        """See Conversations."""
        kept = self._memory.get(PREFIX + key)
        try:
            return None if kept is None else _CONVERSATION.validate_json(kept)
        except ValidationError:  # another release kept it
            return None

    def put(self, key: str, conversation: Conversation) -> None:
        """See Conversations."""
        self._memory.put(PREFIX + key, _CONVERSATION.dump_json(conversation), seconds=self._ttl_s)
