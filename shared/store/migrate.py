"""Bring a database to the newest schema. Migrations are plain SQL, run by Alembic."""

from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from shared.errors import Retryable

MIGRATIONS = Path(__file__).parent / "migrations"

#: Any constant will do: two processes that migrate at once wait for each other on it.
LOCK = "SELECT pg_advisory_xact_lock(5317230915)"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def newest_revision() -> str:
    """The revision that this code expects."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def migrate(database_url: str) -> str:
    """The revision that the database is at now, after running what was missing in one transaction.

    Raises Retryable when the database cannot be reached.
    """
    config = _config()
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(database_url, connect_timeout=10),
        poolclass=NullPool,
    )
    try:
        with engine.begin() as connection:
            connection.execute(text(LOCK))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except psycopg.OperationalError as error:
        raise Retryable(f"the database cannot be reached: {error}") from error
    finally:
        engine.dispose()
    return newest_revision()
