"""The shop's policy as a file: what drafts may rely on and promise, written by the shop, checked before it is used."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from shared.domain.policy import Policy, Topic
from shared.errors import Permanent

#: A file beyond this is no policy.
MOST_BYTES = 64 * 1024
#: All statements together, in characters: Claude reads them with every ticket.
MOST_CHARACTERS = 8_000
MOST_STATEMENTS = 40
MOST_CODES = 20

_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s?%")

#: One sentence of the shop's, on one line.
Statement = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9_-]{3,40}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    statements: tuple[Statement, ...] = Field((), max_length=MOST_STATEMENTS)

    @field_validator("statements")
    @classmethod
    def _on_one_line(cls, statements: tuple[str, ...]) -> tuple[str, ...]:
        lines = tuple(" ".join(statement.split()) for statement in statements)
        if odd := next((line for line in lines if not line.isprintable()), None):
            raise ValueError(f"{odd!r} holds characters that cannot be printed; type it again")
        return lines


class _Returns(_Part):
    window_days: int | None = Field(None, ge=0, le=3650)

    @model_validator(mode="after")
    def _window_is_said(self) -> Self:
        days = self.window_days
        if days is not None and not any(re.search(rf"\b{days}\b", one) for one in self.statements):
            raise ValueError(
                f"window_days is {days}, but no statement says so; add one, as"
                f' "Unused items can be returned within {days} days of delivery."'
            )
        return self


class _Discounts(_Part):
    most_percent: float = Field(0, ge=0, le=100)
    codes: tuple[Code, ...] = Field((), max_length=MOST_CODES)

    @model_validator(mode="after")
    def _statements_keep_to_it(self) -> Self:
        for statement in self.statements:
            for found in _PERCENT.findall(statement):
                if float(found.replace(",", ".")) > self.most_percent:
                    raise ValueError(
                        f"a statement speaks of {found}%, but most_percent is {self.most_percent:g}; raise most_percent"
                        " or change the statement"
                    )
        if silent := next((code for code in self.codes if not any(code in one for one in self.statements)), None):
            raise ValueError(f"no statement says what the code {silent} is for; add one that names it")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    reviewed_on: date | None = None
    language: str = Field("en", pattern=r"^[a-z]{2}$")
    voice: str = Field("", max_length=300)
    signature: str | None = Field(None, min_length=1, max_length=300)
    returns: _Returns = _Returns()
    discounts: _Discounts = _Discounts()
    shipping: _Part = _Part()
    orders: _Part = _Part()
    products: _Part = _Part()

    @property
    def statements(self) -> dict[Topic, tuple[str, ...]]:
        parts = ((topic, getattr(self, topic.value).statements) for topic in Topic)
        return {topic: statements for topic, statements in parts if statements}

    @model_validator(mode="after")
    def _short_enough(self) -> Self:
        characters = sum(len(one) for statements in self.statements.values() for one in statements)
        if characters > MOST_CHARACTERS:
            raise ValueError(
                f"all statements together have {characters:,} characters; shorten them to {MOST_CHARACTERS:,}"
            )
        return self


@dataclass(frozen=True, slots=True)
class ShopPolicy:
    """What the file says."""

    policy: Policy
    #: How drafts end; None leaves it to SHOP_SIGNATURE.
    signature: str | None


def read_policy(path: Path) -> ShopPolicy:
    """The policy in a TOML file; Permanent, in one sentence that names file and key, when it cannot be used."""
    try:
        file = _File.model_validate(_toml(path))
    except ValidationError as error:
        raise Permanent(f"{path}: {_told(error)}; docs/shop-policy.example.toml shows the form") from error
    return ShopPolicy(
        policy=Policy(
            statements=file.statements,
            return_window_days=file.returns.window_days,
            most_discount_percent=file.discounts.most_percent,
            discount_codes=file.discounts.codes,
            voice=" ".join(file.voice.split()),
            language=file.language,
            as_of=file.reviewed_on,
        ),
        signature=file.signature,
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Permanent(
            f"{path} cannot be read ({error.strerror}); set SHOP_POLICY_FILE to the policy's path"
        ) from error
    if len(content) > MOST_BYTES:
        raise Permanent(f"{path} is larger than {MOST_BYTES // 1024} KiB; a policy holds a few dozen sentences")
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Permanent(f"{path} is not UTF-8; save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Permanent(f"{path} is not TOML: {error}") from error


def _told(error: ValidationError) -> str:
    """The first thing that is wrong, with its key."""
    first = error.errors(include_url=False, include_input=False)[0]
    key = "".join(_step(step) for step in first["loc"]).removeprefix(".")
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        message = f"there is no such key; known are {', '.join(_known(first['loc']))}"
    return f"{key}: {message}" if key else message


def _step(step: int | str) -> str:
    return f"[{step + 1}]" if isinstance(step, int) else f".{step}"


def _known(place: tuple[int | str, ...]) -> Iterator[str]:
    """The keys beside the one at `place`."""
    model: type[BaseModel] = _File
    for step in place[:-1]:
        part = model.model_fields[str(step)].annotation
        if isinstance(part, type) and issubclass(part, BaseModel):
            model = part
    return iter(sorted(model.model_fields))
