"""Which answers the desk keeps, and when it tells one that it has kept."""

import json
from dataclasses import dataclass, field

import pytest

from shared.domain.access import Caller, Door, Role
from shared.domain.churn import ChurnLevel
from shared.errors import InvalidPayload, NotFound
from shared.tools.desk import Desk, cache_key
from shared.tools.registry import TOOLS
from shared.tools.stores import Stores
from tests.factories_shop import a_customer, a_snapshot, an_archetype
from tests.fakes.answer_cache import FakeAnswerCache
from tests.fakes.audit import FakeAudit
from tests.fakes.customers import FakeCustomers
from tests.fakes.forecasts import FakeForecasts
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

SERVICE = Caller("key-1", "a service", Role.SERVICE)
STATS = TOOLS["get_archetype_stats"]
TOLD = {"archetype_id": "1"}


@dataclass
class Shop:
    """A shop of one archetype, a desk and its cache."""

    cache: FakeAnswerCache = field(default_factory=FakeAnswerCache)
    members: int = 1

    def ask(self, name: str = STATS.name, **told: object) -> object:
        """What the tool answers, over stores that are as the shop is now."""
        everybody = [a_customer(f"c{each}", archetype="one", level=ChurnLevel.LOW) for each in range(self.members)]
        segments = FakeSegments(a_snapshot(self.members), an_archetype("one", self.members, share=1.0))
        stores = Stores(FakeCustomers(*everybody), segments, FakeSales(), FakeForecasts())
        return json.loads(Desk(stores, FakeAudit(), self.cache).json(SERVICE, name, told or TOLD, Door.REST))


def members(answer: object) -> object:
    assert isinstance(answer, dict)
    return answer["archetype"]["member_count"]


def test_what_was_answered_is_told_again_as_long_as_the_snapshot_stays() -> None:
    shop = Shop()
    shop.ask()
    shop.members = 2

    assert members(shop.ask()) == 1
    shop.cache.current = "2"
    assert members(shop.ask()) == 2


def test_before_the_first_snapshot_nothing_is_kept() -> None:
    shop = Shop(FakeAnswerCache(None))
    shop.ask()

    assert shop.cache.kept == {}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("get_customer_profile", {"customer_id": "c0"}),
        ("search_customers", {"archetype_id": "1"}),
        ("churn_overview", {"levels": ["LOW"]}),
    ],
)
def test_an_answer_that_names_a_customer_is_not_kept(name: str, told: dict[str, object]) -> None:
    shop = Shop()
    shop.ask(name, **told)

    assert shop.cache.kept == {}


def test_no_answer_is_kept_of_a_question_that_has_none() -> None:
    shop = Shop()
    with pytest.raises(NotFound):
        shop.ask(archetype_id="nobody@example.com")
    with pytest.raises(InvalidPayload):
        shop.ask(archetype_id=1)

    assert shop.cache.kept == {}


def test_the_key_of_a_question_is_one_whatever_the_order_and_another_for_another_question() -> None:
    trends = TOOLS["calculate_segment_trends"]
    asked = {"axis_name": "purchase_frequency", "months": 3}

    assert cache_key(trends, asked) == cache_key(trends, dict(reversed(asked.items())))
    others = [cache_key(trends, {**asked, "months": 4}), cache_key(STATS, asked), cache_key(trends, {})]
    assert len({cache_key(trends, asked), *others}) == 4


def test_the_key_says_nothing_of_what_was_asked_but_the_tool() -> None:
    assert "purchase" not in cache_key(TOOLS["calculate_segment_trends"], {"axis_name": "purchase_frequency"})
