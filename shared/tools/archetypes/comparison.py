"""`compare_segments`: two archetypes, segments or RFM groups side by side."""

from shared.domain.comparison import Comparison, Side, compare
from shared.errors import Conflict, NotFound
from shared.store_ports import Customers, Segments
from shared.tools.archetypes.groups import NamedGroup, named_group
from shared.tools.customers.listing import together


def compare_segments(customers: Customers, segments: Segments, *, a: str, b: str) -> Comparison:
    """The figures of both groups, and the differences between their average customers, greatest first.

    `a` and `b` are archetypes (id, name, or place by size: "1" is the largest), segments ("basket_size:large_basket",
    or "large_basket" where only one axis has it) or RFM groups ("champions"). NotFound when there is no such group.
    """
    facts = segments.current()
    first, second = named_group(segments, a), named_group(segments, b)
    if first == second:
        raise Conflict("a and b are the same group")
    return compare(_side(customers, first), _side(customers, second), currency=facts.currency, as_of=facts.as_of)


def _side(customers: Customers, group: NamedGroup) -> Side:
    figures = together(customers, group.where)
    if figures is None:
        raise NotFound(f"no customer is in the group {group.name}")
    return Side(group.name, figures)
