"""The settings of a command, with what to do when one is missing or wrong."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shared.errors import Permanent
from shared.settings import Settings

#: Written by `selvage up` while it runs.
RUN_FILE = Path(".selvage") / "run.json"


def read_settings() -> Settings:
    """The settings from the environment and `.env`; Permanent, naming the first wrong one, when they cannot be used."""
    try:
        settings = Settings()
        return settings if settings.database_url else Settings.model_validate(_running_here())
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise Permanent(f"the setting {name} is wrong: {first['msg']}; see docs/settings.md") from error


def _running_here() -> dict[str, Any]:
    """What `selvage up` has told the system that runs in this folder, so that commands beside it reach it."""
    try:
        told = json.loads(RUN_FILE.read_text(encoding="utf-8"))["environment"]
    except (OSError, ValueError, KeyError):
        return {}
    return {name.lower(): value for name, value in told.items()}


def database_url(settings: Settings) -> str:
    """Where the database is; Permanent when nobody has said so."""
    if not settings.database_url:
        raise Permanent(
            "DATABASE_URL is not set: put DATABASE_URL=postgresql://user:password@host:port/name into the environment"
            " or into .env, or leave `selvage up` running in this folder"
        )
    return settings.database_url
