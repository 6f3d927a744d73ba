"""`selvage keys`: who may ask the analytics API."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from shared.cli.moments import read_end, read_span
from shared.cli.settings_door import database_url, read_settings
from shared.domain.access import KeyState, Role
from shared.store.database import Database
from shared.store.keys import KeyStore, NewKey

keys = typer.Typer(no_args_is_help=True, help="Make keys of the analytics API; list, revoke and replace them.")

NARROWEST = 140
LONGEST_NAME = 100
#: A longer name goes on in the next line.
NAME_WIDTH = 20
COLOURS = {KeyState.ACTIVE: "green", KeyState.EXPIRED: "yellow", KeyState.REVOKED: "dim"}

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
NamedKey = Annotated[str, typer.Argument(help="Its id, its beginning (8 characters do), or the key itself.")]


@contextmanager
def _store() -> Iterator[KeyStore]:
    database = Database(database_url(read_settings()), size=1)
    database.open()
    try:
        yield KeyStore(database)
    finally:
        database.close()


@keys.command()
def create(
    name: Annotated[str, typer.Option(help="Whose it is, as a person or a dashboard. The audit shows it.")],
    role: Annotated[Role, typer.Option(help="What it allows; docs/security.md has the table.")],
    expires: Annotated[str, typer.Option(help="90d, a last day as 2027-01-31, or never.")] = "90d",
    *,
    as_json: JsonOption = False,
) -> None:
    """Make a key. It is shown once: only its digest is kept."""
    name = name.strip()
    if not name.isprintable() or not 1 <= len(name) <= LONGEST_NAME:
        raise typer.BadParameter(f"give it a name of 1 to {LONGEST_NAME} printable characters", param_hint="--name")
    end = read_end(expires, _now())
    with _store() as store:
        new = store.create(name, role, end)
    if as_json:
        print(json.dumps({"key": new.secret, **asdict(new.kept)}, default=str))
        return
    _show_once(new)


@keys.command("list")
def list_keys(*, as_json: JsonOption = False) -> None:
    """List every key that there ever was, without the keys themselves."""
    with _store() as store:
        known = store.list()
    if as_json:
        print(json.dumps([asdict(key) for key in known], default=str))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "begins with", "name", "role", "created", "expires", "last used", "state"):
        table.add_column(heading, no_wrap=heading != "name", min_width=NAME_WIDTH if heading == "name" else None)
    for key in known:
        state = f"[{COLOURS[key.state]}]{key.state}[/]"
        expires, used = _short(key.expires_at), _short(key.last_used_at)
        table.add_row(str(key.id), key.prefix, escape(key.name), key.role, _short(key.created_at), expires, used, state)
    console = Console()
    # An id that is cut off cannot be copied into the next command.
    console.width = max(console.width, NARROWEST)
    console.print(table if known else "No keys yet. `selvage keys create --name … --role …` makes one.")


@keys.command()
def revoke(named: NamedKey) -> None:
    """End a key at once: the next request with it is refused."""
    with _store() as store:
        key = store.revoke(named)
    if key.state is KeyState.REVOKED:
        print(f"The key {key.prefix}… ({key.name}) had been revoked before, at {_short(key.revoked_at)} UTC.")
    else:
        print(f"The key {key.prefix}… ({key.name}, {key.role}) is revoked.")


@keys.command()
def rotate(
    named: NamedKey,
    keep_old_for: Annotated[str, typer.Option(help="How long the old key stays good, as 24h; 0: not at all.")] = "24h",
    *,
    as_json: JsonOption = False,
) -> None:
    """Replace a key by a new one of the same name, role and lifetime; for a while both are accepted."""
    keep_for = read_span(keep_old_for)
    with _store() as store:
        replaced = store.rotate(named, keep_for)
    if as_json:
        old = {"id": replaced.old.id, "prefix": replaced.old.prefix, "expires_at": replaced.old_until}
        print(json.dumps({"key": replaced.new.secret, **asdict(replaced.new.kept), "old": old}, default=str))
        return
    _show_once(replaced.new)
    if keep_for:
        print(f"The old one, {replaced.old.prefix}…, is good until {_short(replaced.old_until)} UTC.")
    else:
        print(f"The old one, {replaced.old.prefix}…, is not accepted any more.")


def _show_once(new: NewKey) -> None:
    key = new.kept
    print(new.secret)
    print(f"Copy it now: it is not kept, and cannot be shown again. Id {key.id}, role {key.role}, for {key.name}.")
    print(f"It expires at {_short(key.expires_at)} UTC." if key.expires_at else "It never expires.")
    print("Send it as `Authorization: Bearer <key>` or `X-API-Key: <key>`, never in an address.")


def _short(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if moment else "never"


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the door where the present comes in
