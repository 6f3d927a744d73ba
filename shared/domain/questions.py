"""Questions in plain language: the kinds there are, what is found in the text, and how a question was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from shared.domain.campaigns import Goal
from shared.domain.churn import ChurnLevel
from shared.domain.high_value import ValueMetric


class QueryKind(StrEnum):
    """What a question asks for; docs/label-guide.md defines each."""

    ARCHETYPE_GROWTH = "archetype_growth"
    B2B_IDENTIFICATION = "b2b_identification"
    BEHAVIORAL_ANALYSIS = "behavioral_analysis"
    CAMPAIGN_TARGETING = "campaign_targeting"
    CATEGORY_TRENDS = "category_trends"
    CHURN_RISK = "churn_risk"
    CUSTOMER_LOOKUP = "customer_lookup"
    DECLINING_ENGAGEMENT = "declining_engagement"
    DISCOUNT_DEPENDENCY = "discount_dependency"
    GROWTH_PROJECTION = "growth_projection"
    HIGH_VALUE_CUSTOMERS = "high_value_customers"
    MOMENTUM = "momentum"
    ONE_TIME_BUYERS = "one_time_buyers"
    PRODUCT_AFFINITY = "product_affinity"
    PRODUCT_PERFORMANCE = "product_performance"
    RETENTION_PLAN = "retention_plan"
    REVENUE_FORECAST = "revenue_forecast"
    RFM_ANALYSIS = "rfm_analysis"
    SEASONAL_RECOMMENDATIONS = "seasonal_recommendations"
    SEGMENT_COMPARISON = "segment_comparison"
    WINBACK = "winback"
    OUT_OF_SCOPE = "out_of_scope"


class QuestionEngine(StrEnum):
    """Who read a question."""

    RULES = "rules"
    CLAUDE = "claude"
    OFFLINE = "offline"
    #: Nobody had to: the asker said which kind it is.
    ASKER = "asker"


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question speaks of. Whatever it does not name is None, or empty."""

    #: A customer's id, e-mail address or name.
    customer: str | None = None
    #: Archetypes by id, name or place ("3"), segments and RFM groups, as they stand in the question.
    groups: tuple[str, ...] = ()
    goal: Goal | None = None
    #: An event's key, as "halloween".
    event: str | None = None
    #: A product's id or words of its name.
    product: str | None = None
    #: Words of a category's name.
    category: str | None = None
    #: A period to look at, as `shared.domain.periods` reads it: "Q4", "next quarter", "2026-11".
    period: str | None = None
    #: How many months ahead or back.
    months: int | None = None
    #: How many days of silence.
    days: int | None = None
    #: How many of a list.
    limit: int | None = None
    #: Money, in the shop's currency: "over 5000 dollars".
    at_least: float | None = None
    metric: ValueMetric | None = None
    levels: tuple[ChurnLevel, ...] = ()
    #: A three-digit RFM code, as "555".
    rfm_code: str | None = None
    #: True: best, rising, growing first; False: worst, falling, shrinking first.
    rising: bool | None = None

    def named(self) -> dict[str, Any]:
        """What the question names, by slot, without the rest."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in told.items() if value not in {None, ()}}


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an answer was read as, for a question that goes on from it."""

    query_type: QueryKind
    #: Slot to what was named, as `QuestionAnswer.slots` has it, or as JSON has that.
    slots: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A kind, and how likely the question is of it."""

    kind: QueryKind
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read."""

    kind: QueryKind
    #: In [0, 1]: how sure the engine is of the kind.
    confidence: float
    #: The likeliest kinds, the likeliest first; three of them where the engine weighs more than one.
    top: tuple[Likelihood, ...]
    engine: QuestionEngine
    slots: Slots = field(default_factory=Slots)
    #: Whether the asker should choose among the likeliest kinds before anything is answered.
    is_unsure: bool = False
    #: Why an engine that comes first was passed over, in words; None when none was.
    fell_back_because: str | None = None
    #: Slots that the asker named to change an earlier answer: whatever no tool takes of them is told.
    insisted: frozenset[str] = frozenset()

    @property
    def runner_up(self) -> QueryKind | None:
        """The second likeliest kind, where the engine told one."""
        return next((each.kind for each in self.top if each.kind is not self.kind), None)


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What asking a model cost, whatever came of it."""

    model: str
    #: All that the model was given to read, from its cache or not.
    input_tokens: int
    output_tokens: int
    #: US dollars, rounded up to a millionth.
    cost: Decimal


@dataclass(frozen=True, slots=True)
class ModelReading(ModelUse):
    """A model's reading of a question, and what it cost."""

    kind: QueryKind
    runner_up: QueryKind | None
    #: Whether the model thinks that the asker should be asked back.
    is_unsure: bool
    slots: Slots
    latency_s: float


@dataclass(frozen=True, slots=True)
class RankedKind:
    """A kind in an answer, and how likely the question is of it."""

    query_type: QueryKind
    #: In [0, 1].
    probability: float


@dataclass(frozen=True, slots=True)
class ReadyQuestion:
    """A question that can be sent as it is."""

    query: str
    #: Its kind; sent along, no engine has to read the question.
    query_type: QueryKind


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go on."""

    #: From 1, for people who answer with a number.
    number: int
    #: In plain words.
    text: str
    #: What to send when this is meant.
    query: str
    query_type: QueryKind


@dataclass(frozen=True, slots=True)
class Clarification:
    """What has to be known before anything can be answered."""

    #: What the asker is asked back.
    question: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """What a question was read as, what was found, and how to go on."""

    query_type: QueryKind
    #: What was understood: all that the tool went by, or all that was found in the text when no tool was asked.
    parameters: dict[str, object]
    #: What the question named, with what it kept of an earlier one: sent as `earlier` with `query_type`, the next
    #: question can go on from here.
    slots: dict[str, object]
    #: The tool that answered; None when none was asked.
    tool: str | None
    engine: QuestionEngine
    #: In [0, 1]: how sure the engine is of the kind.
    confidence: float
    runner_up: QueryKind | None
    #: The likeliest kinds, the likeliest first.
    top: tuple[RankedKind, ...]
    #: What the tool answered, as its own route sends it; None when none was asked or it found nothing.
    data: object
    #: The answer in a paragraph.
    summary: str
    #: What was asked for and not taken into account, or only in part.
    notes: tuple[str, ...]
    next_questions: tuple[ReadyQuestion, ...]
    #: None when the question was answered.
    clarification: Clarification | None
    #: Why an engine that comes first was passed over; None when none was.
    fell_back_because: str | None
    as_of: date
    #: ISO 4217.
    currency: str
