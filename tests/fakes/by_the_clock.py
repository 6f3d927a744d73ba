"""Subscriptions and home tabs in memory, and an analyst over the shop that has an answer to everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from shared.domain.access import Asker
from shared.domain.draft_figures import ReportFigures
from shared.domain.draft_report import By, DraftReport, ReportRow, Tally
from shared.domain.questions import Earlier, QueryKind, QuestionAnswer
from shared.domain.subscriptions import NewSubscription, Subscription
from shared.errors import NotFound, SelvageError
from shared.tools.stores import Stores
from tests.fakes.analyst import FakeAnalyst


@dataclass(slots=True)
class FakeSubscriptions:
    """Keeps what `shared.slack_ports.Subscriptions` promises."""

    alive: dict[UUID, Subscription] = field(default_factory=dict)
    now: datetime = datetime(2026, 11, 1, tzinfo=UTC)

    def create(self, new: NewSubscription) -> Subscription:
        """See Subscriptions."""
        same = (each.id for each in self.alive.values() if _asks_the_same(each, new))
        kept = Subscription(
            next(same, uuid4()),
            new.name,
            new.channel,
            new.thread_ts,
            new.user,
            new.query_type,
            new.slots,
            new.timing,
            new.condition,
            None,
            self.now,
        )
        self.alive[kept.id] = kept
        return kept

    def get(self, subscription_id: UUID) -> Subscription:
        """See Subscriptions."""
        if subscription_id not in self.alive:
            raise NotFound(f"there is no subscription {subscription_id}, or it has ended")
        return self.alive[subscription_id]

    def end(self, subscription_id: UUID) -> bool:
        """See Subscriptions."""
        return self.alive.pop(subscription_id, None) is not None

    def end_in(self, channel: str, thread_ts: str | None) -> int:
        """See Subscriptions."""
        there = [
            each.id
            for each in self.alive.values()
            if each.name is None and (each.channel, each.thread_ts) == (channel, thread_ts)
        ]
        return sum(map(self.end, there))

    def keep_value(self, subscription_id: UUID, value: float) -> None:
        """See Subscriptions."""
        self.alive[subscription_id] = replace(self.alive[subscription_id], last_value=value)


def _asks_the_same(known: Subscription, new: NewSubscription) -> bool:
    return known.name is None and (known.channel, known.thread_ts, known.query_type, known.slots) == (
        new.channel,
        new.thread_ts,
        new.query_type,
        new.slots,
    )


@dataclass(slots=True)
class FakeHomes:
    """Keeps what `shared.slack_ports.Homes` promises."""

    opened_at: dict[str, datetime] = field(default_factory=dict)
    #: In the order of their refreshing.
    fresh: list[str] = field(default_factory=list)
    now: datetime = datetime(2026, 11, 30, 12, tzinfo=UTC)

    def opened(self, user: str) -> None:
        """See Homes."""
        self.opened_at[user] = self.now

    def opened_since(self, when: datetime) -> Sequence[str]:
        """See Homes."""
        lately = [user for user, moment in self.opened_at.items() if moment >= when]
        return sorted(lately, key=lambda user: self.fresh.index(user) if user in self.fresh else -1)

    def refreshed(self, user: str) -> None:
        """See Homes."""
        self.fresh = [*(each for each in self.fresh if each != user), user]

    def forget(self, user: str) -> None:
        """See Homes."""
        self.opened_at.pop(user, None)

    def forget_unopened(self, than: datetime) -> int:
        """See Homes."""
        old = [user for user, moment in self.opened_at.items() if moment < than]
        for user in old:
            self.forget(user)
        return len(old)


class ShopAnalyst(FakeAnalyst):
    """An analyst of whom the parts can be away, and who knows what became of some drafts."""

    def __init__(self, stores: Stores | None = None) -> None:
        super().__init__(stores)
        #: Of the last seven days, and of the last fourteen.
        self.drafts = {7: Tally(as_is=6, edited=2, ignored=2), 14: Tally(as_is=9, edited=3, ignored=8)}
        #: Raised when this is asked for: a tool's name, "ask" or "drafts".
        self.failures: dict[str, SelvageError] = {}

    def ask(
        self, asker: Asker, question: str, *, kind: QueryKind | None = None, earlier: Earlier | None = None
    ) -> QuestionAnswer:
        """See Analyst."""
        self._fail("ask")
        return super().ask(asker, question, kind=kind, earlier=earlier)

    def tool(self, asker: Asker, name: str, arguments: Mapping[str, object]) -> object:
        """See Analyst."""
        self._fail(name)
        return super().tool(asker, name, arguments)

    def draft_report(self, asker: Asker, *, days: int) -> ReportFigures:
        """See Analyst."""
        self._fail("drafts")
        self.report = DraftReport(By.CATEGORY, days, (), ReportRow(None, "all", self.drafts[days]))
        return super().draft_report(asker, days=days)

    def _fail(self, what: str) -> None:
        if what in self.failures:
            raise self.failures[what]
