"""The settings of a command, with what to do when one is missing or wrong."""

from pydantic import ValidationError

from shared.errors import Permanent
from shared.settings import Settings


def read_settings() -> Settings:
    """The settings from the environment and `.env`; Permanent, naming the first wrong one, when they cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise Permanent(f"the setting {name} is wrong: {first['msg']}; see docs/settings.md") from error


def database_url(settings: Settings) -> str:
    """Where the database is; Permanent when nobody has said so."""
    if not settings.database_url:
        raise Permanent(
            "DATABASE_URL is not set: put DATABASE_URL=postgresql://user:password@host:port/name into the environment"
            " or into .env"
        )
    return settings.database_url
