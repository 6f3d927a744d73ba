"""The composition root: settings in, connected neighbours out. Nothing else knows how they are made."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from shared.analytics.client import AnalyticsClient
from shared.domain.assistant import AssistantOptions
from shared.domain.shop import Shop
from shared.gorgias.account import Account, Unlimited
from shared.gorgias.bucket import AccountBucket
from shared.gorgias.client import GorgiasClient
from shared.gorgias.desk import GorgiasTicketDesk
from shared.gorgias.history import TicketHistory
from shared.gorgias.lanes import Lane
from shared.policy_file import read_policy
from shared.ports import Neighbours
from shared.settings import Settings, newest_of
from shared.store.answers import AnswerStore
from shared.store.database import Database
from shared.store.deliveries import DeliveryStore
from shared.store.drafts import DraftStore
from shared.store.feeds import FeedStore
from shared.store.jobs import JobStore

if TYPE_CHECKING:
    from shared.analytics.asking import Asking
    from shared.claude.client import ClaudeClient
    from shared.store.discovery import StoredDiscovery

#: Database connections of one worker process. Hundreds of drafts share them: each statement takes a millisecond.
CONNECTIONS = 16
#: How long a walk through past tickets waits for its turn of the account's budget.
HISTORY_TURN_S = 600
#: How long somebody in Slack waits for one request to Gorgias: for its turn, and for its answer.
DESK_TURN_S = 3
DESK_TIMEOUT_S = 10


class SystemClock:
    """The machine's own time, UTC."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)  # noqa: TID251  the one place where the clock is read


class DiscoveryOnDemand:
    """Keeps what `shared.ports.Discovery` promises, and loads its libraries when it is first asked."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def run(self, *, as_of: date | None, tell: Callable[[str], None]) -> str:
        """See Discovery."""
        return discovery(self._settings).run(as_of=as_of, tell=tell)


@dataclass(frozen=True, slots=True)
class System:
    """What a worker process stands on."""

    jobs: JobStore
    neighbours: Neighbours
    #: The Gorgias account's; None when it has no limit.
    budget: AccountBucket | None


def connect(settings: Settings, *, lane: Lane = Lane.LIVE) -> System:
    """The system that the settings describe, its calls to Gorgias in `lane`.

    The database may be away; whoever needs it is told then.
    """
    # A job whose connection was cut is tried again, so nine checks a draft would be wasted.
    database = Database(settings.database_url, size=CONNECTIONS, check=False)
    database.open()
    budget = account_budget(settings, lane=lane)
    helpdesk = gorgias(settings, budget)
    return System(
        jobs=JobStore(database),
        budget=budget,
        neighbours=Neighbours(
            clock=SystemClock(),
            deliveries=DeliveryStore(database),
            helpdesk=helpdesk,
            feed=helpdesk,
            feeds=FeedStore(database),
            analytics=analytics(settings),
            claude=claude(settings),
            drafts=DraftStore(database),
            answers=AnswerStore(database),
            discovery=DiscoveryOnDemand(settings),
            shop=shop(settings),
            options=options(settings),
        ),
    )


def options(settings: Settings) -> AssistantOptions:
    """What the shop lets the assistant do beside the note."""
    return AssistantOptions(
        tag_tickets=settings.tag_tickets,
        raise_priority=settings.raise_priority,
        sidebar_data=settings.sidebar_data,
        earlier_tickets=settings.earlier_tickets,
        orders=settings.draft_orders,
        daily_budget=settings.draft_budget_usd,
        draft_deadline_s=settings.draft_deadline_s,
    )


def shop(settings: Settings) -> Shop:
    """The shop with its policy; Permanent when the policy cannot be used, so that no draft is written without it."""
    if not settings.shop_policy_file:
        return Shop(settings.shop_name, settings.shop_signature, settings.shop_currency)
    found = read_policy(Path(settings.shop_policy_file))
    signature = found.signature or settings.shop_signature
    return Shop(settings.shop_name, signature, settings.shop_currency, found.policy)


def discovery(settings: Settings, *, seed: int | None = None) -> "StoredDiscovery":
    """Discovery over the settings' database, always with the same seed unless one is given."""
    # DuckDB, Ibis and scikit-learn take seconds and 200 MB, which the other processes need not pay.
    from shared.store.discovery import SEED, StoredDiscovery  # noqa: PLC0415

    return StoredDiscovery(
        settings.database_url,
        currency=settings.shop_currency,
        country=settings.shop_country,
        engine=settings.feature_engine,
        seed=SEED if seed is None else seed,
    )


def account_budget(settings: Settings, *, lane: Lane = Lane.LIVE) -> AccountBucket | None:
    """The Gorgias account's budget, which all processes share through Redis; None when it has no limit."""
    limit = settings.gorgias_rate_limit
    return AccountBucket(settings.redis_url, limit, settings.gorgias_domain, lane=lane) if limit else None


def gorgias(settings: Settings, budget: AccountBucket | None = None) -> GorgiasClient:
    """The account, within the budget that is given or else one for what a customer waits for."""
    return GorgiasClient(
        settings.gorgias_url,
        (settings.gorgias_username, newest_of(settings.gorgias_api_key)),
        timeout_s=settings.gorgias_timeout_s,
        bucket=budget or account_budget(settings),
        # A note that is not sent by then might land beside one of the worker that took the job over.
        post_within_s=settings.lease_s - settings.gorgias_timeout_s,
        connections=settings.draft_concurrency,
    )


def ticket_desk(settings: Settings, budget: AccountBucket | None = None) -> GorgiasTicketDesk:
    """The account's tickets for people who wait in Slack: they are told soon when its budget is used up."""
    return GorgiasTicketDesk(
        settings.gorgias_url,
        (settings.gorgias_username, newest_of(settings.gorgias_api_key)),
        timeout_s=min(DESK_TIMEOUT_S, settings.gorgias_timeout_s),
        bucket=budget or account_budget(settings),
        turn_s=DESK_TURN_S,
        post_within_s=settings.lease_s - settings.gorgias_timeout_s,
    )


def gorgias_history(settings: Settings) -> TicketHistory:
    """The account's closed tickets, read behind everybody else who uses the account."""
    return TicketHistory(
        Account(
            settings.gorgias_url,
            (settings.gorgias_username, newest_of(settings.gorgias_api_key)),
            timeout_s=settings.gorgias_timeout_s,
            budget=account_budget(settings, lane=Lane.BACKFILL) or Unlimited(),
            turn_s=HISTORY_TURN_S,
            connections=1,
            now=time.time,
        ),
        sleep=time.sleep,
    )


def analyst(settings: Settings) -> "Asking":
    """The analytics API, asked for people in Slack."""
    # It brings every tool's result type along, which processes that ask for nobody need not load.
    from shared.analytics.asking import Asking  # noqa: PLC0415

    key = newest_of(settings.analytics_api_key)
    return Asking(settings.analytics_api_url, key, settings.slack_answer_deadline_s)


def analytics(settings: Settings) -> AnalyticsClient:
    """The analytics API, as one of its callers."""
    key = newest_of(settings.analytics_api_key)
    return AnalyticsClient(settings.analytics_api_url, key, settings.analytics_timeout_s)


def claude(settings: Settings) -> "ClaudeClient | None":
    """Claude, or None when there is no key: then every draft is the standard reply."""
    key = newest_of(settings.anthropic_api_key)
    if not key:
        return None
    # Its library takes a second to import, which processes without a key need not pay.
    from shared.claude.client import ClaudeClient  # noqa: PLC0415
    from shared.claude.transport import MessagesApi  # noqa: PLC0415

    return ClaudeClient(
        MessagesApi(
            key,
            settings.anthropic_base_url,
            settings.draft_model,
            settings.draft_deadline_s,
            connections=settings.draft_concurrency,
        )
    )
