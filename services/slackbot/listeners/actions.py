"""Buttons: the next question, a choice, pages, exports, verdicts, tickets, the home tab."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import orjson
from slack_bolt import App

from services.slackbot import again, tickets
from services.slackbot.answering import answer, given_here
from services.slackbot.home import publish_home
from services.slackbot.listeners import Listener, listener
from services.slackbot.session import Session
from services.slackbot.subscribing import stop
from shared.domain.questions import QueryKind
from shared.errors import InvalidPayload
from shared.jobs.outcome import Finished, Outcome, Skipped

OF_ANOTHER_TIME = "That button is of another time. Please ask again."
#: What is done to a ticket by a click, by the beginning of the button's id.
ON_TICKETS = {
    "view_ticket_": tickets.view,
    "resolve_ticket_": tickets.resolve,
    "hold_ticket_": tickets.hold,
    "comment_ticket_": tickets.fill_in_form,
}


class _Unreadable(InvalidPayload):
    """A button that only another release of ours can read."""


def register(app: App) -> None:
    """Listen."""
    app.action(re.compile(r"^(?:ask|choose):\d+$"))(_button(asked))
    app.action("csv")(_button(exported))
    app.action(re.compile(r"^page:"))(_button(paged))
    app.action("feedback")(_button(judged))
    app.action("refresh_home")(listener(refreshed))
    app.action("stop_report")(_button(stopped))
    for beginning in ON_TICKETS:
        app.action(re.compile(rf"^{beginning}\d{{1,18}}$"))(listener(clicked_on_ticket))
    app.action(re.compile(r"^open_"))(listener(followed_a_link))


def asked(session: Session) -> Outcome:
    """A question that was offered."""
    with _reading():
        told = _value(session)
        query, kind = str(told["q"]), QueryKind(told["k"])
    return answer(session, query, kind=kind)


def paged(session: Session) -> Outcome:
    """Another page of an answer's table, in its place."""
    with _reading():
        told = _value(session)
        answer_id, number = UUID(told["a"]), int(told["p"])
    return again.turn_to(session, answer_id, number)


def exported(session: Session) -> Outcome:
    """All of an answer's table, as a file."""
    return again.export(session, _id_in(str(_action(session).get("value"))))


def judged(session: Session) -> Outcome:
    """Thumbs up or down."""
    verdict, _, told = str(_action(session).get("value")).partition(":")
    kept = given_here(session, _id_in(told))
    session.at.answers.judge(kept.id, session.visit.user, is_good=verdict == "good")
    return Finished("judged good" if verdict == "good" else "judged bad")


def refreshed(session: Session) -> Outcome:
    """The home tab's Refresh, which is counted: opening the tab is not."""
    if session.role is not None:
        session.count()
    publish_home(session.at, session.visit.user)
    return Finished("home tab refreshed")


def stopped(session: Session) -> Outcome:
    """A report's Stop."""
    return stop(session, _id_in(str(_action(session).get("value"))))


def clicked_on_ticket(session: Session) -> Outcome:
    """One of the buttons beside a ticket."""
    beginning, _, number = str(_action(session)["action_id"]).rpartition("_")
    return ON_TICKETS[f"{beginning}_"](session, int(number))


def followed_a_link(_: Session) -> Outcome:
    """A button that only opens an address; Slack tells of it all the same."""
    return Skipped("a link was followed")


def _action(session: Session) -> Mapping[str, Any]:
    action: Mapping[str, Any] = session.delivery.payload["actions"][0]
    return action


def _id_in(told: str) -> UUID:
    with _reading():
        return UUID(told)


def _value(session: Session) -> Mapping[str, Any]:
    told: Mapping[str, Any] = orjson.loads(_action(session).get("value") or "")
    return told


def _button(listen: Listener) -> Callable[..., Any]:
    """A listener of buttons that tells whoever clicked one that only another release of ours can read."""

    def heard(session: Session) -> Outcome:
        try:
            return listen(session)
        except _Unreadable as error:
            session.refuse(OF_ANOTHER_TIME)
            return Skipped(str(error))

    return listener(heard)


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever a value may be, what is wrong with it is told without it."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _Unreadable("the button does not say what it is for") from None
