"""What a question speaks of, from the text and from a model: the text is believed first, the model is checked."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from shared.domain.periods import period_named
from shared.domain.questions import Slots
from shared.errors import InvalidPayload
from shared.questions.masking import unmasked
from shared.segmentation.events.naming import event_named


def merged(found: Slots, told: Slots, *, question: str, today: date) -> Slots:
    """What was `found` in the question, and what a model `told` besides where that can be true.

    A customer, group, product, category or code that does not stand in the question is the model's invention; it is
    dropped, as is an event or period that nobody knows.
    """
    checked = _checked(told, question, today)
    return Slots(**{**checked.named(), **found.named()})


def unhidden(told: Slots, hidden: dict[str, str]) -> Slots:
    """The slots with what stood in the question where the model was shown a placeholder."""
    if not hidden:
        return told
    texts: dict[str, Any] = {
        name: unmasked(text, hidden) for name in ("customer", "product", "category") if (text := getattr(told, name))
    }
    return replace(told, groups=tuple(unmasked(group, hidden) for group in told.groups), **texts)


def _checked(told: Slots, question: str, today: date) -> Slots:
    said = _plain(question)
    return replace(
        told,
        customer=_standing_in(told.customer, said),
        groups=tuple(group for group in told.groups if _standing_in(group, said)),
        product=_standing_in(told.product, said),
        category=_standing_in(told.category, said),
        rfm_code=_standing_in(told.rfm_code, said),
        event=event_named(told.event) if told.event else None,
        period=_readable(told.period, today),
        months=_positive(told.months),
        days=_positive(told.days),
        limit=_positive(told.limit),
    )


def _standing_in(words: str | None, said: str) -> str | None:
    """The words if they stand in the question as whole words, in any case."""
    wanted = _plain(words or "")
    return words if wanted and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", said) else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _readable(period: str | None, today: date) -> str | None:
    try:
        return period if period and period_named(period, today=today) else None
    except InvalidPayload:
        return None


def _positive(number: int | None) -> int | None:
    return number if number is not None and number > 0 else None
