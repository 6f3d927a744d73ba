"""A user's home tab: read, drawn, shown."""

from datetime import timedelta
from functools import cache
from threading import Lock

from services.slackbot.pictures import Pictures
from shared.domain.access import Asker, Role
from shared.errors import NotFound, Permanent
from shared.slack.blocks.home import HomeState, home_view
from shared.slack.home import Reading, home_state, read_home
from shared.slack_ports import SlackNeighbours

NO_ROLE = "You may not ask me yet. An administrator can name you in one of the SLACK_… role settings."
#: Tabs show nothing but sums, which are the same for all of one role: for so long they are not read again, or somebody
#: who opens theirs often would use up what they may ask.
READ_AGAIN = timedelta(minutes=5)


class HomeTabs:
    """What this process has read and drawn for home tabs. Safe for many threads."""

    def __init__(self) -> None:
        self._pictures = Pictures()
        self._read: dict[Role, Reading] = {}
        self._lock = Lock()

    def read(self, at: SlackNeighbours, user: str) -> Reading | None:
        """What there is for the user to see; None when they have no role."""
        role, now = at.people.role_of(user), at.clock.now()
        if role is None:
            return None
        with self._lock:
            known = self._read.get(role)
        if known and now - known.read_at < READ_AGAIN:
            return known
        reading = read_home(at.analyst, Asker(f"slack:{user}", role), now)
        if not reading.away:
            with self._lock:
                self._read[role] = reading
        return reading

    def show(self, at: SlackNeighbours, user: str, reading: Reading | None) -> None:
        """Show what was read. A picture that Slack shows no more is left out, and drawn anew the next time.

        Raises Retryable when Slack is away, and NotFound for a user who is gone.
        """
        if reading is None:
            nothing = HomeState(at.options.currency, at.clock.now(), notes=(NO_ROLE,))
            at.chat.publish_home(user, home_view(nothing))
        else:
            self._show(at, user, reading)
        at.homes.refreshed(user)

    def _show(self, at: SlackNeighbours, user: str, reading: Reading) -> None:
        currency = reading.currency or at.options.currency
        picture = self._pictures.of(at.chat, reading.forecast, currency)
        try:
            at.chat.publish_home(user, home_view(home_state(reading, forecast=picture, currency=currency)))
        except Permanent as error:
            if picture is None or isinstance(error, NotFound):
                raise
            self._pictures.forget(picture)
            at.chat.publish_home(user, home_view(home_state(reading, forecast=None, currency=currency)))


@cache
def home_tabs() -> HomeTabs:
    """Those of this process."""
    return HomeTabs()


def publish_home(at: SlackNeighbours, user: str, *, tabs: HomeTabs | None = None) -> None:
    """Show the user their home tab as they may see it now, and keep that they look at it.

    What of the analytics cannot be read is missing, and the tab says so. Raises Retryable when Slack is away.
    """
    tabs = tabs or home_tabs()
    at.homes.opened(user)
    tabs.show(at, user, tabs.read(at, user))
