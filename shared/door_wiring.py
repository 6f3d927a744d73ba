"""The doors to the analytics: settings in, a desk with its audit, limits and readers of questions out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.access import Counted
from shared.door_ports import QuestionReader
from shared.settings import Settings, newest_of
from shared.store.answer_cache import RedisAnswerCache
from shared.store.audit import AuditStore
from shared.store.cached.customers import CachedCustomers
from shared.store.cached.kept import Kept
from shared.store.cached.memory import Memory
from shared.store.cached.segments import CachedSegments
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.forecasts import ForecastStore
from shared.store.keys import KeyStore
from shared.store.rate_limits import RateLimits
from shared.store.sales import SalesStore
from shared.store.segments import SegmentStore
from shared.store.spending import Spending
from shared.tools.desk import Desk
from shared.tools.stores import Stores
from shared.wiring import SystemClock

if TYPE_CHECKING:
    from shared.questions.answerer import Answerer
    from shared.questions.engines import Readers

#: Connections to Claude of one API process: as many questions wait for it at once, one a thread.
QUESTION_CONNECTIONS = 40


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """What a door to the analytics stands on."""

    stores: Stores
    audit: AuditStore
    #: Asks the tools over `stores`.
    desk: Desk
    keys: KeyStore
    limits: RateLimits


def front_desk(settings: Settings, database: Database) -> FrontDesk:
    """The analytics over the database, with the audit, the cache and the limits that hold behind every door."""
    memory = Memory(settings.redis_url)
    kept = Kept(memory, database)
    stores = Stores(
        customers=CachedCustomers(CustomerStore(database), kept),
        segments=CachedSegments(SegmentStore(database), kept),
        sales=SalesStore(database),
        forecasts=ForecastStore(database),
        country=settings.shop_country,
    )
    audit = AuditStore(database)
    return FrontDesk(
        stores=stores,
        audit=audit,
        desk=Desk(stores, audit, RedisAnswerCache(memory, database)),
        keys=KeyStore(database),
        limits=RateLimits(
            settings.redis_url, {Counted.QUERY: settings.query_limit, Counted.QUESTION: settings.question_limit}
        ),
    )


def question_reader(settings: Settings) -> QuestionReader | None:
    """Claude as the reader of questions, or None when there is no key: then they are read offline."""
    key = newest_of(settings.anthropic_api_key)
    if not key:
        return None
    # Its library takes a second to import, which processes without a key need not pay.
    from shared.claude.questions import ClaudeQuestions  # noqa: PLC0415
    from shared.claude.transport import MessagesApi  # noqa: PLC0415

    return ClaudeQuestions(
        MessagesApi(
            key,
            settings.anthropic_base_url,
            settings.question_model,
            settings.question_deadline_s,
            connections=QUESTION_CONNECTIONS,
        )
    )


def allowance(settings: Settings, database: Database) -> Spending:
    """What each key may spend on questions a month, counted in the database."""
    return Spending(database, settings.question_budget_usd, SystemClock())


def question_readers(settings: Settings, database: Database) -> "Readers":
    """Who reads questions, in order; what Claude costs is counted in the database."""
    # Half a second to import, which processes that answer no questions need not pay.
    from shared.questions.engines import Readers  # noqa: PLC0415
    from shared.questions.offline.reader import OfflineReader  # noqa: PLC0415

    return Readers(OfflineReader(), question_reader(settings), allowance(settings, database))


def answerer(settings: Settings, database: Database, front: FrontDesk) -> "Answerer":
    """Answers questions at the front desk."""
    # As for `question_readers`.
    from shared.questions.answerer import Answerer  # noqa: PLC0415

    return Answerer(front.desk, question_readers(settings, database), front.stores.segments)
