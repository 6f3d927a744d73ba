"""What is kept of a workspace, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from shared.domain.access import Role
from shared.domain.conversations import Conversation
from shared.domain.questions import QuestionAnswer
from shared.domain.slack import KeptAnswer, Place, Post, SlackDelivery
from shared.errors import NotFound


@dataclass(slots=True)
class FakePosts:
    """Keeps what `shared.slack_ports.Posts` promises."""

    begun: dict[str, datetime] = field(default_factory=dict)
    stands: dict[str, str] = field(default_factory=dict)
    now: datetime = datetime(2026, 11, 30, 12, tzinfo=UTC)

    def begin(self, key: str, place: Place) -> Post:
        """See Posts."""
        del place
        before = self.begun.get(key)
        self.begun.setdefault(key, self.now)
        ts = self.stands.get(key)
        return Post(ts, before if ts is None else None)

    def posted(self, key: str, ts: str) -> None:
        """See Posts."""
        self.stands[key] = ts

    def withdrawn(self, key: str) -> None:
        """See Posts."""
        if key not in self.stands:
            self.begun.pop(key, None)

    def forget_older(self, than: datetime) -> int:
        """See Posts."""
        old = [key for key, moment in self.begun.items() if moment < than]
        for key in old:
            del self.begun[key]
            self.stands.pop(key, None)
        return len(old)


@dataclass(slots=True)
class FakeKeptAnswers:
    """Keeps what `shared.slack_ports.KeptAnswers` promises."""

    kept: dict[UUID, KeptAnswer] = field(default_factory=dict)
    verdicts: dict[tuple[UUID, str], bool] = field(default_factory=dict)

    def keep(self, answer: KeptAnswer, given: QuestionAnswer, *, seconds: float) -> None:
        """See KeptAnswers."""
        del given, seconds
        self.kept.setdefault(answer.id, answer)

    def get(self, answer_id: UUID) -> KeptAnswer:
        """See KeptAnswers."""
        if answer_id not in self.kept:
            raise NotFound(f"there is no answer {answer_id}")
        return self.kept[answer_id]

    def judge(self, answer_id: UUID, user_id: str, *, is_good: bool) -> None:
        """See KeptAnswers."""
        self.get(answer_id)
        self.verdicts[answer_id, user_id] = is_good


@dataclass(slots=True)
class FakeSlackDeliveries:
    """Keeps what `shared.slack_ports.SlackDeliveries` promises."""

    kept: dict[UUID, SlackDelivery] = field(default_factory=dict)

    def get(self, delivery_id: UUID) -> SlackDelivery:
        """See SlackDeliveries."""
        if delivery_id not in self.kept:
            raise NotFound(f"what Slack sent with delivery {delivery_id} is not kept any more")
        return self.kept[delivery_id]

    def forget(self, delivery_id: UUID) -> None:
        """See SlackDeliveries."""
        self.kept.pop(delivery_id, None)

    def forget_older(self, than: datetime) -> int:
        """See SlackDeliveries."""
        old = [known for known, delivery in self.kept.items() if delivery.received_at < than]
        for known in old:
            del self.kept[known]
        return len(old)


@dataclass(slots=True)
class FakeConversations:
    """Keeps what `shared.slack_ports.Conversations` promises; nothing is ever too old."""

    kept: dict[str, Conversation] = field(default_factory=dict)

    def get(self, key: str) -> Conversation | None:
        """See Conversations."""
        return self.kept.get(key)

    def put(self, key: str, conversation: Conversation) -> None:
        """See Conversations."""
        self.kept[key] = replace(conversation)


@dataclass(slots=True)
class FakePeople:
    """Keeps what `shared.slack_ports.People` promises."""

    roles: Mapping[str, Role | None] = field(default_factory=dict)
    default: Role | None = Role.ADMIN

    def role_of(self, user: str) -> Role | None:
        """See People."""
        return self.roles.get(user, self.default)

    def name_of(self, user: str) -> str:
        """See People."""
        return f"Somebody {user}"
