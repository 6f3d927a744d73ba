"""Slash commands: the first line at once, the answer from a worker."""

from collections.abc import Mapping

from shared.domain.slack import SlackMessage
from shared.errors import InvalidPayload
from shared.slack.commands import COMMANDS, HELP
from shared.slack.intake.shown import HelpMessage
from shared.slack.intake.taken import COMMAND, Kept, Reply, Taken, an_id, key_of, without_secrets

NOT_TAKEN = "Your command could not be taken. Please try again in a minute."
#: What workers need besides the command itself.
NEEDED = ("trigger_id", "user_id", "channel_id", "team_id")


def take_command(fields: Mapping[str, str], help_message: HelpMessage) -> Taken:
    """What becomes of a slash command; InvalidPayload when the form is none.

    Only whoever typed it sees the first line.
    """
    if fields.get("ssl_check") == "1":
        return Taken()
    name = fields.get("command", "")
    if not name:
        raise InvalidPayload("The form names no command.")
    for needed in NEEDED:
        an_id(fields, needed)
    command = COMMANDS.get(name)
    if command is None:
        return Taken(_whispered(SlackMessage(f"I do not know that command. I know {_listed()}.")))
    if command is HELP:
        return Taken(_whispered(help_message()))
    return Taken(
        _whispered(SlackMessage(command.first_line)),
        Kept(key_of("command", fields["trigger_id"]), COMMAND, without_secrets(fields)),
        otherwise=_whispered(SlackMessage(NOT_TAKEN)),
    )


def _whispered(message: SlackMessage) -> Reply:
    blocks = {"blocks": list(message.blocks)} if message.blocks else {}
    return Reply(200, {"response_type": "ephemeral", "text": message.text, **blocks})


def _listed() -> str:
    *others, last = COMMANDS
    return f"{', '.join(others)} and {last}"
