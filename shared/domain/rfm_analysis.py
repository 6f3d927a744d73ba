"""The shop by recency, frequency and money: Shopify's groups, the classic segments, and who is in one of them."""

from dataclasses import dataclass

from shared.domain.listings import CustomerList
from shared.domain.rfm import CLASSIC_CODES, RfmSegment
from shared.domain.search import AllOf, AnyOf, Between, Condition, GroupFigures, Metric

SCORES = (Metric.RECENCY_SCORE, Metric.FREQUENCY_SCORE, Metric.MONETARY_SCORE)


@dataclass(frozen=True, slots=True)
class ClassicSegment:
    """The customers whose codes belong to a classic segment."""

    segment: RfmSegment
    #: None when nobody is in it.
    figures: GroupFigures | None


@dataclass(frozen=True, slots=True)
class RfmAnalysis:
    """All customers by recency, frequency and money."""

    #: Shopify's groups, most customers first; groups without customers are left out.
    groups: tuple[GroupFigures, ...]
    #: The classic segments, in their own order.
    classic: tuple[ClassicSegment, ...]
    #: The customers of the group, segment or code that was asked for, or everybody, most valuable first.
    who: CustomerList


def has_code(code: str) -> Condition:
    """The customer's scores are these three digits: recency, frequency, money."""
    return AllOf(tuple(Between(metric, int(digit), int(digit)) for metric, digit in zip(SCORES, code, strict=True)))


def in_classic(segment: RfmSegment) -> Condition:
    """The customer's scores are one of the segment's codes."""
    return AnyOf(tuple(has_code(code) for code in CLASSIC_CODES[segment].split()))
