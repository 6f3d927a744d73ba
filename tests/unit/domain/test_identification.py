"""The order in which a customer is looked up: the analysis, section 4 step 2."""

import pytest

from tests.factories_tickets import a_customer


@pytest.mark.parametrize(
    ("external_id", "shopify_ids", "helpdesk_id", "email", "candidates"),
    [
        ("ext", ("shop",), 7, "a@b.example", ("ext", "shop", "7", "a@b.example")),
        (None, ("shop",), 7, "a@b.example", ("shop", "7", "a@b.example")),
        (None, (), 7, "a@b.example", ("7", "a@b.example")),
        (None, (), None, "a@b.example", ("a@b.example",)),
        (None, (), None, None, ()),
        ("", (), 0, "", ("0",)),
        ("same", ("same", "other", "same"), None, None, ("same", "other")),
        ("7", (), 7, None, ("7",)),
    ],
)
def test_the_table_of_names_that_a_customer_is_looked_up_by(
    external_id: str | None,
    shopify_ids: tuple[str, ...],
    helpdesk_id: int | None,
    email: str | None,
    candidates: tuple[str, ...],
) -> None:
    customer = a_customer(external_id=external_id, shopify_ids=shopify_ids, helpdesk_id=helpdesk_id, email=email)
    assert customer.candidate_ids == candidates
