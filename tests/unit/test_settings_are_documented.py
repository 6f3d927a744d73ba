"""docs/settings.md and .env.example say what shared/settings.py says, no more and no less."""

import re
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from shared.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "settings.md"
EXAMPLE = ROOT / ".env.example"

#: What docker compose reads for the stores' own containers; no process of ours is told it.
OF_THE_STORES = {"POSTGRES_PASSWORD"}

ROW = re.compile(r"^\| `(?P<name>[A-Z_]+)` \|")
EXAMPLE_LINE = re.compile(r"^(?:# )?(?P<name>[A-Z][A-Z_]*)=(?P<value>.*)$")


def as_text(default: Any) -> str:
    """A default as one would write it in `.env`."""
    value = default.value if isinstance(default, Enum) else default
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def row_of(name: str, field: FieldInfo) -> str:
    default = as_text(field.default)
    meaning = (field.description or "").replace("<", "\\<")
    return f"| `{name.upper()}` | {f'`{default}`' if default else 'none'} | {meaning} |"


def documented_rows() -> dict[str, str]:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    return {found["name"]: line for line in lines if (found := ROW.match(line))}


def example_values() -> dict[str, str]:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return {found["name"]: found["value"] for line in lines if (found := EXAMPLE_LINE.match(line))}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_has_its_row_with_name_default_and_meaning(name: str) -> None:
    assert documented_rows().get(name.upper()) == row_of(name, Settings.model_fields[name])


def test_no_setting_is_documented_that_does_not_exist() -> None:
    known = {name.upper() for name in Settings.model_fields}

    assert set(documented_rows()) - known == OF_THE_STORES


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_stands_in_the_example_with_its_default(name: str) -> None:
    assert example_values().get(name.upper()) == as_text(Settings.model_fields[name].default)


def test_the_example_names_nothing_that_nobody_reads() -> None:
    known = {name.upper() for name in Settings.model_fields}

    assert set(example_values()) - known == OF_THE_STORES


def test_the_example_holds_no_secret() -> None:
    secrets = {name.upper() for name, field in Settings.model_fields.items() if "Secret" in str(field.annotation)}

    assert {example_values()[name] for name in secrets | OF_THE_STORES} == {""}
