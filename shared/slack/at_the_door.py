"""What the door shows by itself: the help, and the form for a comment before anything is known of its ticket."""

from shared.slack.blocks.forms import comment_form
from shared.slack.blocks.help import help_message
from shared.slack.commands import COMMANDS
from shared.slack.intake.shown import Shown

SHOWN = Shown(lambda: help_message(COMMANDS.values()), comment_form)
