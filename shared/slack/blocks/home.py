"""The home tab: how the shop stands, what has moved, and what can be asked."""

from dataclasses import dataclass
from datetime import UTC, datetime

from shared.domain.questions import ReadyQuestion
from shared.domain.slack import Block, SlackFile
from shared.pages.page import Figure, Table
from shared.pages.wording import MONTHS, NUMBERS
from shared.slack.blocks.answer import figure_fields, label
from shared.slack.blocks.fallback import monospaced
from shared.slack.blocks.parts import actions, button, context, header, marked, picture, question_button, words
from shared.slack.blocks.table import most_important, told
from shared.slack.blocks.texts import one_line

TITLE, TITLE_INSTEAD = "How the shop is doing", "What you can ask"
NOTHING_YET = "Nothing to show yet: the customers have not been looked at. Ask somebody who runs the analytics."
MOVEMENTS, QUESTIONS, NOTES, ALT = 10, 5, 5, 600
COLUMNS = 5


@dataclass(frozen=True, slots=True)
class HomeState:
    """What a home tab shows. Every part may be missing."""

    currency: str
    #: With a time zone.
    refreshed_at: datetime
    #: The shop's, at most 8.
    figures: tuple[Figure, ...] = ()
    #: Archetypes and how they have grown.
    movements: Table | None = None
    #: How the drafts do; empty for those who may not see it.
    drafts: tuple[Figure, ...] = ()
    forecast: SlackFile | None = None
    questions: tuple[ReadyQuestion, ...] = ()
    #: What there is to do for those who see no figures; "" where figures are only missing.
    instead: str = ""
    #: What is missing or old, each a sentence.
    notes: tuple[str, ...] = ()


def home_view(state: HomeState) -> Block:
    """The view for views.publish."""
    parts = [
        *figure_fields(state.figures, state.currency),
        *([header("What to expect"), picture(state.forecast, ALT)] if state.forecast else []),
        *_movements(state),
        *_drafts(state),
    ]
    return {
        "type": "home",
        "blocks": [
            header(TITLE if parts or not state.instead else TITLE_INSTEAD),
            *(parts or [words(state.instead or NOTHING_YET)]),
            {"type": "divider"},
            *_asked(state.questions),
            *([context(*state.notes[:NOTES])] if state.notes else []),
            *actions((button("Refresh", "refresh_home", "refresh"),)),
            context(f"Refreshed {_at(state.refreshed_at)}"),
        ],
    }


def _movements(state: HomeState) -> list[Block]:
    """A table of at most ten rows; home tabs take none of Slack's own."""
    table = state.movements
    if table is None or not table.rows or not table.columns:
        return []
    places = most_important(table, COLUMNS)
    columns = [table.columns[place] for place in places]
    rows = [[one_line(column.title) for column in columns]]
    for row in table.rows[:MOVEMENTS]:
        cells = [row[place] for place in places]
        rows.append([told(value, column, state.currency) for value, column in zip(cells, columns, strict=True)])
    right = frozenset(number for number, column in enumerate(columns) if column.unit in NUMBERS)
    return [header(table.title or "What has moved"), marked(monospaced(rows, right))]


def _drafts(state: HomeState) -> list[Block]:
    fields = figure_fields(state.drafts, state.currency)
    return [header("Drafts"), *fields] if fields else []


def _asked(questions: tuple[ReadyQuestion, ...]) -> list[Block]:
    buttons = actions(
        question_button(label(ready), f"ask:{number}", ready.query, ready.query_type)
        for number, ready in enumerate(questions[:QUESTIONS], start=1)
    )
    return [header("Ask me"), *buttons] if buttons else []


def _at(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc.day} {MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"
