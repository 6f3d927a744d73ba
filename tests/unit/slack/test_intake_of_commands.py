"""Commands: the first line at once, the answer later."""

import pytest

from shared.domain.slack import SlackMessage
from shared.errors import InvalidPayload
from shared.slack.commands import COMMANDS, HELP
from shared.slack.intake.commands import NOT_TAKEN, take_command
from shared.slack.intake.taken import Taken
from tests.factories_slack_requests import TOKEN, a_command

HELPFUL = SlackMessage("what I can do", ({"type": "divider"},))


def take(fields: dict[str, str]) -> Taken:
    return take_command(fields, lambda: HELPFUL)


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if command is not HELP])
def test_a_command_is_kept_and_its_first_line_shown_to_whoever_typed_it(name: str) -> None:
    taken = take(a_command(name, "payload"))
    assert taken.reply.status == 200
    assert taken.reply.body == {"response_type": "ephemeral", "text": COMMANDS[name].first_line}
    assert taken.keep is not None
    assert (taken.keep.key, taken.keep.kind) == ("command:398.474.803a", "command")
    assert taken.keep.payload["text"] == "payload"
    assert TOKEN not in str(taken.keep.hint)


def test_first_lines_differ_so_that_one_knows_which_is_looked_into() -> None:
    lines = [command.first_line for command in COMMANDS.values() if command is not HELP]
    assert len(set(lines)) == len(lines)


def test_a_command_that_could_not_be_kept_is_told_so_instead_of_failing() -> None:
    otherwise = take(a_command()).otherwise
    assert (otherwise.status, otherwise.body) == (200, {"response_type": "ephemeral", "text": NOT_TAKEN})


def test_help_is_given_at_the_door() -> None:
    taken = take(a_command("/cs-help"))
    assert taken.keep is None
    assert taken.reply.body == {
        "response_type": "ephemeral",
        "text": "what I can do",
        "blocks": [{"type": "divider"}],
    }


def test_an_unknown_command_is_answered_with_those_that_are_known() -> None:
    taken = take(a_command("/weather"))
    assert taken.keep is None
    assert taken.reply.body is not None
    assert all(name in taken.reply.body["text"] for name in COMMANDS)


def test_slack_may_look_whether_the_address_is_there() -> None:
    assert take({"ssl_check": "1", "token": TOKEN}) == Taken()


@pytest.mark.parametrize("missing", ["command", "trigger_id", "user_id", "channel_id", "team_id"])
def test_a_form_that_is_no_command_is_refused(missing: str) -> None:
    fields = a_command()
    del fields[missing]
    with pytest.raises(InvalidPayload):
        take(fields)
