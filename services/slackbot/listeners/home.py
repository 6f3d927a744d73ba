"""The home tab."""

from slack_bolt import App

from services.slackbot.home import publish_home
from services.slackbot.listeners import listener
from services.slackbot.session import Session
from shared.jobs.outcome import Finished, Outcome


def register(app: App) -> None:
    """Listen."""
    app.event("app_home_opened")(listener(opened))


def opened(session: Session) -> Outcome:
    """Somebody looks at their home tab: bring it up to date."""
    publish_home(session.at, session.visit.user)
    return Finished("home tab shown")
