"""`selvage jobs`: what became of every delivery, and a second chance for what failed."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from shared.cli.settings_door import database_url, read_settings
from shared.store.database import Database
from shared.store.job_desk import JobDesk, JobRow

jobs = typer.Typer(no_args_is_help=True, help="See the jobs behind every webhook; replay or discard those that failed.")

STATES = ("ready", "running", "done", "skipped", "dead", "discarded")
NARROWEST = 110
COLOURS = {"done": "green", "skipped": "dim", "dead": "red", "running": "cyan", "discarded": "dim"}

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]


def _desk() -> JobDesk:
    database = Database(database_url(read_settings()), size=1)
    database.open()
    return JobDesk(database)


def _check_state(state: str | None) -> str | None:
    if state is not None and state not in STATES:
        raise typer.BadParameter(f"choose one of: {', '.join(STATES)}")
    return state


@jobs.command("list")
def list_jobs(
    state: Annotated[str | None, typer.Option(help=f"Only these: {', '.join(STATES)}.", callback=_check_state)] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind, as draft_reply.")] = None,
    ticket: Annotated[int | None, typer.Option(help="Only what came of this Gorgias ticket.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many, newest first.")] = 20,
    *,
    as_json: JsonOption = False,
) -> None:
    """List the newest jobs."""
    rows = _desk().list(state=state, kind=kind, ticket_id=ticket, limit=limit)
    if as_json:
        print(json.dumps([asdict(row) for row in rows], default=str))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("job", "kind", "state", "attempt", "created"):
        table.add_column(heading, no_wrap=True)
    table.add_column("end or last error", overflow="fold", min_width=24)
    for row in rows:
        colour = COLOURS.get(row.state, "yellow")
        said = row.outcome or row.last_error or ""
        state_cell = f"[{colour}]{row.state}[/]"
        table.add_row(str(row.id), row.kind, state_cell, str(row.attempt), _short(row.created_at), said)
    console = Console()
    # An id that is cut off cannot be copied into the next command.
    console.width = max(console.width, NARROWEST)
    console.print(table if rows else "No such jobs.")


@jobs.command()
def show(job_id: UUID, *, as_json: JsonOption = False) -> None:
    """Show all that is known of one job."""
    row = _desk().show(job_id)
    if as_json:
        print(json.dumps(asdict(row), default=str))
        return
    table = Table(show_header=False, box=None)
    for name, value in asdict(row).items():
        table.add_row(f"[dim]{name}[/]", "" if value is None else str(value))
    Console().print(table)
    Console().print(_next_step(row))


@jobs.command()
def replay(
    job_id: Annotated[UUID | None, typer.Argument(help="One dead job; without it, all that the options name.")] = None,
    since: Annotated[datetime | None, typer.Option(help="Only those that died at or after this time, UTC.")] = None,
    error: Annotated[str | None, typer.Option(help="Only those whose last error holds this text.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every dead job.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which.")] = False,
) -> None:
    """Start dead jobs again, under their own ids: a note that was posted after all is found, not posted twice."""
    if not (job_id or since or error or every):
        raise typer.BadParameter("name a job, or choose with --since, --error or --all")
    replayed = _desk().replay(job_id=job_id, since=since, error=error, dry_run=dry_run)
    if job_id and not replayed:
        print(f"Job {job_id} is not dead; `selvage jobs show {job_id}` says what it is.")
        raise typer.Exit(1)
    verb = "would start again" if dry_run else "start again"
    print(f"{len(replayed)} {'job' if len(replayed) == 1 else 'jobs'} {verb}.")
    for known in replayed[:50]:
        print(known)


@jobs.command()
def discard(job_id: UUID) -> None:
    """Give up one waiting or dead job for good. It stays visible."""
    _desk().discard(job_id)
    print(f"Job {job_id} is discarded.")


def _short(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _next_step(row: JobRow) -> str:
    match row.state:
        case "dead":
            return f"Next: mend what the error names, then `selvage jobs replay {row.id}`."
        case "ready":
            return f"Next: it runs at {_short(row.next_attempt_at)} UTC at the earliest."
        case "running":
            return "Next: nothing; if its worker is lost, the sweeper takes it back when the lease ends."
        case _:
            return "Next: nothing; it has ended."
