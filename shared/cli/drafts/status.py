"""`selvage drafts status`: how drafting goes, and how long what waits will take."""

import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from shared.cli.settings_door import database_url, read_settings
from shared.gorgias.bucket import Usage
from shared.jobs.job import DraftReply
from shared.settings import Settings
from shared.store.backlog import BacklogStore
from shared.store.database import Database
from shared.store.drafts import DraftStore
from shared.store.pauses import Pause, PauseStore
from shared.wiring import account_budget

LATELY = timedelta(hours=1)
#: A ticket is read, its note posted and read back.
REQUESTS_OF_A_DRAFT = 3


@dataclass(frozen=True, slots=True)
class Status:
    """How drafting goes."""

    paused: Pause | None
    waiting: int
    in_flight: int
    dead: int
    oldest_due_s: float
    #: In the last hour, by state.
    ended: dict[str, int]
    #: In the last hour, by engine.
    drafted: dict[str, int]
    spent_today: Decimal
    #: None for no cap.
    spent_at_most: Decimal | None
    #: As requests/seconds; None for no limit.
    limit: str | None
    #: None while Redis is away, or without a limit.
    budget: Usage | None

    @property
    def backlog_takes_s(self) -> float | None:
        """How long what waits will take at the account's pace; None without a limit."""
        if self.limit is None:
            return None
        requests, _, seconds = self.limit.partition("/")
        return self.waiting * REQUESTS_OF_A_DRAFT * int(seconds) / int(requests)


def status(*, as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False) -> None:
    """Show whether drafts are begun, how many tickets wait and for how long, what was done, and what it cost."""
    seen = _seen(read_settings())
    if as_json:
        print(json.dumps(as_plain(seen), default=_plain))
        return
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(no_wrap=True, style="dim")
    for about, told in sentences(seen):
        table.add_row(about, told)
    Console().print(table)


def _seen(settings: Settings) -> Status:
    database = Database(database_url(settings), size=1)
    database.open()
    try:
        backlog, kind = BacklogStore(database), DraftReply.kind
        now = backlog.now()
        opened = {row.state: row for row in backlog.open_jobs() if row.kind == kind}
        jobs = {state: row.jobs for state, row in opened.items()}
        budget = account_budget(settings)
        return Status(
            paused=next((each for each in PauseStore(database).under_way() if each.kind == kind), None),
            waiting=jobs.get("ready", 0),
            in_flight=jobs.get("running", 0),
            dead=jobs.get("dead", 0),
            oldest_due_s=opened["ready"].oldest_due_s if "ready" in opened else 0.0,
            ended={
                state: number
                for (ended, state), number in backlog.ended(after=now - LATELY, until=now).items()
                if ended == kind
            },
            drafted=backlog.drafted(after=now - LATELY, until=now),
            spent_today=DraftStore(database).spent_today(),
            spent_at_most=settings.draft_budget_usd,
            limit=settings.gorgias_rate_limit or None,
            budget=budget.usage() if budget else None,
        )
    finally:
        database.close()


def sentences(seen: Status) -> list[tuple[str, str]]:
    """What a person reads, a line each."""
    return [
        ("drafts", _of_pause(seen.paused)),
        (
            "waiting",
            f"{_tickets(seen.waiting)}, the oldest due for {span(seen.oldest_due_s)}" if seen.waiting else "none",
        ),
        ("in flight", str(seen.in_flight)),
        ("dead", f"{seen.dead}, see `selvage jobs list --state dead`" if seen.dead else "none"),
        ("last hour, jobs", _counted(seen.ended)),
        ("last hour, drafts", _counted(seen.drafted)),
        ("today", _of_costs(seen)),
        ("Gorgias' budget", _of_budget(seen)),
        ("backlog", _of_backlog(seen)),
    ]


def as_plain(seen: Status) -> dict[str, Any]:
    """What a program reads."""
    plain = asdict(seen)
    if seen.budget is not None:
        plain["budget"]["waiting"] = {lane.name.lower(): callers for lane, callers in seen.budget.waiting.items()}
    return {**plain, "backlog_takes_s": seen.backlog_takes_s}


def span(seconds: float) -> str:
    """A span of time in its two largest units."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {left} s" if minutes else f"{left} s"


def _of_pause(paused: Pause | None) -> str:
    if paused is None:
        return "[green]are begun[/]"
    ends = f"until {paused.until:%Y-%m-%d %H:%M} UTC" if paused.until else "until `selvage drafts resume`"
    return f"[yellow]paused[/] since {paused.since:%Y-%m-%d %H:%M} UTC, {ends}: {escape(paused.reason)}"


def _of_costs(seen: Status) -> str:
    spent = f"{seen.spent_today:,.2f} US dollars"
    if seen.spent_at_most is None:
        return f"{spent}; no cap is set"
    used_up = " [red]used up: the standard reply is left[/]" if seen.spent_today >= seen.spent_at_most else ""
    return f"{spent} of {seen.spent_at_most:,.2f}{used_up}"


def _of_budget(seen: Status) -> str:
    if seen.limit is None:
        return "no limit of our own"
    if seen.budget is None:
        return f"{seen.limit}; Redis is away, so nobody knows what is used"
    budget = seen.budget
    waiting = ", ".join(f"{callers} {lane.name.lower()}" for lane, callers in budget.waiting.items() if callers)
    paused = f"; [yellow]paused for {span(budget.paused_s)} after a 429[/]" if budget.paused_s else ""
    return (
        f"{budget.used} of {budget.holds} used, {budget.promised} promised to drafts under way"
        f"{paused}; waiting for a turn: {waiting or 'nobody'}"
    )


def _of_backlog(seen: Status) -> str:
    if not seen.waiting:
        return "none"
    if seen.backlog_takes_s is None:
        return "as long as the workers need"
    return f"about {span(seen.backlog_takes_s)} at the account's pace of {seen.limit}"


def _tickets(number: int) -> str:
    return f"{number:,} {'ticket' if number == 1 else 'tickets'}"


def _counted(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {what}" for what, number in numbers.items()) or "none"


def _plain(value: object) -> object:
    """Dollars as numbers, moments as ISO 8601."""
    return float(value) if isinstance(value, Decimal) else str(value)
