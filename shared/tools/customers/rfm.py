"""`rfm_analysis`: the shop by recency, frequency and money."""

import re
from typing import Annotated

from pydantic import StringConstraints

from shared.domain.listings import figure, spending
from shared.domain.rfm import HIGHEST_SCORE, RfmGroup, RfmSegment
from shared.domain.rfm_analysis import SCORES, ClassicSegment, RfmAnalysis, has_code, in_classic
from shared.domain.search import AllOf, Condition, CustomerCard, GroupBy, InRfmGroup, Metric
from shared.domain.words import joined, plain
from shared.errors import InvalidPayload
from shared.store_ports import Customers, Segments
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.listing import Listing, list_customers, together
from shared.tools.customers.pages import CursorText

CODE = rf"^[1-{HIGHEST_SCORE}]{{3}}$"


def rfm_analysis(
    customers: Customers,
    segments: Segments,
    *,
    group: RfmGroup | None = None,
    segment: RfmSegment | None = None,
    code: Annotated[str, StringConstraints(pattern=CODE)] | None = None,
    limit: Limit = 20,
    cursor: CursorText | None = None,
) -> RfmAnalysis:
    """How many customers are in each of Shopify's groups and of the classic segments, and what they spend.

    Lists the customers of a Shopify `group`, a classic `segment` or a `code` such as "555" (recency, frequency,
    money; 5 is the shop's best fifth), or everybody.
    """
    LIMIT.check("limit", limit)
    facts = segments.current()
    wanted = _wanted(group, segment, code)
    listing = Listing(
        where=AllOf(tuple(wanted)),
        order_by=Metric.HISTORIC_CLV,
        criteria=f"customers {joined(tuple(wanted.values()))}" if wanted else "all customers",
        nobody="no customer is in it" if wanted else "there are no customers yet",
        reason=lambda card: f"{_code_of(card)}: {spending(card, facts.currency)}",
    )
    return RfmAnalysis(
        groups=customers.groups(GroupBy.RFM_GROUP),
        classic=tuple(ClassicSegment(each, together(customers, in_classic(each))) for each in RfmSegment),
        who=list_customers(customers, facts, listing, limit=limit, cursor=cursor),
    )


def _wanted(group: RfmGroup | None, segment: RfmSegment | None, code: str | None) -> dict[Condition, str]:
    """Each condition with its words, as they follow "customers"."""
    wanted: dict[Condition, str] = {}
    if group is not None:
        wanted[InRfmGroup(group)] = f"in the group {plain(group)}"
    if segment is not None:
        wanted[in_classic(segment)] = f"in the classic segment {plain(segment)}"
    if code is not None:
        if not re.fullmatch(CODE, code):
            raise InvalidPayload(f'code must be three digits from 1 to {HIGHEST_SCORE}, as "555"')
        wanted[has_code(code)] = f"with the code {code}"
    return wanted


def _code_of(card: CustomerCard) -> str:
    return "".join(f"{figure(card, metric):.0f}" for metric in SCORES)
