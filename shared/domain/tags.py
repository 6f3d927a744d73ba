"""The tags that a ticket is given, so that a team can sort and count by them."""

from shared.domain.categories import Category
from shared.domain.churn import ChurnLevel
from shared.domain.standing import Standing
from shared.domain.value import ValueTier

#: Tags are kept by the helpdesk for ever and case matters there: a changed name is a new tag.
CHURN_TAGS = {
    ChurnLevel.LOW: "churn-low",
    ChurnLevel.MEDIUM: "churn-medium",
    ChurnLevel.HIGH: "churn-high",
    ChurnLevel.CRITICAL: "churn-critical",
}
VALUE_TAGS = {
    ValueTier.VIP: "value-vip",
    ValueTier.HIGH: "value-high",
    ValueTier.MID: "value-mid",
    ValueTier.STANDARD: "value-standard",
}
CATEGORY_TAGS = {
    Category.RETURN: "about-returns",
    Category.PRODUCT_ISSUE: "about-damage",
    Category.ORDER_STATUS: "about-delivery",
    Category.PRODUCT_QUESTION: "about-products",
    Category.ORDER_CHANGE: "about-order-changes",
    Category.GENERAL: "about-other",
}


def tags_for(category: Category, standing: Standing | None) -> tuple[str, ...]:
    """The tags, always in the same order; only the category's for a customer whom nobody knows."""
    about = (CATEGORY_TAGS[category],)
    return about if standing is None else (CHURN_TAGS[standing.churn.level], VALUE_TAGS[standing.tier], *about)
