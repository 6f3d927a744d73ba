"""Every setting of every process, read once at the door from the environment or `.env`.

docs/settings.md lists them; a test fails when one is missing there.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.errors import InvalidPayload
from shared.thresholds import condition_told


class WebhookVerifier(StrEnum):
    """How a Gorgias webhook proves that it comes from our account."""

    HMAC = "hmac"
    STATIC_HEADER = "static_header"
    URL_TOKEN = "url_token"  # noqa: S105  the name of a way, not a secret


class FeatureEngine(StrEnum):
    """Where the figures of all customers are computed."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"


def secrets_of(value: SecretStr | None) -> tuple[str, ...]:
    """The values of a secret that may hold several, separated by commas, newest first."""
    return () if value is None else listed(value.get_secret_value())


def newest_of(value: SecretStr | None) -> str:
    """The value of a secret to use oneself; "" when there is none."""
    return next(iter(secrets_of(value)), "")


def listed(value: str) -> tuple[str, ...]:
    """The parts of a setting that may hold several, separated by commas."""
    return tuple(part for part in (raw.strip() for raw in value.split(",")) if part)


class Settings(BaseSettings):
    """What a process may be told.

    Secrets are never printed. Those that verify may hold several values, separated by commas, newest first, so
    that they can be rotated under traffic.
    """

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    database_url: str = Field("", description="PostgreSQL, as postgresql://user:password@host:port/name")
    redis_url: str = Field("redis://127.0.0.1:6379/0", description="Redis or Valkey: the bell, never the truth")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    gorgias_domain: str = Field("", pattern=r"^[a-z0-9-]*$", description="The account, as in <domain>.gorgias.com")
    gorgias_base_url: str = Field("", description="Overrides the address made from GORGIAS_DOMAIN")
    gorgias_username: str = Field("", description="E-mail address of the API user: the note's sender")
    gorgias_api_key: SecretStr | None = Field(None, description="The API user's key")
    gorgias_webhook_secret: SecretStr | None = Field(None, description="What webhooks are verified with")
    gorgias_webhook_verifier: WebhookVerifier = Field(
        WebhookVerifier.HMAC,
        description="hmac (X-Gorgias-Signature), static_header (X-Gorgias-Secret) or url_token (?token=)",
    )
    gorgias_timeout_s: float = Field(20, gt=0, le=120, description="Deadline of one call to Gorgias, in seconds")
    gorgias_rate_limit: str = Field(
        "40/20",
        pattern=r"^(\d+/\d+)?$",
        description="Requests/seconds that one Gorgias account allows; empty: no limit of our own",
    )

    analytics_api_url: str = Field("http://127.0.0.1:8000", description="Where workers ask about customers")
    analytics_api_key: SecretStr | None = Field(None, description="The service key of the analytics API")
    analytics_timeout_s: float = Field(
        5, gt=0, le=60, description="Deadline of one call to the analytics API, in seconds"
    )
    slack_answer_deadline_s: float = Field(
        25,
        gt=0,
        le=120,
        description="Longest time that a question from Slack may wait for the analytics API, in seconds",
    )

    anthropic_api_key: SecretStr | None = Field(
        None, description="Without it, drafts use the fallback reply and questions are read offline"
    )
    anthropic_base_url: str = Field("https://api.anthropic.com", description="Where Claude answers")
    draft_model: str = Field("claude-haiku-5-5", description="The model that writes drafts")
    draft_deadline_s: float = Field(
        30, gt=0, le=300, description="Longest time a draft may wait for Claude, retries included, in seconds"
    )
    draft_budget_usd: Decimal | None = Field(
        None,
        ge=0,
        max_digits=12,
        decimal_places=6,
        description="US dollars that drafts may cost a day (UTC); then the standard reply is left. 0: always",
    )
    question_model: str = Field("claude-haiku-5-5", description="The model that reads questions")
    question_deadline_s: float = Field(
        8, gt=0, le=60, description="Longest time a question may wait for Claude, retries included, in seconds"
    )
    question_budget_usd: Decimal = Field(
        Decimal(5),
        ge=0,
        max_digits=12,
        decimal_places=6,
        description="US dollars that questions of one key may cost a month; then they are read offline. 0: always",
    )

    query_limit: str = Field(
        "100/hour", description="Calls that one key may make, as 100/hour or 10/30 seconds; service keys have no limit"
    )
    question_limit: str = Field(
        "50/hour", description="Questions in plain language that one key may ask; service keys have no limit"
    )

    mcp_allowed_hosts: str = Field(
        "localhost:*,127.0.0.1:*,[::1]:*",
        description="Host headers that /mcp lets in, separated by commas, as analytics.example.com or localhost:*",
    )
    mcp_allowed_origins: str = Field(
        "http://localhost:*,http://127.0.0.1:*,http://[::1]:*",
        description="Origin headers that /mcp lets in, separated by commas; programs that are no browser send none",
    )

    shop_name: str = Field("our shop", description="How drafts call the shop")
    shop_signature: str = Field("Customer Success Team", description="How drafts end")
    shop_policy_file: str = Field(
        "", description="What drafts may promise, a TOML file as docs/shop-policy.example.toml; empty: nothing"
    )
    shop_currency: str = Field("USD", pattern=r"^[A-Z]{3}$", description="ISO 4217 code of the amounts in the orders")
    shop_country: str = Field(
        "US", pattern=r"^[A-Z]{2}$", description="ISO 3166 code of the country whose holidays the shop sells for"
    )

    earlier_tickets: int = Field(
        5, ge=0, le=20, description="Earlier tickets of the customer that a draft and its note may know of; 0: none"
    )
    draft_orders: int = Field(5, ge=0, le=20, description="The customer's newest orders that a draft may rely on")
    tag_tickets: bool = Field(
        True, description="Tag each drafted ticket by the customer's churn level and value and by its category"
    )
    raise_priority: bool = Field(
        False, description="Raise the priority of tickets of valuable customers at risk and of angry ones; never lower"
    )
    sidebar_data: bool = Field(
        False, description="Keep where the customer stands in Gorgias' own customer data, shown beside each ticket"
    )

    slack_bot_token: SecretStr | None = Field(None, description="xoxb-…: without it Slack is not answered")
    slack_signing_secret: SecretStr | None = Field(None, description="What requests from Slack are verified with")
    slack_app_token: SecretStr | None = Field(None, description="xapp-…: for Socket Mode, which is for development")
    slack_base_url: str = Field("https://slack.com/api", description="Where Slack's Web API answers")
    slack_timeout_s: float = Field(10, gt=0, le=60, description="Deadline of one call to Slack, in seconds")
    slack_concurrency: int = Field(20, ge=1, le=200, description="Answers in flight in one slackbot process")
    slack_answer_patience_s: float = Field(
        120,
        gt=0,
        description="How long somebody waits for an answer before they are told that there is none, in seconds",
    )
    slack_conversation_ttl_s: int = Field(
        1800, ge=60, description="How long a conversation is remembered after its last word, in seconds"
    )
    slack_channels: str = Field(
        "", description="Ids of the channels that are answered in, separated by commas; empty: wherever it is a member"
    )
    slack_admins: str = Field(
        "", description="Who may do everything: e-mail addresses, @domains, user ids (U…) or user groups (S…)"
    )
    slack_support: str = Field("", description="Who sees customers and acts on tickets, named as in SLACK_ADMINS")
    slack_analysts: str = Field("", description="Who sees all of the analytics, and tickets, named as in SLACK_ADMINS")
    slack_default_role: str = Field(
        "viewer", pattern="^(viewer|analyst|support|admin|none)$", description="Everybody else's role; none: no answers"
    )
    slack_report_channel: str = Field(
        "",
        description="Channel id for the daily churn summary, weekly forecast and monthly segment growth; empty: none",
    )
    slack_report_time: str = Field("08:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="When reports are sent")
    slack_time_zone: str = Field("UTC", description="IANA name of the time zone of reports, as Europe/London")
    slack_alerts: str = Field(
        "",
        description="Thresholds told of in SLACK_REPORT_CHANNEL, as critical_customers>100,revenue_at_risk>50000",
    )

    host: str = Field("127.0.0.1", description="Address that services listen on; 0.0.0.0 in a container")
    webhooks_port: int = Field(8001, ge=0, le=65535, description="Port of the webhooks service")
    api_port: int = Field(8000, ge=0, le=65535, description="Port of the analytics API")
    beat_port: int = Field(8002, ge=0, le=65535, description="Port of the beat process's health and metrics")
    gorgias_simulator_port: int = Field(
        8101, ge=0, le=65535, description="Port of the simulated Gorgias; 0: a free one"
    )
    slack_simulator_port: int = Field(8102, ge=0, le=65535, description="Port of the simulated Slack; 0: a free one")
    claude_simulator_port: int = Field(8103, ge=0, le=65535, description="Port of the simulated Claude; 0: a free one")
    flower_port: int = Field(5555, ge=0, le=65535, description="Port of Flower")
    flower_basic_auth: SecretStr | None = Field(None, description="user:password of Flower")

    feature_engine: FeatureEngine = Field(
        FeatureEngine.DUCKDB,
        description="Where features are computed: duckdb, on a temporary copy of the orders, or postgres itself",
    )
    max_body_bytes: int = Field(1024 * 1024, gt=0, description="Largest webhook body that is read")
    lease_s: float = Field(120, gt=0, description="How long a draft worker may hold a job without renewing, in seconds")
    max_attempts: int = Field(12, ge=1, le=50, description="Attempts before a job is dead")
    relay_interval_s: float = Field(1, gt=0, description="Pause between two rounds of the relay, in seconds")
    draft_concurrency: int = Field(300, ge=1, le=2000, description="Drafts in flight in one worker process")

    @field_validator("draft_budget_usd", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("query_limit", "question_limit")
    @classmethod
    def _is_a_limit(cls, value: str) -> str:
        from limits import parse_many  # noqa: PLC0415  it takes long to import, and few set a limit

        try:
            [limit] = parse_many(value)
        except ValueError as error:
            raise ValueError(f"{value!r} is no limit; write it as 100/hour or 10/30 seconds") from error
        if limit.amount < 1:
            raise ValueError(f"{value!r} allows nothing; revoke keys instead")
        return value

    @field_validator("slack_time_zone")
    @classmethod
    def _is_a_time_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{value!r} is no time zone; write it as Europe/London or UTC") from error
        return value

    @field_validator("slack_alerts")
    @classmethod
    def _are_alerts(cls, value: str) -> str:
        try:
            for part in listed(value):
                condition_told(part)
        except InvalidPayload as error:
            raise ValueError(str(error)) from error
        return value

    @model_validator(mode="after")
    def _lease_outlives_calls(self) -> Self:
        if self.lease_s < 2 * self.gorgias_timeout_s:
            raise ValueError("LEASE_S must be at least twice GORGIAS_TIMEOUT_S, or a slow call outlives its lease")
        return self

    @property
    def gorgias_url(self) -> str:
        """The base address of the Gorgias account, without a trailing slash."""
        return (self.gorgias_base_url or f"https://{self.gorgias_domain}.gorgias.com").rstrip("/")
