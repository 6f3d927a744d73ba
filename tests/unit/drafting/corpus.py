"""The drafts that the guard is measured on, read from the TOML files beside this one."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from shared.domain.tickets import Author, Ticket
from tests.factories_drafting import a_question
from tests.factories_tickets import a_message

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft, what the customer had asked, and what an agent had said before."""

    #: A kind of ticket for good drafts; the name of the broken rule, ANY or MISSED for bad ones.
    group: str
    asked: str
    said_by_agent: str
    body: str

    @property
    def draft(self) -> str:
        return f"Hi Sarah,\n\n{self.body}\n\nBest regards,\nCustomer Success Team"

    @property
    def ticket(self) -> Ticket:
        earlier = (a_message(self.said_by_agent, author=Author.AGENT),) if self.said_by_agent else ()
        return a_question(self.asked, earlier=earlier)


def good_replies() -> list[Reply]:
    return [
        Reply(group, one["asked"], one.get("said_by_agent", ""), one["body"])
        for file in ("good_drafts.toml", "everyday_drafts.toml")
        for group, replies in _read(file).items()
        for one in replies
    ]


def bad_replies() -> list[Reply]:
    return [
        Reply(group, one["asked"], "", f"Thank you for your message. {sentence}")
        for group, replies in _read("bad_drafts.toml").items()
        for one in replies
        for sentence in one["sentences"]
    ]


def _read(name: str) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
