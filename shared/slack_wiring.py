"""The slackbot: settings in, connected neighbours out."""

from dataclasses import dataclass
from datetime import time, timedelta

from shared.domain.access import Counted, Role
from shared.domain.slack import SlackOptions
from shared.errors import Permanent
from shared.settings import Settings, listed, newest_of
from shared.slack.client import SlackClient
from shared.slack.people import RoleBook, Rules
from shared.slack_ports import SlackNeighbours
from shared.store.audit import AuditStore
from shared.store.conversations import RedisConversations
from shared.store.database import Database
from shared.store.jobs import JobStore
from shared.store.rate_limits import RateLimits
from shared.store.slack_answers import KeptAnswerStore
from shared.store.slack_deliveries import SlackDeliveryStore
from shared.store.slack_homes import HomeStore
from shared.store.slack_posts import PostStore
from shared.store.subscriptions import SubscriptionStore
from shared.wiring import SystemClock, analyst, ticket_desk

#: Database connections of one slackbot process.
CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Slackbot:
    """What a slackbot process stands on."""

    jobs: JobStore
    neighbours: SlackNeighbours


def connect_slackbot(settings: Settings) -> Slackbot:
    """The slackbot that the settings describe; Permanent when they name no workspace."""
    database = Database(settings.database_url, size=CONNECTIONS, check=False)
    database.open()
    chat = slack(settings)
    return Slackbot(
        jobs=JobStore(database),
        neighbours=SlackNeighbours(
            clock=SystemClock(),
            deliveries=SlackDeliveryStore(database),
            chat=chat,
            analyst=analyst(settings),
            tickets=ticket_desk(settings),
            posts=PostStore(database),
            answers=KeptAnswerStore(database),
            conversations=RedisConversations(settings.redis_url, ttl_s=settings.slack_conversation_ttl_s),
            people=RoleBook(chat, rules(settings)),
            subscriptions=SubscriptionStore(database),
            homes=HomeStore(database),
            audit=AuditStore(database),
            limits=RateLimits(settings.redis_url, {Counted.QUERY: settings.query_limit}),
            options=slack_options(settings),
        ),
    )


def slack(settings: Settings) -> SlackClient:
    """The workspace; Permanent without its token."""
    token = newest_of(settings.slack_bot_token)
    if not token:
        raise Permanent(
            "SLACK_BOT_TOKEN is not set: without it nothing can be answered in Slack; see docs/slack-setup.md"
        )
    return SlackClient(token, settings.slack_base_url, timeout_s=settings.slack_timeout_s)


def rules(settings: Settings) -> Rules:
    """Who has which role."""
    default = settings.slack_default_role
    return Rules(
        named={
            Role.ADMIN: listed(settings.slack_admins),
            Role.SUPPORT: listed(settings.slack_support),
            Role.ANALYST: listed(settings.slack_analysts),
        },
        default=None if default == "none" else Role(default),
    )


def slack_options(settings: Settings) -> SlackOptions:
    """How the slackbot behaves."""
    return SlackOptions(
        currency=settings.shop_currency,
        channels=frozenset(listed(settings.slack_channels)),
        patience=timedelta(seconds=settings.slack_answer_patience_s),
        report_at=time.fromisoformat(settings.slack_report_time),
        time_zone=settings.slack_time_zone,
    )
