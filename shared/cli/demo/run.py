"""The whole way of a ticket, on this machine: what `selvage demo` does."""

import shutil
import tempfile
import time
from pathlib import Path

import typer
from rich.console import Console

from shared.cli.demo.afterwards import show_afterwards
from shared.cli.demo.desk import Desk, RealDesk, SimulatedDesk
from shared.cli.demo.play import answers, cast, open_tickets, try_the_door
from shared.cli.demo.questions import ask_as_a_host, ask_questions
from shared.cli.demo.show import WIDTH, show_answer, show_end, show_start
from shared.cli.demo.slack import Conversation
from shared.cli.demo.workspace import Workspace
from shared.cli.local.keys import make_keys
from shared.cli.local.prepare import prepare_data
from shared.cli.local.system import STATE_FOLDER, local_system, settings_of, start_services, stopped_by_signals
from shared.cli.settings_door import read_settings
from shared.embedded.system import LocalSystem
from shared.settings import Settings
from shared.store.database import Database
from shared.store.job_desk import JobDesk
from shared.store.showcase import Showcase
from shared.wiring import analytics, gorgias


def run() -> None:
    """Play the demo, and stop all that it started, however it ends."""
    console = Console()
    console.width = max(console.width, WIDTH)
    began = time.monotonic()
    STATE_FOLDER.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="demo-", dir=STATE_FOLDER))
    folder.chmod(0o711)
    try:
        with stopped_by_signals(), local_system(read_settings(), folder, keep_data=False) as (system, supervisor):
            show_start(system, console)
            prepare_data(system, console)
            start_services(system, supervisor, console)
            _play(system, console)
    except KeyboardInterrupt:
        console.print("Stopped.")
        raise typer.Exit(130) from None
    finally:
        _keep_logs(folder)
    console.print(f"\nDone in {time.monotonic() - began:.0f} s; everything that was started has been stopped.")
    console.print("Next: `make up` leaves it running, README.md says how a ticket becomes a draft.")


def _play(system: LocalSystem, console: Console) -> None:
    settings = settings_of(system)
    helpdesk = gorgias(settings)
    database = Database(settings.database_url, size=2)
    database.open()
    try:
        chosen = cast(Showcase(database), analytics(settings))
        desk = _desk(system, settings)
        opened = open_tickets(chosen, desk)
        console.print(f"{len(opened)} customers have written. Waiting for the notes.\n")
        answered = []
        for one in answers(opened, JobDesk(database), helpdesk):
            show_answer(one, console)
            answered.append(one)
        try_the_door(system.webhooks, system.environment["GORGIAS_WEBHOOK_SECRET"], answered[0], helpdesk, console)
        show_end(answered, console)
        if isinstance(desk, SimulatedDesk):
            in_order = sorted(answered, key=lambda one: one.ticket.ticket_id)
            show_afterwards(in_order, desk, helpdesk, database, console)
        keys = make_keys(system)
        ask_questions(system, keys, console)
        ask_as_a_host(system, keys, chosen[0][1].customer_id, console)
        if system.slack_is_simulated:
            Conversation(Workspace(system.slack), STATE_FOLDER / "demo" / "slack", console).play()
    finally:
        database.close()


def _desk(system: LocalSystem, settings: Settings) -> Desk:
    if system.gorgias_is_simulated:
        return SimulatedDesk(system.gorgias)
    return RealDesk(gorgias(settings), system.webhooks, system.environment["GORGIAS_WEBHOOK_SECRET"])


def _keep_logs(folder: Path) -> None:
    """Keep the logs of the newest demo for whoever wants to know why; its data goes."""
    kept = STATE_FOLDER / "demo" / "logs"
    shutil.rmtree(kept, ignore_errors=True)
    if (folder / "logs").exists():
        kept.parent.mkdir(exist_ok=True)
        (folder / "logs").rename(kept)
    shutil.rmtree(folder, ignore_errors=True)
