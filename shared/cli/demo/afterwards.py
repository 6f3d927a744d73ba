"""What happens to notes afterwards: a customer writes again, agents answer, and the ledger compares."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from shared.cli.demo.desk import SimulatedDesk
from shared.cli.demo.play import Answered
from shared.cli.demo.show import WIDTH
from shared.cli.drafts.report_tables import WIDTH as REPORT_WIDTH
from shared.cli.drafts.report_tables import print_report
from shared.domain.draft_report import By
from shared.drafting.note_reading import draft_in
from shared.errors import Retryable
from shared.gorgias.client import GorgiasClient
from shared.store.database import Database
from shared.store.draft_report import DraftReports

DEADLINE_S = 60
WRITES_AGAIN = "Hello? I am still waiting for an answer. This is the second time that I write about it."
ANOTHER_ANSWER = "We are open from ten to six, on bank holidays too. Children are very welcome. See you soon, Jo"
#: What an agent puts in front of a draft that is used otherwise.
ADDED = "I have spoken with our warehouse about this."
AGENT = {"name": "Jo Weaver", "email": "jo@shop.example"}


def show_afterwards(
    answered: list[Answered], desk: SimulatedDesk, helpdesk: GorgiasClient, database: Database, console: Console
) -> None:
    """Play it on four of the tickets, and print what is to be seen of it."""
    asked_again, sent, edited, ignored = (answered[place] for place in (0, 1, 2, 5))
    console.print(Rule("[bold]Afterwards[/]", align="left", style="cyan"), width=WIDTH)
    _write_again(asked_again, desk, helpdesk, console)

    _answer(sent, desk, _draft(sent))
    opening, *rest = _draft(edited).split("\n\n")
    _answer(edited, desk, "\n\n".join((opening, ADDED, *rest[1:])))
    _answer(ignored, desk, ANOTHER_ANSWER)
    reports, now = DraftReports(database), datetime.now(UTC)  # noqa: TID251  the door where the present comes in
    _wait(lambda: reports.report(by=By.CATEGORY, days=1, now=now).total.drafts.answered >= 3, "the answers")  # noqa: PLR2004
    console.print("Agents sent one draft as it was, edited one, and ignored one. `selvage drafts report` says:\n")
    print_report(reports.report(by=By.CATEGORY, days=1, now=now), Console(width=max(console.width, REPORT_WIDTH)))
    console.print()


def _write_again(answered: Answered, desk: SimulatedDesk, helpdesk: GorgiasClient, console: Console) -> None:
    ticket_id, note_id = answered.ticket.ticket_id, answered.note.id
    desk.add_message(ticket_id, WRITES_AGAIN)
    _wait(lambda: desk.has_changed(note_id), f"the older note on ticket {ticket_id}")
    ticket = helpdesk.ticket(ticket_id)
    note = ticket.message(note_id)
    older = Panel(
        Text(note.text if note else ""),
        title=f"the older note on ticket {ticket_id}, once the customer had written again",
        title_align="left",
        border_style="yellow",
        width=WIDTH,
    )
    console.print(older)
    console.print(f"Tags on it: {', '.join(ticket.tags)}.")


def _answer(answered: Answered, desk: SimulatedDesk, text: str) -> None:
    desk.add_message(answered.ticket.ticket_id, text, from_agent=True, sender=AGENT)


def _draft(answered: Answered) -> str:
    return draft_in(answered.note.text) or ""


def _wait(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not condition():
        if time.monotonic() > deadline:
            raise Retryable(f"waited {DEADLINE_S} s in vain for {what}; see .selvage/demo/logs")
        time.sleep(0.5)
