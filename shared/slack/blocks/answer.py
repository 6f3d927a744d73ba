"""A page as Slack shows it: one message, and below it what a very long answer says beyond that."""

import json
from collections.abc import Sequence

from shared.domain.questions import QueryKind, ReadyQuestion
from shared.domain.slack import Block, SlackFile, SlackMessage
from shared.pages.page import Figure, Page, Table, Unit
from shared.pages.wording import changed, worded
from shared.questions.suggestions import ready_question
from shared.slack.blocks.parts import (
    actions,
    bullets,
    button,
    characters_in,
    context,
    header,
    marked,
    mrkdwn,
    picture,
    question_button,
    words,
)
from shared.slack.blocks.plain_words import in_plain_words
from shared.slack.blocks.table import TablePage, page_of_table, table_block
from shared.slack.blocks.texts import bold, clean, escaped_within, one_line, parted, size, unmarked
from shared.slack.limits import BUTTON_VALUE, MESSAGE_CHARACTERS, SECTION_TEXT

#: Of each at most so many, of so many characters, so that the table always has room.
FIGURES, LABEL, FIGURE = 8, 60, 80
ADVICE, ADVICE_TEXT = 5, 240
NOTES, NOTE_TEXT = 5, 220
QUESTIONS = 3
ALT = 600
TABLE_TITLE = 120
#: A very long answer goes on below in so many paragraphs, three to a message.
PARAGRAPHS, PARAGRAPHS_A_MESSAGE = 7, 3
PREVIOUS, NEXT = "\u2039 Previous", "Next \u203a"
BETTER, WORSE = "🟩", "🟥"


def answer_messages(
    page: Page,
    *,
    answer_id: str,
    chart: SlackFile | None,
    page_number: int = 1,
    with_export: bool = True,
    with_tickets: bool = False,
) -> tuple[SlackMessage, ...]:
    """The answer: its first message is complete in itself, others go on with a lead that is too long for one.

    `answer_id` is what the buttons name the answer by; `page_number` says which rows of the table are shown, from 1.
    `with_export` offers the table as a file, `with_tickets` the tickets of the one customer that the page is about.
    """
    lead = parted(clean(page.lead), SECTION_TEXT, PARAGRAPHS)
    table = page.table if page.table and page.table.rows and page.table.columns else None
    rows = page_of_table(table, page_number) if table else None
    above = [
        header(f"{page.emoji} {page.headline}"),
        *map(words, lead[:1]),
        *_figures(page),
        *([picture(chart, ALT)] if chart else []),
    ]
    below = [
        *([bullets("What to do", page.advice[:ADVICE], at_most=ADVICE_TEXT)] if page.advice else []),
        *_notes(page),
        *_buttons(page, answer_id, with_export=with_export and table is not None, with_tickets=with_tickets),
        feedback(answer_id),
    ]
    if table and rows:
        room = MESSAGE_CHARACTERS - characters_in([*above, *below])
        above += _table(table, rows, page.currency, answer_id, room)
    first = SlackMessage(in_plain_words(page, rows), [*above, *below])
    return (first, *_continued(lead[1:]))


def feedback(answer_id: str) -> Block:
    """Thumbs up and down."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {
                    "text": {"type": "plain_text", "text": "Helpful"},
                    "accessibility_label": "This answer helped",
                    "value": f"good:{answer_id}",
                },
                "negative_button": {
                    "text": {"type": "plain_text", "text": "Not helpful"},
                    "accessibility_label": "This answer did not help",
                    "value": f"bad:{answer_id}",
                },
            }
        ],
    }


def figure_fields(figures: Sequence[Figure], currency: str) -> list[Block]:
    """Label, value and trend of each figure, two beside one another; no block without figures."""
    fields = [_field(figure, currency) for figure in figures[:FIGURES]]
    return [{"type": "section", "fields": fields}] if fields else []


def _field(figure: Figure, currency: str) -> Block:
    label = escaped_within(unmarked(one_line(figure.label)), LABEL)
    value = bold(worded(figure.value, figure.unit, currency), FIGURE)
    trend = "" if figure.change is None else f"  {_colour(figure)}{changed(figure.change)}"
    return mrkdwn(f"{label}\n{value}{trend}".strip())


def _colour(figure: Figure) -> str:
    """A square before a change that is for the better or for the worse."""
    if not figure.change or figure.more_is_better is None:
        return ""
    return f"{BETTER if (figure.change > 0) is figure.more_is_better else WORSE} "


def _figures(page: Page) -> list[Block]:
    return figure_fields(page.figures, page.currency)


def _table(table: Table, rows: TablePage, currency: str, answer_id: str, room: int) -> list[Block]:
    """Title, rows, which of how many they are, and the way to the others."""
    title = [marked(bold(table.title, TABLE_TITLE))] if one_line(table.title) else []
    told = _counted(table, rows)
    around = [*title, *([context(told)] if told else []), *_pager(rows, answer_id)]
    rest = room - characters_in(around)
    return [*title, table_block(table, rows, currency, room=rest), *around[len(title) :]]


def _counted(table: Table, rows: TablePage) -> str:
    """Which rows are shown, and of how many; "" when they are all that there are."""
    count, of = len(table.rows), table.of or 0
    if rows.of == 1:
        return f"The first {count:,} of {of:,}" if of > count else ""
    part = f"Rows {rows.first:,}\N{EN DASH}{rows.last:,} of"
    return f"{part} the first {count:,}; there are {of:,} in all" if of > count else f"{part} {count:,}"


def _pager(rows: TablePage, answer_id: str) -> list[Block]:
    before, after = rows.number - 1, rows.number + 1
    return actions(
        (
            button(PREVIOUS, "page:previous", _turned(answer_id, before)) if rows.number > 1 else None,
            button(NEXT, "page:next", _turned(answer_id, after)) if rows.number < rows.of else None,
        )
    )


def _turned(answer_id: str, number: int) -> str:
    return json.dumps({"a": answer_id, "p": number}, separators=(",", ":"))


def _notes(page: Page) -> list[Block]:
    as_of = (f"As of {worded(page.as_of, Unit.DATE, page.currency)}",) if page.as_of else ()
    told = (*as_of, *page.notes[:NOTES])
    return [context(*told, at_most=NOTE_TEXT)] if told else []


def _buttons(page: Page, answer_id: str, *, with_export: bool, with_tickets: bool) -> list[Block]:
    ready = page.next_questions[:QUESTIONS]
    asked = [question_button(label(each), f"ask:{n}", each.query, each.query_type) for n, each in enumerate(ready, 1)]
    more = [button("Download CSV", "csv", answer_id)] if with_export else []
    if page.customer_id:
        plan = ready_question(QueryKind.RETENTION_PLAN, page.customer_id)
        keep = question_button("Plan to keep", f"ask:{QUESTIONS + 1}", plan.query, plan.query_type)
        # Where other questions about the customer are offered and this one is not, it is what was asked.
        more += [keep] if keep and not ready else []
        has_room = with_tickets and size(page.customer_id) <= BUTTON_VALUE
        more += [button("Tickets", "tickets", page.customer_id)] if has_room else []
    return [*actions(asked), *actions(more)]


def label(ready: ReadyQuestion) -> str:
    """What the button of a question says: archetypes are known by name, and their numbers say nothing."""
    is_of_the_largest = ready == ready_question(QueryKind.SEGMENT_COMPARISON)
    return "Compare the two largest archetypes" if is_of_the_largest else ready.query


def _continued(lead: Sequence[str]) -> list[SlackMessage]:
    """Messages for what of the lead had no room."""
    groups = [lead[start : start + PARAGRAPHS_A_MESSAGE] for start in range(0, len(lead), PARAGRAPHS_A_MESSAGE)]
    return [SlackMessage(escaped_within(" ".join(group), SECTION_TEXT), [*map(words, group)]) for group in groups]
