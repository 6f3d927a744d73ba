"""`selvage migrate`: bring the database to the schema that this version expects."""

from shared.cli.settings_door import database_url, read_settings
from shared.store.migrate import migrate as migrate_database


def migrate() -> None:
    """Bring the database to the schema that this version of Selvage expects.

    Reads DATABASE_URL. Runs whatever is missing in one transaction, so that a failure leaves the database as it was;
    running it again changes nothing. Every deployment runs it before the new version starts.
    """
    revision = migrate_database(database_url(read_settings()))
    print(f"The database is at revision {revision}.")
