import pytest

from shared.domain.categories import Category
from shared.domain.churn import ChurnLevel
from shared.domain.standing import standing_of
from shared.domain.tags import CATEGORY_TAGS, CHURN_TAGS, VALUE_TAGS, tags_for
from shared.domain.value import ValueTier
from tests.factories_drafting import a_churn_risk, a_profile


@pytest.mark.parametrize(
    ("category", "value", "score", "tags"),
    [
        (Category.RETURN, 5000, 0.7, ("churn-critical", "value-vip", "about-returns")),
        (Category.PRODUCT_ISSUE, 2000, 0.5, ("churn-high", "value-high", "about-damage")),
        (Category.ORDER_STATUS, 500, 0.3, ("churn-medium", "value-mid", "about-delivery")),
        (Category.PRODUCT_QUESTION, 0, 0.1, ("churn-low", "value-standard", "about-products")),
        (Category.ORDER_CHANGE, 0, 0.1, ("churn-low", "value-standard", "about-order-changes")),
        (Category.GENERAL, 0, 0.1, ("churn-low", "value-standard", "about-other")),
    ],
)
def test_the_table_of_tags(category: Category, value: float, score: float, tags: tuple[str, ...]) -> None:
    assert tags_for(category, standing_of(a_profile(value=value), a_churn_risk(score))) == tags


def test_somebody_unknown_is_tagged_by_category_alone() -> None:
    assert tags_for(Category.RETURN, None) == ("about-returns",)


def test_every_level_tier_and_category_has_a_tag_of_its_own() -> None:
    assert (set(CHURN_TAGS), set(VALUE_TAGS), set(CATEGORY_TAGS)) == (set(ChurnLevel), set(ValueTier), set(Category))
    tags = [*CHURN_TAGS.values(), *VALUE_TAGS.values(), *CATEGORY_TAGS.values()]
    assert len(set(tags)) == len(tags)
    assert all(tag == tag.lower() and " " not in tag for tag in tags)
