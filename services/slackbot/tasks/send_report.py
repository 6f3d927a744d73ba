"""A subscription's report, asked for anew and posted once; or a look whether its alert is due."""

from contextlib import suppress
from uuid import UUID

from services.slackbot.pictures import Pictures
from shared.domain.access import Asker, Role
from shared.domain.alerts import News, look
from shared.domain.questions import Earlier
from shared.domain.slack import KeptAnswer, Place
from shared.domain.subscriptions import Subscription, is_outdated
from shared.errors import NotAllowed, NotFound
from shared.jobs.job import SendReport
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.pages.masking import masked
from shared.pages.page_of import page_of
from shared.ports import Lease
from shared.slack.alert_figures import CALLED, figure_now
from shared.slack.blocks.alert import Alert, alert_message
from shared.slack.blocks.report import report_messages
from shared.slack.blocks.words import note_message
from shared.slack.posting import send_once
from shared.slack_ports import SlackNeighbours

#: Who asks for the reports that nobody in Slack has asked for. Everybody in the channel reads them: they name nobody.
REPORTER = Asker("slack:reports", Role.VIEWER)
#: Who looks at the figures of alerts, which are sums.
WATCHER = Asker("slack:reports", Role.ANALYST)
#: Who is kept as having asked for those.
NOBODY = "reports"
AGAIN = "again"
ENDED = "🔕 This report has ended: whoever asked for it may not see it any more, or not here."
SAID = {News.CROSSED: "has crossed", News.BACK: "is back"}
#: The beginning of a direct message's channel.
DIRECT = "D"


def send_report(job: SendReport, at: SlackNeighbours, lease: Lease) -> Outcome:
    """The report stands where it was asked for, once. Running it again changes nothing.

    It shows what whoever asked for it may see today. Where they may see nothing of it any more, or where its channel is
    gone, the subscription ends.
    """
    try:
        subscription = at.subscriptions.get(job.subscription_id)
    except NotFound:
        return Skipped("the subscription has ended")
    if is_outdated(subscription, job.slot, at.clock.now()):
        return Skipped("the next one is due already")
    if subscription.condition is not None:
        return _look(subscription, job.slot, at)
    asker = _asker(subscription, at)
    if asker is None or not _is_allowed(subscription, at):
        return _end(subscription, at)
    return _report(subscription, job.slot, asker, at, lease.job_id)


def _report(subscription: Subscription, slot: str, asker: Asker, at: SlackNeighbours, answer_id: UUID) -> Outcome:
    try:
        given = at.analyst.ask(asker, AGAIN, earlier=Earlier(subscription.query_type, subscription.slots))
    except NotAllowed:
        return _end(subscription, at)
    page = page_of(given)
    place = _place(subscription)
    shown = page if place.channel.startswith(DIRECT) else masked(page)
    chart = Pictures().of(at.chat, shown.chart, shown.currency)
    kept = KeptAnswer(answer_id, subscription.user or NOBODY, place, given.query_type, subscription.slots)
    at.answers.keep(kept, given, seconds=0)
    messages = report_messages(shown, subscription, answer_id=str(answer_id), chart=chart)
    try:
        send_once(at, place, messages, key=_key(subscription, slot))
    except NotFound:
        if subscription.name is not None:
            raise
        at.subscriptions.end(subscription.id)
        return Skipped("its channel is gone, or we are no member of it; the subscription has ended")
    return Finished(f"sent {given.query_type}")


def _look(subscription: Subscription, slot: str, at: SlackNeighbours) -> Outcome:
    """Tell once that the threshold was crossed, and once that the figure is back.

    What was seen is kept after it was told, so that a look that is done again tells it under the same key.
    """
    condition = subscription.condition
    if condition is None:
        return Skipped("it is no alert")
    figure = figure_now(at.analyst, WATCHER, condition.metric)
    if figure.value is None:
        return Skipped(f"{condition.metric} is not known")
    seen = look(condition, subscription.last_value, figure.value)
    if seen.news is not None:
        label, unit = CALLED[condition.metric]
        alert = Alert(seen.news, condition, label, unit, figure.value, subscription.query_type, figure.as_of)
        message = alert_message(alert, at.options.currency)
        send_once(at, _place(subscription), [message], key=_key(subscription, slot))
    at.subscriptions.keep_value(subscription.id, seen.last_value)
    return Finished("nothing to tell" if seen.news is None else f"told that it {SAID[seen.news]}")


def _asker(subscription: Subscription, at: SlackNeighbours) -> Asker | None:
    """Whose permissions decide; None when that person may see nothing any more, or is gone."""
    if subscription.user is None:
        return REPORTER
    try:
        role = at.people.role_of(subscription.user)
    except NotFound:
        return None
    return None if role is None else Asker(f"slack:{subscription.user}", role)


def _is_allowed(subscription: Subscription, at: SlackNeighbours) -> bool:
    """Whether people are still answered where the report is sent; the settings name a channel of their own."""
    where, allowed = subscription.channel, at.options.channels
    return subscription.user is None or not allowed or where in allowed or where.startswith(DIRECT)


def _end(subscription: Subscription, at: SlackNeighbours) -> Outcome:
    """Say that it ends, once, and end it."""
    with suppress(NotFound):
        send_once(at, _place(subscription), [note_message(ENDED)], key=f"ended:{subscription.id}")
    at.subscriptions.end(subscription.id)
    return Skipped("whoever asked for it may not see it any more; the subscription has ended")


def _place(subscription: Subscription) -> Place:
    return Place(subscription.channel, subscription.thread_ts)


def _key(subscription: Subscription, slot: str) -> str:
    return f"report:{subscription.id}@{slot}"
