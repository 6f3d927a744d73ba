"""How the demo looks in a terminal."""

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from shared.cli.demo.play import Answered
from shared.embedded.system import LocalSystem

#: Notes are easier to read than a narrow terminal allows.
WIDTH = 100


def show_start(system: LocalSystem, console: Console) -> None:
    """Say which neighbours are real."""
    gorgias = "simulated, at the real rate limit" if system.gorgias_is_simulated else system.gorgias
    claude = "simulated" if system.claude_is_simulated else system.claude
    slack = "simulated" if system.slack_is_simulated else system.slack
    console.print(f"Gorgias: {gorgias}. Slack: {slack}. Claude: {claude}. PostgreSQL, Valkey and every service: real.")


def show_answer(answered: Answered, console: Console) -> None:
    """The customer's message, and under it the note as an agent finds it on the ticket."""
    ticket = answered.ticket
    console.print(Rule(f"[bold]{ticket.scene.title}[/]", align="left", style="cyan"), width=WIDTH)
    title = f"ticket {ticket.ticket_id}, {ticket.scene.channel}, from {ticket.customer.name}"
    console.print(Panel(Text(ticket.message), title=title, title_align="left", border_style="dim", width=WIDTH))
    note = Panel(
        Text(answered.note.text),
        title="internal note, only agents see it",
        title_align="left",
        border_style="yellow",
        width=WIDTH,
    )
    console.print(note)


def show_end(answers: list[Answered], console: Console) -> None:
    """One line for each ticket."""
    table = Table("ticket", "what and who", "found by", "end", "seconds", box=None, pad_edge=False)
    for answered in sorted(answers, key=lambda one: one.ticket.ticket_id):
        ticket, job = answered.ticket, answered.job
        seconds = (job.finished_at - job.created_at).total_seconds() if job.finished_at else 0.0
        found = ticket.scene.known_by.value if ticket.scene.role else "not found"
        end = (job.outcome or job.state).partition(", note")[0]
        table.add_row(str(ticket.ticket_id), ticket.scene.title, found, end, f"{seconds:.1f}")
    console.print(Rule("[bold]What happened[/]", align="left", style="cyan"), width=WIDTH)
    console.print(table, width=WIDTH)
