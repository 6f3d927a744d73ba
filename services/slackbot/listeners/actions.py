"""Buttons: the next question, a choice, pages, exports, verdicts, tickets, the home tab."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from slack_bolt import App

from services.slackbot import again, tickets
from services.slackbot.answering import answer
from services.slackbot.home import publish_home
from services.slackbot.listeners import listener
from services.slackbot.session import Session
from services.slackbot.subscribing import stop
from shared.domain.questions import QueryKind
from shared.errors import InvalidPayload
from shared.jobs.outcome import Finished, Outcome, Skipped

#: What is done to a ticket by a click, by the beginning of the button's id.
ON_TICKETS = {
    "view_ticket_": tickets.view,
    "resolve_ticket_": tickets.resolve,
    "hold_ticket_": tickets.hold,
    "comment_ticket_": tickets.fill_in_form,
}


def register(app: App) -> None:
    """Listen."""
    app.action(re.compile(r"^(?:ask|choose):\d+$"))(listener(asked))
    app.action("csv")(listener(lambda session: again.export(session, _answer_id(session))))
    app.action(re.compile(r"^page:"))(listener(paged))
    app.action("feedback")(listener(judged))
    app.action("refresh_home")(listener(refreshed))
    app.action("stop_report")(listener(stopped))
    for beginning in ON_TICKETS:
        app.action(re.compile(rf"^{beginning}\d{{1,18}}$"))(listener(clicked_on_ticket))
    app.action(re.compile(r"^open_"))(listener(followed_a_link))


def asked(session: Session) -> Outcome:
    """A question that was offered."""
    told = _value(session)
    return answer(session, str(told["q"]), kind=QueryKind(told["k"]))


def paged(session: Session) -> Outcome:
    """Another page of an answer's table, in its place."""
    told = _value(session)
    return again.turn_to(session, UUID(told["a"]), int(told["p"]))


def judged(session: Session) -> Outcome:
    """Thumbs up or down."""
    verdict, _, answer_id = str(_action(session).get("value")).partition(":")
    session.at.answers.judge(UUID(answer_id), session.visit.user, is_good=verdict == "good")
    return Finished(f"judged {verdict}")


def refreshed(session: Session) -> Outcome:
    """The home tab's Refresh."""
    publish_home(session.at, session.visit.user)
    return Finished("home tab refreshed")


def stopped(session: Session) -> Outcome:
    """A report's Stop."""
    return stop(session, UUID(str(_action(session).get("value"))))


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


def _answer_id(session: Session) -> UUID:
    return UUID(str(_action(session).get("value")))


def _value(session: Session) -> dict[str, Any]:
    try:
        return dict(orjson.loads(_action(session).get("value") or ""))
    except (orjson.JSONDecodeError, TypeError, ValueError) as error:
        raise InvalidPayload("the button does not say what it is for") from error
