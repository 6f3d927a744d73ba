"""Who asks, and what they may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID


class Permission(StrEnum):
    """One thing that a key can allow."""

    #: Ask about one customer who is named by id or e-mail address.
    CUSTOMER = "customer"
    #: Ask for lists of customers.
    AUDIENCE = "audience"
    #: Ask for the figures of the shop, its archetypes, segments and products.
    INSIGHT = "insight"
    #: Ask in plain language; what is answered needs the permission of its tool besides.
    QUESTION = "question"
    #: Ask what became of the drafts: sums that name nobody.
    DRAFTS = "drafts"
    #: Ask what single agents made of the drafts: figures of colleagues at work.
    COLLEAGUES = "colleagues"
    #: See names and e-mail addresses of customers, and ask by them; without it customers are told by their ids.
    NAMES = "names"
    #: Take out all that is kept of one customer.
    EXPORT = "export"
    #: Erase one customer for good.
    ERASE = "erase"


#: What each permission is about, for those who are told that they lack it.
ABOUT: Mapping[Permission, str] = {
    Permission.CUSTOMER: "single customers",
    Permission.AUDIENCE: "lists of customers",
    Permission.INSIGHT: "the figures of the shop",
    Permission.QUESTION: "questions in plain language",
    Permission.DRAFTS: "what became of the drafts",
    Permission.COLLEAGUES: "what single agents made of the drafts",
    Permission.NAMES: "customers' names",
    Permission.EXPORT: "all that is kept of a customer",
    Permission.ERASE: "erasing customers",
}


class Role(StrEnum):
    """What the holder of a key does."""

    #: Looks at the shop: its figures, and lists of customers without names and addresses.
    VIEWER = "viewer"
    #: Studies customers and the shop.
    ANALYST = "analyst"
    #: Answers customers; sees them, and no figures of the shop.
    SUPPORT = "support"
    #: A process of ours, or a dashboard: asks as often as it must.
    SERVICE = "service"
    #: Everything, erasure included.
    ADMIN = "admin"


_VIEWER = frozenset({Permission.AUDIENCE, Permission.INSIGHT, Permission.QUESTION})
_ANALYST = _VIEWER | {Permission.CUSTOMER, Permission.DRAFTS, Permission.NAMES}

#: What each role may do.
ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.ANALYST: _ANALYST,
    Role.SUPPORT: frozenset({Permission.CUSTOMER, Permission.AUDIENCE, Permission.QUESTION, Permission.NAMES}),
    Role.SERVICE: _ANALYST,
    Role.ADMIN: frozenset(Permission),
}


class Door(StrEnum):
    """How a question came in."""

    REST = "rest"
    MCP = "mcp"
    QUESTION = "question"
    CLI = "cli"
    SLACK = "slack"


#: How people of Slack are called, before what Slack calls them.
SLACK_PREFIX = "slack:"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks: the holder of a key, or a person whom a service asks for."""

    #: The key's id, or "setting" for the key that ANALYTICS_API_KEY names; "slack:U123" for a person.
    key_id: str
    #: What the key is called.
    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether the caller's role allows it."""
        return permission in ALLOWED[self.role]

    @property
    def is_limited(self) -> bool:
        """Whether the hourly limits hold for the caller."""
        return self.role is not Role.SERVICE

    @property
    def is_person(self) -> bool:
        """Whether a service asks for a person of Slack."""
        return self.key_id.startswith(SLACK_PREFIX)

    def came_by(self, door: Door) -> Door:
        """The door as the audit has it: Slack for a person of Slack, whichever route our own service took."""
        return Door.SLACK if self.is_person else door


@dataclass(frozen=True, slots=True)
class Asker:
    """A person for whom a service of ours asks the analytics API."""

    #: As limits and audit know them: "slack:U0123ABCD".
    person: str
    #: Any but `service`.
    role: Role

    @classmethod
    def in_slack(cls, user_id: str, role: Role) -> Self:
        """The person whom Slack knows under this id."""
        return cls(SLACK_PREFIX + user_id, role)


#: The key that ANALYTICS_API_KEY names, which is in no store.
SETTING_KEY = Caller("setting", "ANALYTICS_API_KEY", Role.SERVICE)

#: The type of the problem document (RFC 9457) that says that the caller's role does not allow something.
ROLE_PROBLEM = "urn:selvage:problem:role"

#: How every key begins that we make.
KEY_PREFIX = "slv_"


class KeyState(StrEnum):
    """Whether a key opens the doors."""

    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept: never the key itself."""

    id: UUID
    name: str
    role: Role
    #: The key's first characters, by which people recognise it.
    prefix: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    #: To the minute; None when it was never used.
    last_used_at: datetime | None
    #: When it was read.
    state: KeyState


class Counted(StrEnum):
    """What is counted for each key, with a limit for each."""

    #: One call of a tool, over REST or MCP.
    QUERY = "query"
    #: One question in plain language.
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How a key stands after something was counted."""

    #: How much is allowed in the time that the limit names.
    limit: int
    remaining: int
    #: Seconds until the oldest of what is counted is forgotten.
    reset_s: float


@dataclass(frozen=True, slots=True)
class CustomerRead:
    """Somebody has read about customers."""

    caller: Caller
    door: Door
    #: The tool or route by which they were read.
    action: str
    customer_ids: tuple[str, ...]
