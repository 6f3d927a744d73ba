"""The home tab: how the shop stands, what has moved, and what can be asked."""

from dataclasses import dataclass
from datetime import UTC, datetime

from shared.domain.questions import ReadyQuestion
from shared.domain.slack import Block, SlackFile
from shared.pages.page import Figure, Table
from shared.pages.wording import MONTHS, NUMBERS
from shared.slack.blocks.answer import figure_fields
from shared.slack.blocks.fallback import monospaced
from shared.slack.blocks.parts import actions, button, context, header, marked, picture, question_button, words
from shared.slack.blocks.table import told
from shared.slack.blocks.texts import one_line

TITLE = "How the shop is doing"
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
    #: What is missing or old, each a sentence.
    notes: tuple[str, ...] = ()


def home_view(state: HomeState) -> Block:
    """The view for views.publish."""
    parts = [
        *figure_fields(state.figures, state.currency),
        *([_title("What to expect"), picture(state.forecast, ALT)] if state.forecast else []),
        *_movements(state),
        *_drafts(state),
    ]
    return {
        "type": "home",
        "blocks": [
            header(TITLE),
            *(parts or [words(NOTHING_YET)]),
            {"type": "divider"},
            *_asked(state.questions),
            *([context(*state.notes[:NOTES])] if state.notes else []),
            *actions((button("Refresh", "refresh_home", "refresh"),)),
            context(f"Refreshed {_at(state.refreshed_at)}"),
        ],
    }


def _title(text: str) -> Block:
    return header(text)


def _movements(state: HomeState) -> list[Block]:
    """A table of at most ten rows; home tabs take none of Slack's own."""
    table = state.movements
    if table is None or not table.rows or not table.columns:
        return []
    ranked = sorted(range(len(table.columns)), key=lambda place: (table.columns[place].rank, place))
    places = sorted(ranked[:COLUMNS])
    columns = [table.columns[place] for place in places]
    rows = [[one_line(column.title) for column in columns]]
    rows += [
        [told(row[place], table.columns[place], state.currency) for place in places] for row in table.rows[:MOVEMENTS]
    ]
    right = frozenset(number for number, column in enumerate(columns) if column.unit in NUMBERS)
    return [_title(table.title or "What has moved"), marked(monospaced(rows, right))]


def _drafts(state: HomeState) -> list[Block]:
    fields = figure_fields(state.drafts, state.currency)
    return [_title("Drafts"), *fields] if fields else []


def _asked(questions: tuple[ReadyQuestion, ...]) -> list[Block]:
    ready = questions[:QUESTIONS]
    buttons = actions(
        question_button(each.query, f"ask:{n}", each.query, each.query_type) for n, each in enumerate(ready, 1)
    )
    return [_title("Ask me"), *buttons] if buttons else []


def _at(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc.day} {MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"
