"""The form that Claude fills in for a question, and what we make of it: nothing that it says is believed unchecked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

import orjson

from shared.domain.campaigns import Goal
from shared.domain.churn import ChurnLevel
from shared.domain.high_value import ValueMetric
from shared.domain.questions import QueryKind, Slots
from shared.drafting.letters import visible
from shared.errors import InvalidPayload
from shared.tools.bounds import LIMIT, MONTHS, Within
from shared.tools.texts import LONGEST_TEXT

DAYS = Within(1, 3650)
#: More than any shop's customer spends.
MOST_MONEY = 1e12
MOST_GROUPS = 10
RFM_CODE = re.compile(r"[1-5]{3}")
#: What an enumerated slot says when the question does not name it. Texts say "", lists [] and numbers 0.
NOTHING = "none"

Option = TypeVar("Option", bound=StrEnum)


class Direction(StrEnum):
    """Which end of a ranking is wanted."""

    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class Told:
    """What Claude made of a question."""

    kind: QueryKind
    runner_up: QueryKind | None
    is_unsure: bool
    slots: Slots


def reading_schema(kinds: Sequence[QueryKind]) -> dict[str, object]:
    """The JSON schema of the form: closed, every field required, no unions and no bounds, which the API refuses."""
    text: dict[str, object] = {"type": "string"}
    whole: dict[str, object] = {"type": "integer"}
    one_kind: dict[str, object] = {"type": "string", "enum": [str(kind) for kind in kinds]}
    properties: dict[str, object] = {
        "query_type": one_kind,
        "runner_up": one_kind,
        "needs_clarification": {"type": "boolean"},
        "customer_ref": text,
        "groups": {"type": "array", "items": text},
        "goal": _one_of(Goal),
        "metric": _one_of(ValueMetric),
        "event": text,
        "product": text,
        "category": text,
        "period": text,
        "months": whole,
        "days": whole,
        "limit": whole,
        "at_least": {"type": "number"},
        "levels": {"type": "array", "items": {"type": "string", "enum": [str(level) for level in ChurnLevel]}},
        "rfm_code": text,
        "direction": _one_of(Direction),
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def read_reading(text: str, kinds: Sequence[QueryKind]) -> Told:
    """What the filled-in form says; InvalidPayload when it is no JSON object or names no kind of `kinds`.

    Names of kinds and options count in any case. A slot that says something impossible says nothing.
    """
    try:
        form = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InvalidPayload("it is not JSON") from error
    if not isinstance(form, dict):
        raise InvalidPayload("it is not an object")
    kind = _option(kinds, form.get("query_type"))
    if kind is None:
        raise InvalidPayload("it names no kind that we know")
    runner_up = _option(kinds, form.get("runner_up"))
    return Told(
        kind=kind,
        runner_up=None if runner_up is kind else runner_up,
        is_unsure=form.get("needs_clarification") is True,
        slots=_slots(form),
    )


def _slots(form: Mapping[str, Any]) -> Slots:
    code = _text(form.get("rfm_code"))
    direction = _option(Direction, form.get("direction"))
    return Slots(
        customer=_text(form.get("customer_ref")),
        groups=tuple(filter(None, map(_text, _list(form.get("groups")))))[:MOST_GROUPS],
        goal=_option(Goal, form.get("goal")),
        metric=_option(ValueMetric, form.get("metric")),
        event=_text(form.get("event")),
        product=_text(form.get("product")),
        category=_text(form.get("category")),
        period=_text(form.get("period")),
        months=_whole(form.get("months"), MONTHS),
        days=_whole(form.get("days"), DAYS),
        limit=_whole(form.get("limit"), LIMIT),
        at_least=_amount(form.get("at_least")),
        levels=_levels(form.get("levels")),
        rfm_code=code if code and RFM_CODE.fullmatch(code) else None,
        rising=None if direction is None else direction is Direction.RISING,
    )


def _one_of(options: Iterable[StrEnum]) -> dict[str, object]:
    return {"type": "string", "enum": [*(str(option) for option in options), NOTHING]}


def _option(options: Iterable[Option], told: object) -> Option | None:
    """The option that is meant: "Churn Risk", "CHURN-RISK" and "churn_risk" are one."""
    said = _plain(told) if isinstance(told, str) else None
    return next((option for option in options if _plain(option) == said), None)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _levels(told: object) -> tuple[ChurnLevel, ...]:
    """Each level once, the lowest first."""
    said = {_option(ChurnLevel, each) for each in _list(told)}
    return tuple(level for level in ChurnLevel if level in said)


def _text(told: object) -> str | None:
    """What can be seen of a text, on one line, up to the longest that a tool takes; None when that is nothing."""
    if not isinstance(told, str):
        return None
    plain = " ".join(visible(told).split())[:LONGEST_TEXT].strip()
    return None if plain.casefold() in {"", NOTHING} else plain


def _number(told: object) -> float | None:
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return told if isfinite(told) else None


def _whole(told: object, bounds: Within) -> int | None:
    """A whole number within the bounds; any other number was not in the question, or no tool can use it."""
    number = _number(told)
    is_usable = number is not None and number == int(number) and bounds.least <= number <= bounds.most
    return int(number) if number is not None and is_usable else None


def _amount(told: object) -> float | None:
    number = _number(told)
    return float(number) if number is not None and 0 < number <= MOST_MONEY else None


def _list(told: object) -> list[Any]:
    return told if isinstance(told, list) else []
