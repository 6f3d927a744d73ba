"""What people do in the simulated workspace, and how the door took it."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import orjson
import requests

from shared.slack.intake.commands import NOT_TAKEN
from tests.simulators.process import Simulator

#: More than Slack and the door may take together.
CALL_DEADLINE_S = 30


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """Something that somebody typed, clicked or sent, and wants to be answered."""

    #: Under which the door keeps it.
    key: str
    #: "event", "command" or "interaction".
    kind: str
    #: None when the door did not answer in time, the first time.
    status: int | None
    #: Until the door had answered the first time.
    seconds: float
    #: What the door has told whoever asked, at once and to them alone.
    told: str
    #: Where it was asked.
    channel: str
    #: Of a message: where the answer's thread begins.
    ts: str | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the door has said, the first time, that it was taken."""
        return self.status is not None and 200 <= self.status < 300 and NOT_TAKEN not in self.told


class People:
    """Everybody in the workspace. Its methods may be called from many threads."""

    def __init__(self, slack: Simulator) -> None:
        self.slack = slack
        self.asked: list[Asked] = []
        self._here = threading.local()

    def command(self, user: str, text: str, channel: str | None = None) -> Asked:
        """Somebody types a slash command with whatever stands behind it; `channel` None: to us alone."""
        name, _, rest = text.partition(" ")
        told = self.call("POST", "command", user=user, command=name, text=rest, channel=channel)
        body = told["body"] or ""
        return self._asked(f"command:{told['trigger_id']}", "command", told, body)

    def mention(self, user: str, text: str, channel: str) -> Asked:
        """Somebody mentions us in a channel."""
        told = self.call("POST", "mention", user=user, text=text, channel=channel)
        heard = next(each for each in told["deliveries"] if each["payload"]["event"]["type"] == "app_mention")
        return self._asked(f"event:{heard['payload']['event_id']}", "event", told | heard, "", told["ts"])

    def message(self, user: str, text: str) -> Asked:
        """Somebody writes to us alone."""
        told = self.call("POST", "message", user=user, text=text)
        return self._asked(f"event:{told['payload']['event_id']}", "event", told, "", told["ts"])

    def click(self, user: str, channel: str, ts: str, action_id: str) -> dict[str, Any]:
        """Somebody clicks in a message; how the door took it."""
        clicked: dict[str, Any] = self.call("POST", "click", user=user, channel=channel, ts=ts, action_id=action_id)
        return clicked

    def submit(self, user: str, view_id: str, **values: Any) -> dict[str, Any]:
        """Somebody sends a form; how the door took it."""
        sent: dict[str, Any] = self.call("POST", "submit", user=user, view_id=view_id, values=values)
        return sent

    def all_at_once(self, acts: Sequence[Callable[[], Asked]], *, at_once: int = 50) -> list[Asked]:
        """What came of each, in order; so many people act at a time."""
        with ThreadPoolExecutor(at_once) as people:
            return list(people.map(lambda act: act(), acts))

    def messages(self) -> list[dict[str, Any]]:
        """Everything that stands in the workspace, ephemeral messages too."""
        told: list[dict[str, Any]] = self.call("GET", "messages")
        return told

    def views(self) -> list[dict[str, Any]]:
        """The forms that are open."""
        told: list[dict[str, Any]] = self.call("GET", "views")
        return [view for view in told if view["type"] == "modal"]

    def deliveries(self, kind: str) -> list[dict[str, Any]]:
        """What was sent to the door, with every attempt at it."""
        told: list[dict[str, Any]] = self.call("GET", f"deliveries?kind={kind}")
        return told

    def taken(self) -> set[str]:
        """The keys of all that the door has said it took, at whichever attempt."""
        events = {f"event:{each['payload']['event_id']}" for each in self.deliveries("event") if each["accepted"]}
        return {each.key for each in self.asked if each.is_kept or each.key in events}

    def call(self, method: str, path: str, **given: Any) -> Any:
        """What the workspace's back door answers."""
        if not hasattr(self._here, "session"):
            self._here.session = requests.Session()
        session: requests.Session = self._here.session
        answer = session.request(
            method,
            f"{self.slack.url}/_simulator/{path}",
            data=orjson.dumps(given) if given else None,
            timeout=CALL_DEADLINE_S,
        )
        assert answer.ok, f"the workspace says {answer.status_code} to {path}: {answer.text[:200]}"
        return orjson.loads(answer.content) if answer.content else None

    def _asked(self, key: str, kind: str, told: dict[str, Any], body: str, ts: str | None = None) -> Asked:
        first = told["attempts"][0]
        asked = Asked(key, kind, first["status"], first["seconds"], body, told["channel"], ts)
        self.asked.append(asked)
        return asked
