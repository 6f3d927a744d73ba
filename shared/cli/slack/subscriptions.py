"""`selvage slack subscriptions`: what is sent to Slack by the clock."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from shared.cli.settings_door import database_url, read_settings
from shared.domain.questions import QueryKind
from shared.domain.slack import SlackOptions
from shared.domain.subscriptions import NewSubscription, Subscription, next_due, timing_in_words
from shared.errors import NotFound, Permanent
from shared.slack.subscribing import Wish, subscription_asked, timing_of
from shared.store.database import Database
from shared.store.subscriptions import SubscriptionStore
from shared.thresholds import condition_in_words

subscriptions = typer.Typer(no_args_is_help=True, help="List what is sent by the clock; add to it, and end it.")

NARROWEST = 150
#: What cannot be asked without saying of whom, for what or between which groups.
NEEDS_MORE = frozenset(
    {
        QueryKind.CAMPAIGN_TARGETING,
        QueryKind.CUSTOMER_LOOKUP,
        QueryKind.OUT_OF_SCOPE,
        QueryKind.SEGMENT_COMPARISON,
    }
)
HOW_TO_SAY = "write daily, “every Monday at 9” or “on the 1st of each month at 7:30”"

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]


@contextmanager
def _store() -> Iterator[SubscriptionStore]:
    database = Database(database_url(read_settings()), size=1)
    database.open()
    try:
        yield SubscriptionStore(database)
    finally:
        database.close()


@subscriptions.command("list")
def list_subscriptions(*, as_json: JsonOption = False) -> None:
    """List every report and alert, with the next time that it is due."""
    now = datetime.now(UTC)  # noqa: TID251  the door where the present comes in
    with _store() as store:
        alive = store.alive()
    if as_json:
        print(json.dumps([_told(each, now) for each in alive], default=str))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "what", "where", "for", "when", "next, UTC"):
        table.add_column(heading, no_wrap=heading in {"id", "next, UTC"}, overflow="fold")
    for each in alive:
        place = f"{each.channel} in a thread" if each.thread_ts else each.channel
        asked_by = each.user or ("the settings" if each.name else "an administrator")
        when = timing_in_words(each.timing)
        table.add_row(
            str(each.id), escape(_what(each)), place, asked_by, when, f"{next_due(each.timing, now):%d %b %H:%M}"
        )
    console = Console()
    # An id that is cut off cannot be copied into the next command.
    console.width = max(console.width, NARROWEST)
    console.print(table if alive else "Nothing is sent by the clock.")


@subscriptions.command()
def add(
    channel: Annotated[str, typer.Argument(help="Id of a channel that the app is a member of, as C0123ABCD.")],
    kind: Annotated[
        QueryKind, typer.Argument(help="What is told: a kind of question, as docs/label-guide.md has them.")
    ],
    when: Annotated[str, typer.Argument(help="As people say it: daily, “every Monday at 9”, “monthly on the 15th”.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Send a report to a channel by the clock, with all that an analyst may see."""
    if kind in NEEDS_MORE:
        raise typer.BadParameter(f"{kind} cannot be asked without anything more", param_hint="KIND")
    wish = subscription_asked(when)
    if not isinstance(wish, Wish):
        raise typer.BadParameter(f"{when!r} is no rhythm that there is: {HOW_TO_SAY}", param_hint="WHEN")
    settings = read_settings()
    options = SlackOptions(
        settings.shop_currency,
        report_at=time.fromisoformat(settings.slack_report_time),
        time_zone=settings.slack_time_zone,
    )
    with _store() as store:
        kept = store.create(NewSubscription(channel, None, None, kind, timing_of(wish, options)))
    if as_json:
        print(json.dumps(_told(kept, kept.created_at), default=str))
        return
    due = next_due(kept.timing, kept.created_at)
    print(f"{kept.id} is sent to {channel} {timing_in_words(kept.timing)}, next on {due:%d %B at %H:%M} UTC.")


@subscriptions.command()
def end(subscription_id: Annotated[UUID, typer.Argument(help="Its id, as `list` shows it.")]) -> None:
    """End a report or an alert. One of the settings comes back when the beat is started again."""
    with _store() as store:
        try:
            found = store.get(subscription_id)
        except NotFound as error:
            raise Permanent(f"{error}; `selvage slack subscriptions list` shows those that there are") from error
        store.end(subscription_id)
    again = f" The settings ask for it: take “{found.name}” out of them, or it comes back." if found.name else ""
    print(f"{_what(found)} is not sent any more.{again}")


def _what(subscription: Subscription) -> str:
    if subscription.name:
        return subscription.name
    slots = ", ".join(f"{name} {value}" for name, value in subscription.slots.items())
    return f"{subscription.query_type} ({slots})" if slots else str(subscription.query_type)


def _told(subscription: Subscription, now: datetime) -> dict[str, object]:
    return {
        "id": subscription.id,
        "name": subscription.name,
        "channel": subscription.channel,
        "thread_ts": subscription.thread_ts,
        "user": subscription.user,
        "query_type": subscription.query_type,
        "slots": dict(subscription.slots),
        "when": timing_in_words(subscription.timing),
        "next_due": next_due(subscription.timing, now).isoformat(),
        "condition": subscription.condition and condition_in_words(subscription.condition),
        "last_value": subscription.last_value,
    }
