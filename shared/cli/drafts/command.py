"""`selvage drafts`: its verbs, one a file."""

import typer

from shared.cli.drafts.pause import pause, resume
from shared.cli.drafts.status import status

drafts = typer.Typer(
    no_args_is_help=True, help="See how drafting goes and what became of the drafts; pause and resume."
)
for verb in (status, pause, resume):
    drafts.command()(verb)
