"""An answer for people at a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from shared.cli.ask_tables import rows_of
from shared.domain.questions import QuestionAnswer, QuestionEngine
from shared.domain.words import percent
from shared.questions.suggestions import WORDINGS

READ_BY = {
    QuestionEngine.RULES: "an exact rule",
    QuestionEngine.CLAUDE: "Claude",
    QuestionEngine.OFFLINE: "the offline classifier",
}
DECLINED, UNCLEAR = "Not a question that can be answered here", "Not clear yet"
MOST_ROWS = 10


def print_answer(answer: QuestionAnswer, console: Console) -> None:
    """Print the headline, the summary, the first rows of the data, and how to go on."""
    console.print(_headline(answer))
    if answer.fell_back_because and answer.engine is QuestionEngine.OFFLINE:
        console.print(Text(f"Claude was not used: {answer.fell_back_because}.", style="dim"))
    console.print()
    console.print(Text(answer.summary))
    for note in answer.notes:
        console.print(Text(note, style="yellow"))
    _print_rows(answer, console)
    if answer.clarification:
        for option in answer.clarification.options:
            console.print(Text(f"  {option.number}. {option.text}"))
            console.print(Text(f'     selvage ask "{option.query}"', style="dim"))
    elif answer.next_questions:
        console.print(Text("\nNext:", style="bold"))
        for ready in answer.next_questions:
            console.print(Text(f'  selvage ask "{ready.query}"', style="dim"))


def _headline(answer: QuestionAnswer) -> Text:
    known = WORDINGS.get(answer.query_type)
    title = known.means if known else UNCLEAR if answer.clarification else DECLINED
    told = [f"as of {answer.as_of.isoformat()}"]
    if answer.engine in READ_BY:
        told.insert(0, f"read by {READ_BY[answer.engine]}, {percent(answer.confidence)} sure")
    return Text(title, style="bold") + Text(f"  {'; '.join(told)}", style="dim")


def _print_rows(answer: QuestionAnswer, console: Console) -> None:
    headings, rows = rows_of(answer.data, answer.currency)
    if not rows:
        return
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows[:MOST_ROWS]:
        table.add_row(*(Text(cell) for cell in row))
    console.print()
    console.print(table)
    if len(rows) > MOST_ROWS:
        console.print(Text(f"… and {len(rows) - MOST_ROWS} more; --json has them.", style="dim"))
