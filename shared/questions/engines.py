"""Who reads a question: exact rules first, then Claude, then the classifier that needs no network."""

import logging
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from shared.domain.questions import Likelihood, ModelReading, ModelUse, QueryKind, QuestionEngine, Reading
from shared.door_ports import Allowance, Declined, QuestionReader, Unreadable
from shared.errors import Permanent, Retryable
from shared.questions.masking import masked
from shared.questions.merging import merged, unhidden
from shared.questions.rules import by_rules
from shared.questions.slots.read import read_slots

log = logging.getLogger(__name__)

NO_KEY = "there is no key for Claude"
LIKELIEST = 3
USED_UP = "what this key may spend on Claude this month is used up"
NO_RULE = Reading(QueryKind.OUT_OF_SCOPE, 0.0, (), QuestionEngine.RULES, is_unsure=True)


@dataclass(frozen=True, slots=True)
class ModelConfidence:
    """What a model's yes or no is told as: it gives no probabilities, and these are conventions, not measurements."""

    sure: float
    unsure: float


CONFIDENCE = ModelConfidence(sure=0.9, unsure=0.5)


class Classifier(Protocol):
    """A reader that needs nothing but the text."""

    def read(self, question: str) -> Reading:
        """The three likeliest kinds; what the question speaks of is left to others."""


class Readers:
    """Reads questions with the first engine that can."""

    def __init__(
        self, offline: Classifier, claude: QuestionReader | None = None, allowance: Allowance | None = None
    ) -> None:
        """`claude` is None when there is no key for it; with it there must be an allowance."""
        self._offline, self._claude, self._allowance = offline, claude, allowance

    def read(self, question: str, *, today: date, key_id: str, engine: QuestionEngine | None = None) -> Reading:
        """How the question is read, with why Claude was passed over where it was.

        `today` is the day that "next month" is seen from, `key_id` whose allowance Claude is paid from. With
        `engine`: only exact rules, so that a question which none fits is unsure; Claude before any rule, with the
        classifier standing in; or all that needs no network, which is rules and the classifier.
        """
        if engine is not QuestionEngine.CLAUDE:
            ruled = by_rules(question, today=today)
            if ruled or engine is QuestionEngine.RULES:
                return ruled or NO_RULE
        because = None
        if engine is not QuestionEngine.OFFLINE:
            try:
                return self._by_claude(question, today, key_id)
            except (Retryable, Permanent) as error:
                because = str(error)
                log.info("question.claude_passed_over", extra={"key_id": key_id, "because": because})
        return replace(self._offline.read(question), slots=read_slots(question, today=today), fell_back_because=because)

    def likeliest(self, question: str, reading: Reading) -> tuple[Likelihood, ...]:
        """The reading's likeliest kinds, filled up to three with what the classifier thinks, at no probability."""
        if len(reading.top) >= LIKELIEST:
            return reading.top
        told = {each.kind for each in reading.top}
        others = (Likelihood(each.kind, 0.0) for each in self._offline.read(question).top if each.kind not in told)
        return (*reading.top, *others)[:LIKELIEST]

    def _by_claude(self, question: str, today: date, key_id: str) -> Reading:
        """Claude's reading; Retryable or Permanent, in words for the asker, when there is none."""
        if self._claude is None or self._allowance is None:
            raise Permanent(NO_KEY)
        if self._allowance.left(key_id) <= 0:
            raise Permanent(USED_UP)
        text, hidden = masked(question)
        try:
            told = self._claude.read(text, kinds=tuple(QueryKind))
        except (Unreadable, Declined) as error:
            _count(self._allowance, key_id, error.use)
            raise
        _count(self._allowance, key_id, told)
        return Reading(
            kind=told.kind,
            confidence=CONFIDENCE.unsure if told.is_unsure else CONFIDENCE.sure,
            top=_ranked(told),
            engine=QuestionEngine.CLAUDE,
            slots=merged(
                read_slots(question, today=today), unhidden(told.slots, hidden), question=question, today=today
            ),
            is_unsure=told.is_unsure,
        )


def _count(allowance: Allowance, key_id: str, use: ModelUse) -> None:
    """Keep what Claude cost. It is paid for either way: a store that is away must not waste the reading, too."""
    try:
        allowance.spend(key_id, use)
    except Retryable:
        log.warning("question.spending_not_counted", extra={"key_id": key_id, "dollars": str(use.cost)})


def _ranked(told: ModelReading) -> tuple[Likelihood, ...]:
    confidence = CONFIDENCE.unsure if told.is_unsure else CONFIDENCE.sure
    first = Likelihood(told.kind, confidence)
    if told.runner_up is None or told.runner_up is told.kind:
        return (first,)
    return (first, Likelihood(told.runner_up, round(1 - confidence, 2)))
