"""The modals that are open and the home tabs that are published."""

from dataclasses import dataclass, field
from typing import Any

from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.contents import Contents
from tests.simulators.slack.identified import identified
from tests.simulators.slack.people_there import APP, BOT, TEAM
from tests.simulators.slack.refusal import Refused
from tests.simulators.slack.view_rules import problems_of_view

#: A trigger may be used once, within so many seconds.
TRIGGER_S = 3.0
#: Modals on top of each other.
DEPTH = 3


@dataclass(slots=True)
class View:
    """A modal or a home tab, as it stands."""

    id: str
    user: str
    given: dict[str, Any]
    hash: str
    root: str
    previous: str | None = None
    #: By block_id, as the last submission was answered.
    errors: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """What it shows."""
        blocks: list[dict[str, Any]] = self.given["blocks"]
        return blocks

    def told(self) -> dict[str, Any]:
        """As the Web API and interactions tell it."""
        given = {"private_metadata": "", "callback_id": "", "external_id": "", **self.given}
        modal = {} if given["type"] == "home" else {"submit": None, "close": None, "submit_disabled": False}
        return {
            **modal,
            "clear_on_close": False,
            "notify_on_close": False,
            **given,
            "id": self.id,
            "team_id": TEAM,
            "app_installed_team_id": TEAM,
            "app_id": APP,
            "bot_id": BOT,
            "hash": self.hash,
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "state": {"values": self.values},
        }


@dataclass(slots=True)
class Trigger:
    """What allows the app to open one modal."""

    user: str
    view: str | None
    at: float
    used: bool = False


class Views:
    """All views of all users."""

    def __init__(self, clockwork: Clockwork, contents: Contents) -> None:
        self.clockwork = clockwork
        self.contents = contents
        self.clear()

    def clear(self) -> None:
        """Nothing is open."""
        self.modals: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}

    def trigger(self, user: str, view: str | None = None) -> str:
        """A new trigger_id, from something that the user did."""
        name = f"{self.clockwork.seconds()}.{self.clockwork.name('')}.{self.clockwork.name('').lower()}"
        self.triggers[name] = Trigger(user, view, self.clockwork.monotonic())
        return name

    def open(self, trigger_id: str, given: Any) -> View:
        """A modal of its own."""
        trigger = self._unused(trigger_id)
        checked = self._checked(given, "modal")
        trigger.used = True
        return self._add(trigger.user, checked)

    def push(self, trigger_id: str, given: Any) -> View:
        """A modal on top of that which the trigger came from."""
        trigger = self._unused(trigger_id)
        checked = self._checked(given, "modal")
        below = self.modals.get(trigger.view or "")
        if below is None:
            raise Refused("not_found")
        view = self.on_top_of(below, checked)
        trigger.used = True
        return view

    def on_top_of(self, below: View, checked: dict[str, Any]) -> View:
        """One more modal of a stack."""
        if sum(view.root == below.root for view in self.modals.values()) >= DEPTH:
            raise Refused("push_limit_reached")
        view = self._add(below.user, checked)
        view.root, view.previous = below.root, below.id
        return view

    def update(self, given: Any, *, view_id: str | None, external_id: str | None, hash_: str | None) -> View:
        """Another content of a view that is open."""
        known = [*self.modals.values(), *self.homes.values()]
        if external_id is not None:
            view = next((one for one in known if one.given.get("external_id") == external_id), None)
        else:
            view = next((one for one in known if one.id == view_id), None)
        if view is None:
            raise Refused("not_found")
        self.change(view, self._checked(given, view.given["type"]), hash_)
        return view

    def publish(self, user: str, given: Any, hash_: str | None) -> View:
        """The user's home tab."""
        checked = self._checked(given, "home")
        if user in self.homes:
            self.change(self.homes[user], checked, hash_)
            return self.homes[user]
        self.homes[user] = self._made(user, checked)
        return self.homes[user]

    def change(self, view: View, checked: dict[str, Any], hash_: str | None = None) -> None:
        """Put something else in a view, unless it has changed since the caller saw it."""
        if hash_ is not None and hash_ != view.hash:
            raise Refused("hash_conflict")
        view.given, view.hash, view.errors = checked, self._hash(), {}
        kept = {block["block_id"] for block in view.blocks}
        view.values = {block_id: values for block_id, values in view.values.items() if block_id in kept}

    def close(self, view: View, *, all_of_them: bool = False) -> None:
        """Close a modal, or the whole stack that it is part of."""
        gone = [one.id for one in self.modals.values() if one is view or (all_of_them and one.root == view.root)]
        for identity in gone:
            del self.modals[identity]

    def checked(self, given: Any) -> dict[str, Any]:
        """A modal that an interaction is answered with."""
        return self._checked(given, "modal")

    def _checked(self, given: Any, kind: str) -> dict[str, Any]:
        problems = problems_of_view(given, kind)
        if not problems:
            problems = self.contents.hidden_pictures(given["blocks"], "/view")
        if problems:
            raise Refused("invalid_arguments", problems)
        external = given.get("external_id")
        known = [*self.modals.values(), *self.homes.values()]
        if external and sum(one.given.get("external_id") == external for one in known) > 1:
            raise Refused("duplicate_external_id")
        checked: dict[str, Any] = given | {"blocks": identified(given["blocks"], self.clockwork)}
        return checked

    def _unused(self, trigger_id: str) -> Trigger:
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("trigger_exchanged")
        if self.clockwork.monotonic() - trigger.at > TRIGGER_S:
            raise Refused("expired_trigger_id")
        return trigger

    def _add(self, user: str, checked: dict[str, Any]) -> View:
        view = self._made(user, checked)
        self.modals[view.id] = view
        return view

    def _made(self, user: str, checked: dict[str, Any]) -> View:
        identity = self.clockwork.name("V")
        return View(identity, user, checked, self._hash(), root=identity)

    def _hash(self) -> str:
        return f"{self.clockwork.seconds()}.{self.clockwork.name('h')}"
