"""views.*: modals and home tabs."""

from tests.simulators.slack.call import Answer, Call
from tests.simulators.slack.people_there import BOT_USER
from tests.simulators.slack.refusal import Refused
from tests.simulators.slack.views import View


def open_view(call: Call) -> Answer:
    """A modal for the user whose act the trigger comes from."""
    return _done(call, "view-open", call.slack.views.open(call.given["trigger_id"], call.given["view"]))


def push(call: Call) -> Answer:
    """A modal on top of the one whose button the trigger comes from."""
    return _done(call, "view-push", call.slack.views.push(call.given["trigger_id"], call.given["view"]))


def update(call: Call) -> Answer:
    """Another content of a view."""
    named = {name: call.given.get(name) for name in ("view_id", "external_id")}
    if not any(named.values()):
        raise Refused("invalid_arguments", ["[ERROR] must define view_id or external_id"])
    view = call.slack.views.update(call.given["view"], **named, hash_=call.given.get("hash"))
    return _done(call, "view-update", view)


def publish(call: Call) -> Answer:
    """A user's home tab."""
    user = call.slack.workspace.users.get(call.given["user_id"])
    if user is None or user.id == BOT_USER:
        raise Refused("invalid_arguments", ["[ERROR] no such user [json-pointer:/user_id]"])
    return _done(call, "view-publish", call.slack.views.publish(user.id, call.given["view"], call.given.get("hash")))


def _done(call: Call, kind: str, view: View) -> Answer:
    call.slack.ledger.record(kind, id=view.id, user=view.user, callback_id=view.given.get("callback_id", ""))
    return {"view": view.told()}


METHODS = (
    ("views.open", "", "trigger_id view:json", "", open_view),
    ("views.push", "", "trigger_id view:json", "", push),
    ("views.update", "", "view:json", "view_id external_id hash", update),
    ("views.publish", "", "user_id view:json", "hash", publish),
)
