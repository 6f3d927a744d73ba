"""`selvage slack`: its verbs, one a file."""

import typer

from shared.cli.slack.feedback import feedback
from shared.cli.slack.manifest import manifest
from shared.cli.slack.subscriptions import subscriptions

slack = typer.Typer(
    no_args_is_help=True, help="The app's manifest, reports and alerts in Slack, and what people think of the answers."
)
slack.add_typer(subscriptions, name="subscriptions")
for verb in (manifest, feedback):
    slack.command()(verb)
