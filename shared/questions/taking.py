"""Taking what a question speaks of as arguments for a tool, and telling what no tool could take."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from shared.domain.campaigns import Goal
from shared.domain.churn import ChurnLevel
from shared.domain.high_value import ValueMetric
from shared.domain.periods import later, period_named
from shared.domain.questions import Slots
from shared.domain.search import Condition
from shared.domain.words import joined
from shared.errors import InvalidPayload
from shared.questions.groups import MeantGroup, meant_group
from shared.store_ports import Segments
from shared.tools.bounds import LIMIT, MONTHS, Within

MONTHS_A_YEAR = 12
DAYS_A_MONTH = 365.25 / MONTHS_A_YEAR

#: What is told when a tool could not go by it. What only colours a question ("best", "at risk") is not missed.
MISSED = {
    "customer": "the customer",
    "groups": "the group",
    "event": "the event",
    "product": "the product",
    "category": "the category",
    "period": "the period",
    "months": "the number of months",
    "days": "the number of days",
    "at_least": "the amount",
    "rfm_code": "the RFM code",
}
#: What is told besides where an asker named it to change an answer.
MISSED_WHERE_INSISTED = {
    "goal": "the goal",
    "limit": "the length of the list",
    "metric": "the measure of value",
    "levels": "the level of risk",
    "rising": "which end comes first",
}


class Taking:
    """The slots of one question; remembers which of them were taken, and what there is to say about it."""

    def __init__(self, slots: Slots, segments: Segments, today: date, insisted: frozenset[str] = frozenset()) -> None:
        """`insisted` are slots that are told when they were not taken, whichever they are."""
        self._segments, self._today = segments, today
        #: By slot, as they were used.
        self.taken: dict[str, object] = {}
        self._told = {each.name: getattr(slots, each.name) for each in fields(slots)}
        self._notes: list[str] = []
        self._missed = MISSED | {slot: words for slot, words in MISSED_WHERE_INSISTED.items() if slot in insisted}

    def customer(self) -> str | None:
        """The customer, as the question names them."""
        return self._text("customer")

    def product(self) -> str | None:
        """Words of a product's name."""
        return self._text("product")

    def category(self) -> str | None:
        """Words of a category's name."""
        return self._text("category")

    def event(self) -> str | None:
        """An event's key."""
        return self._text("event")

    def rfm_code(self) -> str | None:
        """Three digits."""
        return self._text("rfm_code")

    def groups(self) -> tuple[MeantGroup, ...]:
        """The groups of the question that the shop has, each once, none of them taken yet; others are told."""
        meant: dict[Condition, MeantGroup] = {}
        unknown = []
        for words in self.said_groups():
            group = meant_group(self._segments, words)
            if group is None:
                unknown.append(f'"{words}"')
            else:
                meant.setdefault(group.where, group)
        if unknown:
            self._told["groups"] = tuple(group.said for group in meant.values())
            self.note(f"The shop has no group that is called {joined(tuple(unknown), 'or')}.")
        return tuple(meant.values())

    def said_groups(self) -> tuple[str, ...]:
        """The groups as the question calls them, none of them taken yet."""
        said: tuple[str, ...] = self._told["groups"]
        return said

    def take_groups(self, *said: str) -> None:
        """Note that these groups, as the question calls them, were used."""
        self.taken["groups"] = said
        if len(self.said_groups()) > len(said):
            self.note(f"Only {joined(said)} could be taken into account of the groups.")

    def goal(self) -> Goal | None:
        """What a campaign is to achieve."""
        goal: Goal | None = self._value("goal")
        return goal

    def metric(self) -> ValueMetric | None:
        """What "worth the most" means."""
        metric: ValueMetric | None = self._value("metric")
        return metric

    def levels(self) -> tuple[ChurnLevel, ...]:
        """Churn levels."""
        levels: tuple[ChurnLevel, ...] = self._value("levels") or ()
        return levels

    def rising(self) -> bool | None:
        """Whether what rises comes first."""
        rising: bool | None = self._value("rising")
        return rising

    def at_least(self) -> float | None:
        """An amount."""
        amount: float | None = self._value("at_least")
        return amount

    def limit(self, bounds: Within = LIMIT, name: str = "limit") -> dict[str, object]:
        """How many of a list, within the bounds; nothing where the question does not say."""
        return self._within("limit", bounds, name, "are listed")

    def months(self) -> dict[str, object]:
        """How many months ahead, within bounds; a period becomes the months until its end."""
        if self._told["months"] is None and (ahead := self._months_until_period()) is not None:
            self.taken["period"] = self._told["period"]
            return {"months": ahead}
        return self._within("months", MONTHS, "months", "months ahead can be looked at")

    def period(self) -> str | None:
        """A period that `shared.domain.periods` can read; one that it cannot read is told as missed."""
        said = self._told["period"]
        if said is None:
            return None
        try:
            period_named(said, today=self._today)
        except InvalidPayload:
            return None
        return self._text("period")

    def days(self, bounds: Within, name: str) -> dict[str, object]:
        """How many days of silence, within the bounds; months become days."""
        months: int | None = self._told["months"]
        if self._told["days"] is None and months is not None:
            self._told["days"], self._told["months"] = round(months * DAYS_A_MONTH), None
        return self._within("days", bounds, name, "days of silence can be asked for")

    def fixed_window(self, words: str) -> None:
        """The tool looks at days of its own: whatever the question says about time is told to be that."""
        if any(self._told[slot] is not None for slot in ("period", "months", "days")):
            self._told |= {"period": None, "months": None, "days": None}
            self.note(words)

    def note(self, words: str) -> None:
        """Something that the asker should know."""
        self._notes.append(words)

    def notes(self) -> tuple[str, ...]:
        """All that the asker should know, with what was said and not taken."""
        # "The christmas category" names no event beside the category.
        alike = {"event"} if "category" in self.taken else set()
        missed = tuple(
            words
            for slot, words in self._missed.items()
            if slot not in self.taken and slot not in alike and self._told[slot] not in {None, ()}
        )
        return (*self._notes, f"Not taken into account: {joined(missed)}.") if missed else tuple(self._notes)

    def _months_until_period(self) -> int | None:
        said = self._told["period"]
        if said is None:
            return None
        try:
            period = period_named(said, today=self._today)
        except InvalidPayload:
            return None
        # Forecasts begin with the first month that was not sold in whole.
        tomorrow, end = self._today + timedelta(days=1), later(period.starts_on, period.months)
        ahead = MONTHS_A_YEAR * (end.year - tomorrow.year) + end.month - tomorrow.month
        return ahead if MONTHS.least <= ahead <= MONTHS.most else None

    def _within(self, slot: str, bounds: Within, name: str, words: str) -> dict[str, object]:
        said: int | None = self._told[slot]
        if said is None:
            return {}
        number = min(max(said, bounds.least), bounds.most)
        if number != said:
            edge = "most" if said > bounds.most else "least"
            self.note(f"At {edge} {number:,} {words}, not {said:,}.")
        self.taken[slot] = number
        return {name: number}

    def _text(self, slot: str) -> str | None:
        text: str | None = self._value(slot)
        return text

    def _value(self, slot: str) -> Any:  # noqa: ANN401  each slot has its own type
        value = self._told[slot]
        if value not in {None, ()}:
            self.taken[slot] = value
            return value
        return None
