"""What each parameter of the tools means, by its name: it means the same in every tool that has it."""

from collections.abc import Mapping

PARAMETER_NOTES: Mapping[str, str] = {
    "a": "A group: an archetype by id, name or place by size, a segment or an RFM group",
    "archetype_id": "An archetype by id, name or place by size: 1 is the largest",
    "at_least": "Only from this figure on",
    "axis_name": "An axis of behaviour, as purchase_frequency",
    "b": "The other group",
    "category": "Words of a category's name",
    "churn_level": "How likely the customers are to leave",
    "code": 'Three scores from 1 to 5 for recency, frequency and money, as "555"; 5 is the shop\'s best fifth',
    "country": "Whose calendar counts, by its ISO 3166 code, as US or GB; the shop's own when it is not told",
    "cursor": "The page to tell: `next_cursor` of the page before, with all else as it was told there",
    "customer_id": "The customer's id, or e-mail address in any case",
    "descending": "Whether the largest figure comes first",
    "direction": "Only what goes this way",
    "event": "An event of the year, as halloween or mother's day",
    "goal": "What the campaign is for",
    "group": "An archetype by id, name or place by size, a segment or an RFM group",
    "levels": "The churn levels whose customers are listed",
    "limit": "How many of the list are told; the answer says how many there are",
    "max_segments": "How many archetypes are told",
    "metric": "The figure that counts",
    "months": "How many months ahead",
    "order": "What comes first",
    "order_by": "The figure that the customers are ordered by; those without it come last",
    "period": 'Calendar months, as "Q4", "Q4 2026", "2026", "2026-11", "november" or "next quarter"',
    "product": "A product's id, or words of its name",
    "rfm_group": "One of Shopify's groups by recency, frequency and money",
    "segment": "A classic segment by recency, frequency and money",
    "segment_filter": 'Axis of behaviour to segment, as {"purchase_frequency": "frequent"}',
    "segment_name": "One segment of the axis; all of them when it is not told",
    "silent_days": "For how many days the customers have not ordered, at least",
    "since": "The day to compare with",
    "text": "An id, an e-mail address, a name, or a part of one",
    "where": (
        "One condition, or conditions in `all`, `any` and `not`: at most 8 within each other, and 50 in all."
        " What is told beside it must hold too"
    ),
}
