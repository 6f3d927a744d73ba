"""`selvage`: the command line, one verb a file."""

import sys
from collections.abc import Sequence

import typer

from shared.cli.ask import ask
from shared.cli.audit import audit
from shared.cli.backtest import backtest
from shared.cli.costs import costs
from shared.cli.demo.command import demo
from shared.cli.discover import discover
from shared.cli.drafts.command import drafts
from shared.cli.erase import erase
from shared.cli.jobs import jobs
from shared.cli.keys import keys
from shared.cli.load import load
from shared.cli.mcp import mcp
from shared.cli.migrate import migrate
from shared.cli.policy import policy
from shared.cli.simulate import simulate
from shared.cli.slack.command import slack
from shared.cli.up import up
from shared.errors import SelvageError

app = typer.Typer(
    name="selvage",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Keep a shop's customers from fraying away. See it work: `make demo`. Keep it running: `make up`."
    " Settings come from the environment or `.env`; docs/settings.md lists them.",
)
for verb in (demo, up, migrate, load, discover, ask, backtest, mcp, audit, erase, costs):
    app.command()(verb)
app.add_typer(drafts, name="drafts")
app.add_typer(jobs, name="jobs")
app.add_typer(keys, name="keys")
app.add_typer(policy, name="policy")
app.add_typer(simulate, name="simulate")
app.add_typer(slack, name="slack")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one verb, from the command line unless `arguments` are given. A failure that we named ends with status 1."""
    try:
        app(args=arguments)
    except SelvageError as error:
        print(f"selvage: {error}", file=sys.stderr)
        raise SystemExit(1) from error
