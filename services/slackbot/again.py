"""An answer shown once more: another page of its table, or all of it as a file."""

from uuid import UUID

from services.slackbot.answering import ask_again, picture_of
from services.slackbot.session import Session
from shared.domain.slack import Place, SlackFile
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.pages.csv_export import csv_of
from shared.pages.page import Page
from shared.slack.blocks.answer import answer_messages
from shared.slack.intake.taken import SHOWN_PICTURE


def turn_to(session: Session, answer_id: UUID, number: int) -> Outcome:
    """Show another page of the table, in the place of the message that was clicked in."""
    _, _, page = ask_again(session, answer_id)
    container = session.delivery.payload["container"]
    chart = _shown_picture(session, page) or picture_of(session, page)
    messages = answer_messages(page, answer_id=str(answer_id), chart=chart, page_number=max(1, number))
    session.at.chat.update(container["channel_id"], container["message_ts"], messages[0])
    return Finished(f"turned to page {number}")


def export(session: Session, answer_id: UUID) -> Outcome:
    """Put the whole table into the thread as a CSV file."""
    kept, given, page = ask_again(session, answer_id)
    if page.table is None or not page.table.rows:
        session.hint("This answer has no table any more: its figures have changed since. Ask again to see them.")
        return Skipped("no table")
    name = f"{kept.query_type}-{given.as_of:%Y-%m-%d}.csv"
    post = session.at.posts.begin(f"file:{session.id}", session.visit.place)
    if post.ts is not None:
        return Skipped("it was exported before")
    place = Place(session.visit.place.channel, session.visit.place.thread_ts)
    session.at.chat.share_file(place, name, csv_of(page.table, page.currency), title=f"{page.headline} ({name})")
    session.at.posts.posted(f"file:{session.id}", "shared")
    return Finished("exported")


def _shown_picture(session: Session, page: Page) -> SlackFile | None:
    """The picture that the message shows already; None when it shows none."""
    file_id, chart = session.delivery.payload.get(SHOWN_PICTURE), page.chart
    return SlackFile(file_id, chart.alt_text or chart.title) if file_id and chart else None
