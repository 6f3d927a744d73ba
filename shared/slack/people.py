"""Who may do what: Slack users by id, e-mail address, its domain, or user group."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from shared.domain.access import Role
from shared.errors import Denied, NotFound
from shared.slack_ports import Chat, Person

#: How long what Slack says of a person is believed; somebody who left a group keeps its role that long.
BELIEVED_S = 300.0
#: People who are remembered; who comes back after that many others is looked up again. Of groups there are as many as
#: the settings name, and their members are believed as long.
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


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    role: Role | None
    believed_until: float


class RoleBook:
    """Keeps what `shared.slack_ports.People` promises. Safe for many threads."""

    def __init__(self, chat: Chat, rules: Rules, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._chat, self._rules, self._clock = chat, rules, clock
        self._known: dict[str, _Known] = {}
        self._groups: dict[str, tuple[float, frozenset[str]]] = {}
        self._lock = Lock()

    def role_of(self, user: str) -> Role | None:
        """See People."""
        return self._look_up(user).role

    def name_of(self, user: str) -> str:
        """See People."""
        return self._look_up(user).name

    def _look_up(self, user: str) -> _Known:
        now = self._clock()
        with self._lock:
            known = self._known.get(user)
        if known and now < known.believed_until:
            return known
        person = self._chat.person(user)
        known = _Known(person.name, self._role(person), now + BELIEVED_S)
        with self._lock:
            if len(self._known) >= MOST_PEOPLE:
                self._known.clear()
            self._known[user] = known
        return known

    def _role(self, person: Person) -> Role | None:
        if person.is_gone:
            return None
        for role in ORDER:
            if any(self._is_named(person, name) for name in self._rules.named.get(role, ())):
                return role
        return None if person.is_outsider else self._rules.default

    def _is_named(self, person: Person, name: str) -> bool:
        # Whoever runs another workspace gives its people any address.
        email = "" if person.is_foreign else (person.email or "").lower()
        if name.startswith("@"):
            # Whoever is a guest here has the address of their own company, but not every such address is a colleague's.
            return email.endswith(name.lower()) and not person.is_outsider
        if "@" in name:
            return email == name.lower()
        if name.startswith("S"):
            return not person.is_outsider and person.id in self._members(name)
        return person.id == name

    def _members(self, group: str) -> frozenset[str]:
        """Who is in the group, asked for once in a while and not for each person: Slack allows 20 calls a minute."""
        with self._lock:
            until, members = self._groups.get(group, (0.0, frozenset[str]()))
        now = self._clock()
        if now < until:
            return members
        try:
            members = self._chat.members_of(group)
        except (NotFound, Denied):  # a group that is gone, or that we may not see, has no members
            members = frozenset()
        with self._lock:
            self._groups[group] = now + BELIEVED_S, members
        return members
