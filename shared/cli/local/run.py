"""The whole system on this machine, left running: what `selvage up` does."""

import threading
from collections.abc import Mapping

import typer
from rich.console import Console
from rich.table import Table

from shared.cli.local.keys import EXAMPLES, make_keys
from shared.cli.local.prepare import prepare_data
from shared.cli.local.system import STATE_FOLDER, local_system, run_file, start_services, stopped_by_signals
from shared.cli.settings_door import read_settings
from shared.domain.access import Role
from shared.embedded.system import LocalSystem

#: Of history, so that there are trends on the first day.
MONTHS_BACK = 12


def run() -> None:
    """Start everything, say where it is, and stop it at Ctrl-C."""
    console = Console()
    try:
        with stopped_by_signals(), local_system(read_settings(), STATE_FOLDER, keep_data=True) as (system, supervisor):
            prepare_data(system, console, months_back=MONTHS_BACK)
            start_services(system, supervisor, console)
            keys = make_keys(system)
            with run_file(system, keys) as file:
                show_system(system, keys, console)
                console.print(f"Addresses, keys and secrets: {file}. Logs: {STATE_FOLDER / 'logs'}.")
                console.print("Ctrl-C stops everything.", style="bold")
                threading.Event().wait()
    except KeyboardInterrupt:
        console.print("Stopped.")
        raise typer.Exit from None


def show_system(system: LocalSystem, keys: Mapping[Role, str], console: Console) -> None:
    """Print what runs where, and calls to try."""
    table = Table(box=None, show_header=False)
    rows = (
        ("analytics API", f"{system.api}/docs"),
        ("webhooks", f"{system.webhooks}/webhooks/gorgias"),
        ("Flower", f"{system.flower}  ({system.environment['FLOWER_BASIC_AUTH']})"),
        ("metrics", f"{system.beat}/metrics  {system.webhooks}/metrics"),
        ("Gorgias", f"{system.gorgias}{'  (simulated)' if system.gorgias_is_simulated else ''}"),
        ("Slack", f"{system.slack}{'  (simulated)' if system.slack_is_simulated else ''}"),
        ("Claude", f"{system.claude}{'  (simulated)' if system.claude_is_simulated else ''}"),
    )
    for name, address in rows:
        table.add_row(f"[bold]{name}[/]", address)
    console.print(table)
    console.print("\nAsk the analytics, with a key of each role:", style="bold")
    for role, path in EXAMPLES.items():
        print(f"  curl -H 'X-API-Key: {keys[role]}' {system.api}{path}  # {role}")
    if system.gorgias_is_simulated:
        ticket = (
            '{"customer":{"name":"Ada Weaver","external_id":"12748"},"message":"Where is my order?","channel":"email"}'
        )
        console.print("Open a ticket, then read what the agents see:", style="bold")
        print(f"  curl -X POST {system.gorgias}/_simulator/tickets -H 'Content-Type: application/json' -d '{ticket}'")
        print(f"  curl {system.gorgias}/_simulator/effects")
        print("  .venv/bin/selvage jobs list")
