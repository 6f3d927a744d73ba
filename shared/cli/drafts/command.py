"""`selvage drafts`: its verbs, one a file."""

import typer

from shared.cli.drafts.pause import pause, resume
from shared.cli.drafts.report import report
from shared.cli.drafts.shadow import shadow
from shared.cli.drafts.status import status

drafts = typer.Typer(
    no_args_is_help=True, help="See how drafting goes and what became of the drafts; pause and resume."
)
for verb in (status, pause, resume, report, shadow):
    drafts.command()(verb)
