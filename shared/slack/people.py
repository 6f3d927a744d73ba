"""Who may do what: Slack users by id, e-mail address, its domain, or user group."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from shared.domain.access import Role
from shared.errors import Denied, NotFound
from shared.slack_ports import Chat

#: How long what Slack says of a person is believed; somebody who left a group keeps its role that long.
BELIEVED_S = 300.0
#: People who are remembered; who comes back after that many others is looked up again.
MOST_PEOPLE = 5_000

#: Roles from the strongest: who is named for several has the first.
ORDER = (Role.ADMIN, Role.SUPPORT, Role.ANALYST)


@dataclass(frozen=True, slots=True)
class Rules:
    """Who has which role, as the settings name them."""

    #: By role: user ids ("U…", "W…"), user groups ("S…"), "@domain" or e-mail addresses.
    named: Mapping[Role, Sequence[str]]
    #: Everybody else's; None: none, and no answers.
    default: Role | None


class RoleBook:
    """Keeps what `shared.slack_ports.People` promises. Safe for many threads."""

    def __init__(self, chat: Chat, rules: Rules, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._chat, self._rules, self._clock = chat, rules, clock
        self._known: dict[str, tuple[float, Role | None]] = {}
        self._lock = Lock()

    def role_of(self, user: str) -> Role | None:
        """See People."""
        now = self._clock()
        with self._lock:
            known = self._known.get(user)
        if known and now - known[0] < BELIEVED_S:
            return known[1]
        role = self._find(user)
        with self._lock:
            if len(self._known) >= MOST_PEOPLE:
                self._known.clear()
            self._known[user] = (now, role)
        return role

    def _find(self, user: str) -> Role | None:
        wanted = [name for names in self._rules.named.values() for name in names]
        email = (self._chat.email_of(user) or "").lower() if any("@" in name for name in wanted) else ""
        for role in ORDER:
            if any(self._is_named(user, email, name) for name in self._rules.named.get(role, ())):
                return role
        return self._rules.default

    def _is_named(self, user: str, email: str, name: str) -> bool:
        if name.startswith("@"):
            return email.endswith(name.lower())
        if "@" in name:
            return email == name.lower()
        if name.startswith("S"):
            return user in self._members(name)
        return user == name

    def _members(self, group: str) -> frozenset[str]:
        try:
            return self._chat.members_of(group)
        except (NotFound, Denied):  # a group that is gone, or that we may not see, has no members
            return frozenset()
