"""The state of one simulated Gorgias account, in memory."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from tests.simulators.gorgias import shapes
from tests.simulators.gorgias.errors import ApiError
from tests.simulators.gorgias.shapes import Wire
from tests.simulators.ledger import Now

#: Called with the trigger's name, the whole ticket and the message that it is about.
Trigger = Callable[[str, Wire, Wire], None]


class Account:
    """Customers, agents, tickets and messages, and what happened to them.

    Ids rise from `first_id`, one series for all kinds of object, and go on rising after a reset: whoever keeps them
    never meets one twice. `fire` is told of every trigger.
    """

    def __init__(self, now: Now, *, first_id: int, fire: Trigger) -> None:
        self._now = now
        self._ids = count(first_id)
        self._fire = fire
        self.clear()

    def clear(self) -> None:
        """Forget all but which ids are used up."""
        self.customers: dict[int, Wire] = {}
        self.users: dict[int, Wire] = {}
        self.tickets: dict[int, Wire] = {}
        self.tickets_of: dict[str, list[Wire]] = {}
        self.messages: dict[int, list[Wire]] = {}
        self.events: list[Wire] = []
        self.merged_into: dict[int, int] = {}
        self._snoozed: set[int] = set()
        self._customer_ids: dict[str, int] = {}
        self._data_versions: dict[int, datetime] = {}
        self._user_ids: dict[str, int] = {}

    def agent(self, email: str | None, name: str | None = None) -> Wire:
        """The agent of this address and name, made when there is none."""
        known_as = email or name or "Agent"
        identity = self._user_ids.get(known_as)
        if identity is None:
            identity = self._user_ids[known_as] = next(self._ids)
            self.users[identity] = shapes.user(identity, email, name or (email or "Agent").partition("@")[0])
        return self.users[identity]

    def known_agent(self, given: Wire) -> Wire | None:
        """The agent that a `sender` names, or None."""
        identity = given.get("id") or self._user_ids.get(given.get("email") or "")
        return self.users.get(identity) if identity else None

    def customer(self, given: Wire) -> Wire:
        """The customer of this id or address, made when there is none, with what else is given."""
        email = (given.get("email") or "").lower()
        identity = given.get("id") or self._customer_ids.get(email)
        if identity in self.customers:
            known = self.customers[identity]
            known.update({key: value for key, value in given.items() if value is not None and key in known})
            known.update(shapes.named(known["name"]))
            return known
        if given.get("id"):
            raise ApiError(400, "Invalid customer.", {"customer": ["Customer not found."]})
        made = shapes.customer(next(self._ids), next(self._ids), self._time(), given)
        self.customers[made["id"]] = made
        if email:
            self._customer_ids[email] = made["id"]
        return made

    def open_ticket(self, given: Wire, *, customer: Wire) -> Wire:
        """A new ticket without messages."""
        made = shapes.ticket(next(self._ids), self._time(), given, customer_id=customer["id"])
        self.tickets[made["id"]] = made
        self.tickets_of.setdefault(str(made["customer_id"]), []).append(made)
        self.messages[made["id"]] = []
        self._happened("ticket-created", made, {})
        return made

    def add_message(self, ticket: Wire, given: Wire, *, sender: Wire) -> Wire:
        """A new message on the ticket; both triggers fire for its first one."""
        others = self.messages[ticket["id"]]
        is_first, at = not others, self._time()
        receiver = self.customers[ticket["customer_id"]] if given["from_agent"] else None
        made = shapes.message(next(self._ids), ticket["id"], at, given, sender=sender, receiver=receiver)
        others.append(made)
        ticket |= {"updated_datetime": at, "last_message_datetime": at}
        if not given["from_agent"]:
            ticket["last_received_message_datetime"] = at
        self._happened("ticket-message-created", made, {"ticket_id": ticket["id"]})
        for trigger in ("ticket-created", "ticket-message-created") if is_first else ("ticket-message-created",):
            self._fire(trigger, self.whole(ticket), made)
        return made

    def update_ticket(self, ticket: Wire, changes: Wire) -> None:
        """Change some of the ticket's own fields. A snoozed ticket that is closed has not been closed for good."""
        if "assignee_user" in changes:
            self._assign(ticket, (changes["assignee_user"] or {}).get("id"))
        own = changes.keys() - {"customer", "messages", "assignee_user"}
        ticket.update({name: changes[name] for name in own})
        if changes.get("customer"):
            self.tickets_of[str(ticket["customer_id"])].remove(ticket)
            ticket["customer_id"] = self.customer(changes["customer"])["id"]
            self.tickets_of.setdefault(str(ticket["customer_id"]), []).append(ticket)
        at = self._time()
        if "status" in changes and "closed_datetime" not in changes:
            is_done = changes["status"] == "closed" and ticket["snooze_datetime"] is None
            ticket["closed_datetime"] = at if is_done else None
        ticket["updated_datetime"] = at
        self._note_snooze(ticket)
        self._happened("ticket-updated", ticket, changes)

    def delete_ticket(self, ticket: Wire) -> None:
        """The ticket is gone with its messages."""
        del self.tickets[ticket["id"]], self.messages[ticket["id"]]
        self.tickets_of[str(ticket["customer_id"])].remove(ticket)
        self._snoozed.discard(ticket["id"])

    def wake(self) -> None:
        """Open the tickets whose snooze is over."""
        now = self._now()
        for ticket in [self.tickets[identity] for identity in self._snoozed]:
            until = datetime.fromisoformat(ticket["snooze_datetime"])
            if (until if until.tzinfo else until.replace(tzinfo=UTC)) <= now:
                self.update_ticket(ticket, {"status": "open", "snooze_datetime": None})

    def update_message(self, message: Wire, changes: Wire) -> None:
        """Change some of the message's own fields."""
        own = {key: value for key, value in changes.items() if key not in {"sender", "receiver"}}
        message.update(own | shapes.stripped(own))
        self._happened("ticket-message-updated", message, {"ticket_id": message["ticket_id"]})

    def keep_data(self, customer: Wire, data: object, *, version: str | None) -> bool:
        """Whether `data` is now the customer's: not when a newer version is kept."""
        given = datetime.fromisoformat(version or self._time())
        moment = given if given.tzinfo else given.replace(tzinfo=UTC)
        kept = self._data_versions.get(customer["id"])
        if kept is not None and kept > moment:
            return False
        self._data_versions[customer["id"]] = moment
        customer |= {"data": data, "updated_datetime": self._time()}
        return True

    def add_tags(self, ticket: Wire, names: list[str]) -> None:
        """Put tags on the ticket that it does not have."""
        known = {tag["name"] for tag in ticket["tags"]}
        for name in dict.fromkeys(names):
            if name not in known:
                identity = next(self._ids)
                uri, decoration = f"/api/tags/{identity}/", {"color": None}
                ticket["tags"].append({"id": identity, "name": name, "uri": uri, "decoration": decoration})

    def ticket(self, ticket_id: int) -> Wire:
        """The ticket's own fields; ApiError 404 when there is none."""
        if ticket_id not in self.tickets:
            raise ApiError(404)
        return self.tickets[ticket_id]

    def whole(self, ticket: Wire) -> Wire:
        """The ticket with its customer and all its messages."""
        return shapes.whole_ticket(ticket, self.customers[ticket["customer_id"]], self.messages[ticket["id"]])

    def listed(self, ticket: Wire) -> Wire:
        """The ticket as lists show it."""
        return shapes.listed_ticket(ticket, self.customers[ticket["customer_id"]], self.messages[ticket["id"]])

    def events_between(self, bounds: dict[str, datetime]) -> list[Wire]:
        """The events inside the bounds `gt`, `gte`, `lt` and `lte`, oldest first."""
        start, stop = 0, len(self.events)
        for bound, moment in bounds.items():
            bisect = bisect_right if bound in {"gt", "lte"} else bisect_left
            place = bisect(self.events, _written(moment), key=lambda row: str(row["created_datetime"]))
            start, stop = (max(start, place), stop) if bound in {"gt", "gte"} else (start, min(stop, place))
        return self.events[start : max(start, stop)]

    def _assign(self, ticket: Wire, user_id: int | None) -> None:
        if user_id is not None and user_id not in self.users:
            raise ApiError(400, "Failed to update ticket", {"assignee_user": ["User not found."]})
        ticket |= {"assignee_user": self.users.get(user_id or 0), "assignee_user_id": user_id}

    def _note_snooze(self, ticket: Wire) -> None:
        if ticket["snooze_datetime"] is None:
            self._snoozed.discard(ticket["id"])
        else:
            self._snoozed.add(ticket["id"])

    def _happened(self, kind: str, subject: Wire, data: Wire) -> None:
        self.events.append(shapes.event(len(self.events) + 1, self._time(), kind, subject, data))

    def _time(self) -> str:
        return _written(self._now())


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
