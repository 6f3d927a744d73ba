"""Whatever customers call themselves and write, it is words: no mention, no link, no formatting, nothing unseen."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from tests.factories_slack import CHANNEL, a_click, a_command
from tests.factories_tickets import a_summary
from tests.fakes.ticket_desk import FakeTicketDesk
from tests.unit.slackbot.by_the_clock import Office
from tests.unit.slackbot.visiting import come

HOSTILE = (
    "<!channel> look",
    "<!here|hey> <@U0ADA> <#C1|x>",
    "<https://evil.example|your bank>",
    "<!date^0^{date}|x>",
    "&lt;!channel&gt; &amp;lt;",
    "*bold* _slanted_ ~gone~ `code`",
    "```\nfence",
    "rtl \u202egnp.exe \u2066x\u2069",
    "zero\u200bwidth\u2060\ufeff\u00ad",
    "🧵" * 200,
    "one\ntwo\r\nthree\u2028four\x00\x07",
    "e\u0301" * 300,
)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


@pytest.mark.parametrize("words", HOSTILE)
def test_a_ticket_is_shown_as_it_was_written_and_nothing_more(words: str) -> None:
    office = Office()
    ticket = replace(a_summary(words, id=7, assignee_name=words, tags=(words,)), customer_name=words)
    office.tickets = FakeTicketDesk(ticket, now=office.clock.now)
    office.tickets.say(7, words)
    office.chat.forms["V1"] = {}
    come(office, "command", a_command("/tickets", "all"))
    come(office, "interaction", a_click("view_ticket_7", channel=CHANNEL))
    come(office, "interaction", a_click("comment_ticket_7", channel=CHANNEL, opened_form="V1"))
    for shown in office.chat.messages:
        assert "<" not in shown.message.text
        for part in parts_of(list(shown.message.blocks)):
            assert not UNSEEN.search(part["text"])
            if part["type"] == "mrkdwn":
                assert "<" not in part["text"]
                assert part["verbatim"]
                assert not re.search(r"[~`]|\b_|_\b", part["text"])
                assert part["text"].count("*") == 2, "the title alone is bold"
    assert not UNSEEN.search(json.dumps(office.chat.forms, ensure_ascii=False))


def parts_of(part: Any) -> list[dict[str, Any]]:
    """Every text that is shown, with how Slack reads it."""
    if isinstance(part, dict):
        here = [part] if part.get("type") in {"plain_text", "mrkdwn"} else []
        return here + [each for inner in part.values() for each in parts_of(inner)]
    return [each for inner in part for each in parts_of(inner)] if isinstance(part, list) else []
