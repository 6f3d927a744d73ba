"""What the door shows by itself fits Slack, and says what it must."""

import json

from shared.slack.at_the_door import comment_form, help_message
from shared.slack.commands import COMMANDS
from shared.slack.ports import Place


def test_the_help_names_every_command_and_what_may_stand_behind_it() -> None:
    message = help_message()
    for command in COMMANDS.values():
        for told in (message.text, str(message.blocks)):
            assert command.name in told
            assert command.description.replace("'", "\\'") in told or command.description in told
    assert all(len(block["text"]["text"]) <= 3000 for block in message.blocks)


def test_the_form_remembers_where_it_was_asked_for() -> None:
    form = comment_form(5, Place("C1", "1.1"))
    assert json.loads(form["private_metadata"]) == {"channel": "C1", "thread_ts": "1.1"}
    assert form["callback_id"] == "comment_modal_5"
    assert comment_form(5, None)["private_metadata"] == ""


def test_the_forms_title_fits_whatever_number_the_ticket_has() -> None:
    assert len(comment_form(10**19 - 1, None)["title"]["text"]) <= 24
