"""Who looks like a business: signs that are compared with the shop's typical customer, and a score of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from shared.domain.listings import figure
from shared.domain.money import money
from shared.domain.search import AllOf, AnyOf, Between, Condition, CustomerCard, GroupFigures, Metric
from shared.domain.words import times


@dataclass(frozen=True, slots=True)
class Sign:
    """One figure that tells businesses from households."""

    metric: Metric
    #: As "units a line".
    words: str
    #: Tenths of the score, so that sums are exact.
    tenths: int
    #: The figure must be so many times the typical customer's ...
    times_typical: float
    #: ... and at least this: what a household buys too is no sign, however little others buy.
    at_least: float


#: Units a line say the most, since they differ little from order to order of the same customer.
SIGNS = (
    Sign(Metric.MEDIAN_LINE_UNITS, "units a line", 4, times_typical=3, at_least=6),
    Sign(Metric.UNITS_PER_ORDER, "units an order", 3, times_typical=3, at_least=12),
    Sign(Metric.AVERAGE_ORDER_VALUE, "an order", 3, times_typical=3, at_least=0),
)
#: Any two signs reach it, and no single one does.
LEAST_SCORE_TENTHS = 6

#: Addresses there belong to people, not to companies.
FREE_MAIL = frozenset(
    {
        *("aol.com", "btinternet.com", "free.fr", "gmail.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.co.uk"),
        *("hotmail.com", "icloud.com", "live.com", "mail.com", "mail.ru", "me.com", "msn.com", "orange.fr"),
        *("outlook.com", "proton.me", "protonmail.com", "sky.com", "t-online.de", "web.de", "yahoo.co.uk", "yahoo.com"),
    }
)


@dataclass(frozen=True, slots=True)
class Bound:
    """From where on a sign shows in this shop."""

    sign: Sign
    typical: float
    #: The larger of `times_typical` times the typical figure and `at_least`.
    least: float


@dataclass(frozen=True, slots=True)
class BusinessLike:
    """A customer who looks like a business."""

    customer: CustomerCard
    #: Sum of the signs' weights, in [0, 1]; no probability.
    score: float
    #: Domain of the e-mail address where it is not one of the free providers'; it adds nothing to the score.
    company_domain: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Businesses:
    """Customers who look like businesses, the most valuable first."""

    customers: tuple[BusinessLike, ...]
    #: How many there are, whatever the limit.
    total: int
    #: All of them summed up; None when there are none.
    together: GroupFigures | None
    #: What they have in common, in one sentence, and the signs in this shop.
    criteria: str
    bounds: tuple[Bound, ...]
    #: Why there are none.
    because: str | None
    currency: str
    as_of: date
    #: What the next page is asked for with; None on the last.
    next_cursor: str | None = None


def bounds_in(typical: Mapping[Metric, float]) -> tuple[Bound, ...]:
    """From where on each sign shows, given the typical customer's figures; without one there is no sign."""
    return tuple(
        Bound(sign, typical[sign.metric], max(sign.times_typical * typical[sign.metric], sign.at_least))
        for sign in SIGNS
        if typical.get(sign.metric, 0.0) > 0
    )


def looks_like_business(bounds: tuple[Bound, ...]) -> Condition:
    """Enough signs to reach the score."""
    sets = (some for count in range(1, len(bounds) + 1) for some in combinations(bounds, count))
    return AnyOf(
        tuple(
            AllOf(tuple(Between(bound.sign.metric, least=bound.least) for bound in some))
            for some in sets
            if sum(bound.sign.tenths for bound in some) >= LEAST_SCORE_TENTHS
        )
    )


def judge(card: CustomerCard, bounds: tuple[Bound, ...], currency: str) -> BusinessLike:
    """The customer's score, and the signs in words."""
    shown = [bound for bound in bounds if figure(card, bound.sign.metric) >= bound.least]
    reasons = [
        f"{in_words(bound.sign, figure(card, bound.sign.metric), currency)}, "
        f"{times(figure(card, bound.sign.metric) / bound.typical)} the usual"
        for bound in shown
    ]
    domain = company_domain(card.email)
    from_there = () if domain is None else (_from(domain),)
    return BusinessLike(
        customer=card,
        score=sum(bound.sign.tenths for bound in shown) / 10,
        company_domain=domain,
        reason="; ".join((*reasons, *from_there)),
    )


def without_domain(found: BusinessLike) -> BusinessLike:
    """The same without the domain of the e-mail address, which is most often the customer's name."""
    if found.company_domain is None:
        return found
    reason = found.reason.removesuffix(_from(found.company_domain)).removesuffix("; ")
    return replace(found, company_domain=None, reason=reason)


def _from(domain: str) -> str:
    return f"writes from {domain}"


def in_words(sign: Sign, amount: float, currency: str) -> str:
    """As "12 units a line" or "£300 an order"."""
    told = money(amount, currency) if sign.metric is Metric.AVERAGE_ORDER_VALUE else f"{amount:,.0f}"
    return f"{told} {sign.words}"


def company_domain(email: str | None) -> str | None:
    """The domain of the address, or None when it has none or a free provider's."""
    domain = (email or "").rpartition("@")[2].strip().lower()
    return domain if "." in domain and domain not in FREE_MAIL else None
