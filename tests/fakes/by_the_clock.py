"""Subscriptions and home tabs in memory, and an analyst over the shop that has an answer to everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from shared.domain.access import Asker, Caller, Door, Permission
from shared.domain.draft_figures import ReportFigures, figures_of
from shared.domain.draft_report import By, DraftReport, ReportRow, Tally
from shared.domain.questions import Earlier, QueryKind, QuestionAnswer
from shared.domain.subscriptions import NewSubscription, Subscription
from shared.errors import Denied, NotAllowed, NotFound, SelvageError
from shared.questions.suggestions import ready_question
from shared.tools.desk import allow
from shared.tools.stores import Stores
from tests.factories_questions import a_desk, a_full_shop, an_answerer


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


class ShopAnalyst:
    """Keeps what `shared.chat_ports.Analyst` promises over a shop in memory, with the permissions of each role."""

    def __init__(self, stores: Stores | None = None) -> None:
        self.stores = stores or a_full_shop()
        #: What became of the drafts: of the last seven days, and of the last fourteen.
        self.drafts = {7: Tally(as_is=6, edited=2, ignored=2), 14: Tally(as_is=9, edited=3, ignored=8)}
        #: Raised when this is asked for: a tool's name, "ask" or "drafts".
        self.failures: dict[str, SelvageError] = {}
        self.asked: list[tuple[Asker, str]] = []

    def ask(
        self, asker: Asker, question: str, *, kind: QueryKind | None = None, earlier: Earlier | None = None
    ) -> QuestionAnswer:
        """See Analyst; "again" asks for the whole shop what was asked for earlier."""
        if earlier is not None and question == "again":
            kind, question = earlier.query_type, ready_question(earlier.query_type).query
        with_role = self._caller(asker, "ask")
        try:
            return an_answerer(self.stores).answer(with_role, question, kind=kind)
        except Denied as error:
            raise NotAllowed(str(error)) from error

    def tool(self, asker: Asker, name: str, arguments: Mapping[str, object]) -> object:
        """See Analyst."""
        caller = self._caller(asker, name)
        try:
            return a_desk(self.stores).answer(caller, name, arguments, Door.REST).result
        except Denied as error:
            raise NotAllowed(str(error)) from error

    def draft_report(self, asker: Asker, *, days: int) -> ReportFigures:
        """See Analyst."""
        try:
            allow(self._caller(asker, "drafts"), Permission.DRAFTS)
        except Denied as error:
            raise NotAllowed(str(error)) from error
        return figures_of(DraftReport(By.CATEGORY, days, (), ReportRow(None, "all", self.drafts[days])))

    def _caller(self, asker: Asker, what: str) -> Caller:
        self.asked.append((asker, what))
        if what in self.failures:
            raise self.failures[what]
        return Caller(asker.person, asker.person, asker.role)
