"""What people do with what the app shows them: clicks, and modals that are submitted or closed."""

from typing import Any

import orjson

from tests.simulators.slack import payloads
from tests.simulators.slack.acts import Act, Acts, failure_of
from tests.simulators.slack.choices import STATEFUL, action_of, missing, offers, values_of
from tests.simulators.slack.door import Delivery
from tests.simulators.slack.identified import with_action
from tests.simulators.slack.people_there import User
from tests.simulators.slack.refusal import NotPossible, Refused
from tests.simulators.slack.views import View

Json = dict[str, Any]


class Clicks:
    """Clicks and submissions by the same people."""

    def __init__(self, acts: Acts) -> None:
        self.acts = acts
        self.slack = acts.slack

    def click(
        self,
        user: str,
        action_id: str,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
        value: str | None = None,
    ) -> Act:
        """Somebody clicks in a message, in a modal, or, when neither is named, in the app's home."""
        who = self.acts.who(user)
        if ts is not None:
            return self._in_message(who, channel, ts, action_id, value)
        view = self._view(who, view_id) if view_id else self.slack.views.homes.get(who.id)
        if view is None:
            raise NotPossible(f"no home is published for {who.name}")
        return self._in_view(who, view, action_id, value)

    def submit(self, user: str, view_id: str, values: Json | None = None) -> Act:
        """Somebody fills a modal in and submits it. It stays open when the answer has errors."""
        who = self.acts.who(user)
        view = self._view(who, view_id)
        view.values = values_of(view.blocks, values or {})
        empty = list(missing(view.blocks, view.values))
        if empty:
            raise NotPossible(f"must be filled in: {', '.join(empty)}")
        trigger = self.slack.views.trigger(who.id, view.id)
        payload = payloads.interaction("view_submission", who, trigger, view=view.told(), response_urls=[])
        delivery = self.acts.door.prepare("interaction", payload)
        return Act([delivery], {"view_id": view.id}, lambda done: self._submitted(view, done))

    def close(self, user: str, view_id: str) -> Act:
        """Somebody closes a modal; the app is told if it asked for that."""
        who = self.acts.who(user)
        view = self._view(who, view_id)
        self.slack.views.close(view)
        if not view.given.get("notify_on_close"):
            return Act([], {"view_id": view.id})
        payload = payloads.interaction("view_closed", who, "", view=view.told(), is_cleared=False)
        del payload["trigger_id"]
        return Act([self.acts.door.prepare("interaction", payload)], {"view_id": view.id})

    def _in_message(self, who: User, channel: str | None, ts: str, action_id: str, value: str | None) -> Act:
        where = self.acts.where(who, channel)
        post = self.slack.workspace.post(where.id, ts, seen_by=who.id)
        if post is None:
            raise NotPossible(f"{who.name} sees no message {ts} in {where.name}")
        block, element = _found(post.blocks, action_id, value)
        url = self.acts.urls.new(who.id, where.id, original=post, thread_ts=post.thread_ts)
        whole = self.slack.workspace.told(post, with_metadata=True)
        about = payloads.on_message(post, where, url, whole)
        about["state"] = {"values": values_of(post.blocks, _put_in(block, element, value))}
        facts = {"channel": where.id, "ts": ts, "response_url": url}
        return self._clicked(who, about, block, element, value, facts)

    def _in_view(self, who: User, view: View, action_id: str, value: str | None) -> Act:
        block, element = _found(view.blocks, action_id, value)
        view.values |= values_of(view.blocks, _put_in(block, element, value))
        about = {"container": {"type": "view", "view_id": view.id}, "view": view.told()}
        return self._clicked(who, about, block, element, value, {"view_id": view.id}, view.id)

    def _clicked(
        self,
        who: User,
        about: Json,
        block: Json,
        element: Json,
        value: str | None,
        facts: Json,
        view: str | None = None,
    ) -> Act:
        trigger = self.slack.views.trigger(who.id, view)
        action = action_of(block, element, value, self.slack.clockwork.ts())
        payload = payloads.interaction("block_actions", who, trigger, **about, actions=[action])
        delivery = self.acts.door.prepare("interaction", payload)
        facts |= {"trigger_id": trigger}
        return Act([delivery], facts, lambda done: {"failure": failure_of(done)})

    def _view(self, who: User, view_id: str) -> View:
        view = self.slack.views.modals.get(view_id)
        if view is None or view.user != who.id:
            raise NotPossible(f"{who.name} sees no modal {view_id}")
        return view

    def _submitted(self, view: View, delivery: Delivery) -> Json:
        """What becomes of the modal."""
        failed = failure_of(delivery)
        if not failed:
            try:
                self._answered(view, delivery.attempts[-1].body.strip())
            except Refused as refused:
                failed = refused.error
        still_there = view.id in self.slack.views.modals
        return {"failure": failed, "errors": view.errors, "is_open": still_there}

    def _answered(self, view: View, body: str) -> None:
        views = self.slack.views
        answer = _response_action(body)
        match answer.pop("response_action", None):
            case None:
                views.close(view)
            case "clear":
                views.close(view, all_of_them=True)
            case "errors":
                view.errors = _errors(view, answer)
            case "update":
                views.change(view, views.checked(answer.get("view")))
            case "push":
                views.on_top_of(view, views.checked(answer.get("view")))
            case _:
                raise Refused("invalid_response_action")


def _response_action(body: str) -> Json:
    """The answer to a submission: nothing, or JSON that says what to do."""
    if not body:
        return {}
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict) or (answer and "response_action" not in answer):
        raise Refused("http_service_error")
    return answer


def _errors(view: View, answer: Json) -> dict[str, str]:
    """By the block_ids of input blocks, which alone can show them."""
    errors = answer.get("errors")
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise Refused("invalid_errors")
    return errors


def _found(blocks: list[Json], action_id: str, value: str | None) -> tuple[Json, Json]:
    for block, element in with_action(blocks, action_id):
        if offers(element, value):
            return block, element
    raise NotPossible(f"there is nothing to click with action_id {action_id} and value {value}")


def _put_in(block: Json, element: Json, value: Any) -> Json:
    if element["type"] not in STATEFUL or value is None:
        return {}
    return {block["block_id"]: {element["action_id"]: value}}
