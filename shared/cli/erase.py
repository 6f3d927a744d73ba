"""`selvage erase`: forget one customer for good."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from shared.cli.settings_door import database_url, read_settings
from shared.domain.words import counted
from shared.store.database import Database
from shared.store.personal_data import PersonalData

BY_HAND = "command line"


def erase(
    customer: Annotated[str, typer.Argument(help="The customer's id or e-mail address.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Forget one customer: orders, profile, history. Loading the same orders again will not bring them back."""
    database = Database(database_url(read_settings()), size=1)
    database.open()
    try:
        if not yes:
            typer.confirm("This cannot be undone. Erase all that is kept of this customer?", abort=True, err=True)
        erased = PersonalData(database).erase(customer, key_id=BY_HAND)
    finally:
        database.close()
    if as_json:
        print(json.dumps(asdict(erased), default=str))
    else:
        print(f"Erased customer {erased.customer_id} and {counted(erased.orders, 'order')}.")
        print("Sums over many customers follow with the next `selvage discover`.")
