"""What a caller sees who may not see names: the same figures and ids, and no person."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from shared.domain.access import ALLOWED, Caller, Door, Role
from shared.domain.b2b import judge
from shared.domain.listings import CustomerList
from shared.errors import Denied, InvalidPayload, NotFound
from shared.tools.desk import Desk
from shared.tools.nameless import without_names
from shared.tools.registry import TOOLS
from shared.tools.results import customers_in
from tests.every_tool import SAID, ask, must_be_told
from tests.factories_questions import a_desk, a_full_shop
from tests.fakes.answer_cache import FakeAnswerCache
from tests.fakes.audit import FakeAudit

VIEWER = Caller("key-3", "Vi", Role.VIEWER)
ANALYST = Caller("key-1", "Ana", Role.ANALYST)
#: Everybody in the full shop is called so, and writes from there.
NAME, ADDRESS = "Number", "example.com"


def leaves(part: Any) -> list[object]:
    if is_dataclass(part):
        return [leaf for each in fields(part) for leaf in leaves(getattr(part, each.name))]
    if isinstance(part, dict):
        return [leaf for each in part.values() for leaf in leaves(each)]
    if isinstance(part, tuple | list):
        return [leaf for each in part for leaf in leaves(each)]
    return [part]


def told(result: object) -> str:
    return "\n".join(str(leaf) for leaf in leaves(result))


@pytest.mark.parametrize("name", TOOLS)
def test_no_tool_tells_a_viewer_who_a_customer_is(name: str) -> None:
    shop = a_full_shop()
    said = {parameter: "c01" if parameter == "customer_id" else SAID[parameter] for parameter in must_be_told(name)}
    try:
        open_result = ask(name, shop, **{**said, **({"text": "c01"} if "text" in said else {})})
    except (NotFound, InvalidPayload):
        pytest.skip("the shop has no answer to this")
    seen = without_names(open_result)

    assert NAME not in told(seen)
    assert ADDRESS not in told(seen)
    assert customers_in(seen) == customers_in(open_result)
    assert len(leaves(seen)) == len(leaves(open_result))


def test_names_of_other_things_stay() -> None:
    shop = a_full_shop()
    products, seasonal = ask("product_performance", shop), ask("seasonal_customers", shop, event="halloween")

    assert "Blue mug" in told(without_names(products))
    assert (without_names(seasonal).name, without_names(seasonal).customers[0].name) == ("Halloween", None)


def test_a_result_that_names_nobody_is_the_very_same() -> None:
    result = ask("revenue_forecast", a_full_shop())

    assert without_names(result) is result


def test_a_company_is_not_told_by_the_domain_of_its_address() -> None:
    found = ask("b2b_customers", a_full_shop())
    assert getattr(found, "customers")[0].company_domain == ADDRESS  # noqa: B009  the tool's type is erased here

    seen = without_names(found)

    assert [each.company_domain for each in seen.customers] == [None] * len(seen.customers)
    assert all(each.reason and not each.reason.endswith("; ") for each in seen.customers)


def test_a_business_with_nothing_but_a_domain_has_no_reason_left() -> None:
    found = ask("b2b_customers", a_full_shop())
    card = getattr(found, "customers")[0].customer  # noqa: B009  see above

    only_domain = judge(replace(card, name=None), (), "USD")

    assert (without_names(only_domain).reason, without_names(only_domain).company_domain) == ("", None)


def test_the_desk_blanks_names_for_a_viewer_alone_and_notes_the_read() -> None:
    audit = FakeAudit()
    desk = a_desk(a_full_shop(), audit)

    seen = desk.answer(VIEWER, "search_customers", {"limit": 1}, Door.REST).result
    known = desk.answer(ANALYST, "search_customers", {"limit": 1}, Door.REST).result

    assert isinstance(seen, CustomerList)
    assert isinstance(known, CustomerList)
    assert seen.customers[0].customer.name is None
    assert known.customers[0].customer.name
    assert [read.customer_ids for read in audit.kept] == [customers_in(known)] * 2


@pytest.mark.parametrize(
    "where",
    [{"text": "ann"}, {"not": {"text": "ann"}}, {"any": [{"archetype": "1"}, {"all": [{"text": "example.com"}]}]}],
)
def test_a_viewer_cannot_find_out_whose_name_it_is(where: dict[str, object]) -> None:
    desk = a_desk(a_full_shop())

    with pytest.raises(Denied):
        desk.answer(VIEWER, "search_customers", {"where": where}, Door.REST)
    assert desk.answer(ANALYST, "search_customers", {"where": where}, Door.REST).result
    assert desk.answer(VIEWER, "search_customers", {"where": {"archetype": "1"}}, Door.REST).result


@pytest.mark.parametrize("name", [name for name, tool in TOOLS.items() if tool.permission in ALLOWED[Role.VIEWER]])
def test_what_an_analyst_was_told_is_never_told_a_viewer_from_the_cache(name: str) -> None:
    desk = Desk(a_full_shop(), FakeAudit(), FakeAnswerCache())
    said: dict[str, object] = {parameter: SAID[parameter] for parameter in must_be_told(name)}

    try:
        known = desk.json(ANALYST, name, said, Door.REST)
    except NotFound:
        pytest.skip("the shop has no answer to this")
    seen = desk.json(VIEWER, name, said, Door.REST)

    assert NAME.encode() not in seen
    assert desk.json(ANALYST, name, said, Door.REST) == known
