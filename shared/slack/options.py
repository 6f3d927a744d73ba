"""What the shop decides about its analyst in Slack."""

from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True, slots=True)
class SlackOptions:
    """How the slackbot behaves."""

    currency: str
    #: Channels that it answers in; empty: all that it is a member of. Direct messages are always answered.
    channels: frozenset[str] = frozenset()
    #: How long somebody waits for an answer before they are told that there is none.
    patience: timedelta = timedelta(minutes=2)
    #: How long a ticket is put on hold.
    hold: timedelta = timedelta(days=1)
    #: When reports are sent, in `time_zone`.
    report_at: time = time(8)
    #: As the IANA names it.
    time_zone: str = "UTC"
