"""Charts as pictures that Slack holds: each is drawn and uploaded once by a process, while it is remembered."""

import logging
from collections import OrderedDict
from threading import Lock
from typing import Protocol

from shared.domain.slack import SlackFile
from shared.errors import Permanent
from shared.pages.charts import chart_png
from shared.pages.page import Chart

log = logging.getLogger(__name__)

#: Pictures that are remembered; all home tabs show one of a few.
MOST_PICTURES = 64


class Takes(Protocol):
    """Where pictures go."""

    def upload_picture(self, name: str, png: bytes, alt_text: str) -> str:
        """The id of the picture; see `shared.slack_ports.Chat`."""


class Pictures:
    """Pictures that were uploaded, by what they show. Safe for many threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Chart, str], SlackFile] = OrderedDict()
        self._lock = Lock()

    def of(self, chat: Takes, chart: Chart | None, currency: str) -> SlackFile | None:
        """The chart's picture; None without a chart, or when Slack does not take it: words are worth more than none.

        Raises Retryable when Slack is away.
        """
        if chart is None:
            return None
        with self._lock:
            known = self._known.get((chart, currency))
        if known:
            return known
        alt_text = chart.alt_text or chart.title
        try:
            made = SlackFile(chat.upload_picture("chart.png", chart_png(chart, currency=currency), alt_text), alt_text)
        except Permanent as error:
            log.warning("slack.picture_refused", extra={"error": str(error)})
            return None
        with self._lock:
            self._known[chart, currency] = made
            while len(self._known) > MOST_PICTURES:
                self._known.popitem(last=False)
        return made

    def forget(self, picture: SlackFile) -> None:
        """Upload it anew when it is asked for again: Slack shows it no more."""
        with self._lock:
            for key in [key for key, known in self._known.items() if known == picture]:
                del self._known[key]
