"""A customer whom nobody can overlook is pushed through every tool and door; Redis must not have heard of them."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

import pytest

from shared.domain.access import Door
from shared.domain.churn import ChurnLevel
from shared.domain.customers import Strength
from shared.domain.search import AllOf, AnyOf, AtChurnLevel, FavouriteCategory, GroupBy, InArchetype, Named, Not, Search
from shared.errors import SelvageError
from shared.store.cached.customers import CachedCustomers
from shared.store.cached.kept import Kept
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.tools.registry import TOOLS
from tests.asking import get
from tests.cached_shop import SERVICE, Shop, everything_in, open_shop
from tests.factories_customers import a_place, a_profile
from tests.factories_snapshots import keep_snapshot
from tests.running_api import running_api

NAME, ADDRESS, CANARY = "Quilla Canary", "Quilla.Canary@example.com", "canary-4711"
LEVELS = "&".join(f"levels={level}" for level in ChurnLevel)


@pytest.fixture
def shop(database: Database, redis_url: str) -> Iterator[Shop]:
    """The canary is about to leave, and so is in every list of customers at risk; somebody else stays."""
    leaving = a_profile(
        CANARY, email=ADDRESS, axes=(a_place(strength=Strength.WEAK),), days_silent=200, tenure_days=201
    )
    keep_snapshot(database, replace(leaving, name=NAME), a_profile("17850"))
    with open_shop(database, redis_url) as shop:
        yield shop


def asking_about(example: Mapping[str, object], person: str) -> Iterator[dict[str, object]]:
    """The example, with each of its texts in turn replaced by the person."""
    for parameter in (*(name for name, value in example.items() if isinstance(value, str)), "product", "code"):
        yield {**example, parameter: person}
    for where in ({"text": person}, {"favourite_category": person}, {"metric": "historic_clv", "at_least": 0}):
        yield {**example, "where": {"any": [where, {"not": {"favourite_category": person}}]}}
    yield dict(example)
    yield {**example, "levels": list(ChurnLevel)}


def asked_everywhere(shop: Shop, person: str) -> None:
    """Every tool is asked about the person in every way that it lets one; most know nobody by that."""
    for tool in TOOLS.values():
        for told in asking_about(tool.example, person):
            for asks in (shop.desk.json, shop.desk.answer):
                with suppress(SelvageError):
                    asks(SERVICE, tool.name, told, Door.QUESTION)


def test_no_name_and_no_address_reaches_redis_by_any_tool(shop: Shop, redis_url: str) -> None:
    for person in (CANARY, NAME, ADDRESS, ADDRESS.lower(), "quilla"):
        asked_everywhere(shop, person)

    assert_holds_nobody(redis_url)


def test_no_name_and_no_address_reaches_redis_by_the_api(shop: Shop, redis_url: str, database_url: str) -> None:
    with running_api(database_url, redis_url=redis_url) as api:
        for person in (CANARY, ADDRESS):
            assert get(api, f"/api/mcp/customer/{person}").json()["email"] == ADDRESS
            assert get(api, f"/api/mcp/customer/{person}/churn-risk").status_code == 200
        assert ADDRESS in get(api, f"/api/mcp/customers/lookup?text={ADDRESS}").text
        assert ADDRESS in get(api, f"/api/mcp/churn/aggregate?{LEVELS}").text
        assert get(api, f"/api/mcp/archetype/{ADDRESS}").status_code == 404
        assert get(api, "/api/mcp/archetype/1").status_code == 200
    shop.ask("churn_overview", {})

    assert_holds_nobody(redis_url)


def test_sums_over_people_who_were_looked_for_by_name_are_not_kept(shop: Shop, redis_url: str) -> None:
    customers = CustomerStore(shop.database)
    cached = CachedCustomers(customers, Kept(shop.memory, shop.database))
    everyone = AtChurnLevel(tuple(ChurnLevel))

    words = (Named(ADDRESS), Not(Named("nobody")), Not(FavouriteCategory(NAME)))
    for where in (*words, AllOf((everyone, AnyOf((Named(NAME), everyone))))):
        assert cached.search(Search(where)) == customers.search(Search(where))
        assert cached.groups(GroupBy.NOTHING, where) == customers.groups(GroupBy.NOTHING, where) != ()
    assert everything_in(redis_url) == b""


def test_nothing_found_is_not_kept_since_it_may_have_been_asked_for_in_any_words(shop: Shop, redis_url: str) -> None:
    cached = CachedCustomers(CustomerStore(shop.database), Kept(shop.memory, shop.database))
    everyone = AtChurnLevel(tuple(ChurnLevel))

    assert cached.groups(GroupBy.NOTHING, InArchetype(NAME)) == ()
    assert cached.search(Search(AllOf((InArchetype(NAME), everyone)))).total == 0
    assert everything_in(redis_url) == b""


def assert_holds_nobody(redis_url: str) -> None:
    seen = everything_in(redis_url).lower()
    assert b"selvage:answers:" in seen
    assert b"selvage:kept:" in seen
    for secret in (NAME, ADDRESS, "quilla"):
        assert secret.lower().encode() not in seen
        for spelling in (secret, secret.lower()):
            assert sha256(spelling.encode()).hexdigest().encode() not in seen
