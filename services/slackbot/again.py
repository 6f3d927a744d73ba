"""An answer shown once more: another page of its table, or all of it as a file."""

from uuid import UUID

from services.slackbot.answering import ask_again, picture_of
from services.slackbot.session import Session
from shared.domain.slack import Place, SlackFile
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.pages.csv_export import csv_of
from shared.slack.blocks.answer import answer_messages


def turn_to(session: Session, answer_id: UUID, number: int) -> Outcome:
    """Show another page of the table, in the place of the message that was clicked in."""
    _, _, page = ask_again(session, answer_id)
    container = session.delivery.payload["container"]
    chart = _shown_picture(session) or picture_of(session, page)
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


def _shown_picture(session: Session) -> SlackFile | None:
    """The picture that the message shows already; None when Slack does not say."""
    for block in (session.delivery.payload.get("message") or {}).get("blocks") or ():
        file_id = (block.get("slack_file") or {}).get("id")
        if file_id:
            return SlackFile(file_id, block.get("alt_text") or "")
    return None
