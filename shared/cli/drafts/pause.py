"""`selvage drafts pause` and `resume`: whether drafts are begun."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer

from shared.cli.moments import read_span
from shared.cli.settings_door import database_url, read_settings
from shared.jobs.job import DraftReply
from shared.store.database import Database
from shared.store.pauses import PauseStore

LONGEST_REASON = 200
LONGEST_PAUSE = timedelta(days=365)


@contextmanager
def _pauses() -> Iterator[PauseStore]:
    database = Database(database_url(read_settings()), size=1)
    database.open()
    try:
        yield PauseStore(database)
    finally:
        database.close()


def pause(
    lasts: Annotated[
        str | None,
        typer.Option("--for", metavar="SPAN", help="End by itself after 30m, 2h, 1d; else `resume` ends it."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why, for whoever looks at the status.")] = "paused by hand",
) -> None:
    """Begin no more drafts: webhooks are still taken, and their tickets wait. Drafts under way are finished."""
    span = None if lasts is None else read_span(lasts)
    if span is not None and not span:
        raise typer.BadParameter("a pause of 0 is none", param_hint="--for")
    if span is not None and span > LONGEST_PAUSE:
        raise typer.BadParameter(
            f"at most {LONGEST_PAUSE.days}d; without --for it holds until `resume`", param_hint="--for"
        )
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise typer.BadParameter(f"write 1 to {LONGEST_REASON} characters", param_hint="--reason")
    with _pauses() as pauses:
        paused = pauses.pause(DraftReply.kind, reason=reason.strip(), lasts=span)
    ends = f"until {paused.until:%Y-%m-%d %H:%M} UTC" if paused.until else "until `selvage drafts resume`"
    print(f"Drafts are paused {ends}: {paused.reason}.")


def resume() -> None:
    """Begin drafts again; the tickets that waited come first, oldest first."""
    with _pauses() as pauses:
        was_paused = pauses.resume(DraftReply.kind)
    print("Drafts are begun again." if was_paused else "Drafts were not paused.")
