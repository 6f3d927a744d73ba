"""The composition root: settings in, connected neighbours out. Nothing else knows how they are made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pydantic import SecretStr

from shared.analytics.client import AnalyticsClient
from shared.claude.client import ClaudeClient
from shared.domain.shop import Shop
from shared.gorgias.bucket import AccountBucket
from shared.gorgias.client import GorgiasClient
from shared.ports import Claude, Neighbours
from shared.settings import Settings, secrets_of
from shared.store.database import Database
from shared.store.deliveries import DeliveryStore
from shared.store.drafts import DraftStore
from shared.store.jobs import JobStore

if TYPE_CHECKING:
    from shared.store.discovery import StoredDiscovery

#: Database connections of one worker process. Hundreds of drafts share them: each statement takes a millisecond.
CONNECTIONS = 16


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


def connect(settings: Settings) -> System:
    """The system that the settings describe. The database may be away; whoever needs it is told then."""
    # A job whose connection was cut is tried again, so nine checks a draft would be wasted.
    database = Database(settings.database_url, size=CONNECTIONS, check=False)
    database.open()
    return System(
        jobs=JobStore(database),
        neighbours=Neighbours(
            clock=SystemClock(),
            deliveries=DeliveryStore(database),
            helpdesk=gorgias(settings),
            analytics=analytics(settings),
            claude=claude(settings),
            drafts=DraftStore(database),
            discovery=DiscoveryOnDemand(settings),
            shop=Shop(settings.shop_name, settings.shop_signature, settings.shop_currency),
        ),
    )


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


def gorgias(settings: Settings) -> GorgiasClient:
    """The account, with a budget that all workers share through Redis."""
    limit = settings.gorgias_rate_limit
    return GorgiasClient(
        settings.gorgias_url,
        (settings.gorgias_username, _newest(settings.gorgias_api_key)),
        timeout_s=settings.gorgias_timeout_s,
        bucket=AccountBucket(settings.redis_url, limit, settings.gorgias_domain) if limit else None,
        # A note that is not sent by then might land beside one of the worker that took the job over.
        post_within_s=settings.lease_s - settings.gorgias_timeout_s,
        connections=settings.draft_concurrency,
    )


def analytics(settings: Settings) -> AnalyticsClient:
    """The analytics API, as one of its callers."""
    key = _newest(settings.analytics_api_key)
    return AnalyticsClient(settings.analytics_api_url, key, settings.analytics_timeout_s)


def claude(settings: Settings) -> Claude | None:
    """Claude, or None when there is no key: then every draft is the standard reply."""
    if settings.anthropic_api_key is None:
        return None
    return ClaudeClient(
        _newest(settings.anthropic_api_key),
        settings.anthropic_base_url,
        model=settings.draft_model,
        deadline_s=settings.draft_deadline_s,
        connections=settings.draft_concurrency,
    )


def _newest(secret: SecretStr | None) -> str:
    return next(iter(secrets_of(secret)), "")
