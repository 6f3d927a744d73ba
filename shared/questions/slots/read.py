"""Everything that is found in the text of a question, by exact rules alone."""

from datetime import date

from shared.domain.questions import Slots
from shared.questions.normal import LONGEST_QUESTION, plainly_written
from shared.questions.slots.categories import category_told
from shared.questions.slots.customers import bare_ids_told, customers_told
from shared.questions.slots.durations import days_of_silence, months_told
from shared.questions.slots.events import event_told
from shared.questions.slots.goals import goal_told
from shared.questions.slots.groups import groups_told
from shared.questions.slots.money import at_least
from shared.questions.slots.periods import period_told
from shared.questions.slots.products import product_told
from shared.questions.slots.rankings import is_rising, limit_told, metric_told
from shared.questions.slots.rfm import rfm_code
from shared.questions.slots.risk import levels_told
from shared.questions.slots.spans import Found, What, values, without


class _Rest:
    """What of a question has not been read yet: what one reader finds is no longer there for the next."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, found: Found[What] | None) -> What | None:
        """The value; its characters are read."""
        if found is None:
            return None
        self.text = without(self.text, (found,))
        return found.value

    def take_all(self, found: tuple[Found[What], ...]) -> tuple[What, ...]:
        """The values in the order of the text, each once; their characters are read."""
        self.text = without(self.text, found)
        return values(found)


def read_slots(question: str, *, today: date) -> Slots:
    """What the question names; never raises. What stands behind the first LONGEST_QUESTION characters is not read.

    `today` tells which numbers are years, and which century "'26" belongs to. Nothing is looked up: a customer, a
    product or a group is what the asker wrote.
    """
    text = plainly_written(question[:LONGEST_QUESTION])
    rest = _Rest(text)
    code = rest.take(rfm_code(rest.text))
    customers = _take_customers(rest)
    money = rest.take(at_least(rest.text))
    groups = rest.take_all(groups_told(rest.text))
    days = rest.take(days_of_silence(rest.text))
    months = rest.take(months_told(rest.text))
    limit = rest.take(limit_told(rest.text))
    period = rest.take(period_told(rest.text, today=today))
    category = rest.take(category_told(rest.text))
    product = rest.take(product_told(rest.text))
    bare = rest.take_all(bare_ids_told(rest.text))
    return Slots(
        customer=next(iter((*customers, *bare)), None),
        groups=groups,
        goal=goal_told(text),
        event=event_told(text),
        product=product,
        category=category,
        period=period,
        months=months,
        days=days,
        limit=limit,
        at_least=money,
        metric=metric_told(text),
        levels=levels_told(text),
        rfm_code=code,
        # "cooling" says no direction where it is a segment, nor does "best" in the name of a product.
        rising=is_rising(rest.text),
    )


def _take_customers(rest: _Rest) -> tuple[str, ...]:
    """The surest first, which is not the order of the text."""
    found = customers_told(rest.text)
    rest.take_all(found)
    return tuple(each.value for each in found)
