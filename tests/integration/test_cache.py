"""What is kept in Redis beside the stores: it makes answers fast, and never old."""

import logging
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import redis

from shared.domain.access import Door, Permission, Role
from shared.domain.churn import ChurnLevel
from shared.domain.customers import Archetype
from shared.domain.search import GroupBy
from shared.embedded.valkey import EmbeddedValkey, prepare_valkey
from shared.errors import NotFound, SelvageError
from shared.store.audit import AuditStore
from shared.store.cached.customers import CachedCustomers
from shared.store.cached.kept import Kept
from shared.store.cached.memory import REDIS_DOWN_S
from shared.store.cached.segments import CachedSegments
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.forecasts import ForecastStore
from shared.store.sales import SalesStore
from shared.store.segments import SegmentStore
from shared.tools.stores import Stores
from tests.cached_shop import SERVICE, Question, Shop, everything_in, open_shop
from tests.factories_customers import a_discovery, a_place, a_profile
from tests.factories_features import AS_OF
from tests.factories_snapshots import keep_again, keep_history, keep_snapshot

ANN, BOB = a_profile("ann"), a_profile("bob")
STATS: Question = ("get_archetype_stats", {"archetype_id": "1"})
#: Answers that are kept whole; the last one tells of no figure that a test changes.
KEPT: tuple[Question, ...] = (STATS, ("top_archetypes", {}), ("recommend_segments_for_campaign", {"goal": "retention"}))
#: Not kept, since it names customers, but the sums that it stands on are.
NAMING: Question = ("churn_overview", {"levels": list(ChurnLevel)})


@pytest.fixture
def shop(database: Database, redis_url: str) -> Iterator[Shop]:
    """Two customers of one archetype."""
    keep_snapshot(database, ANN, BOB)
    with open_shop(database, redis_url) as shop:
        yield shop


def members(answer: object) -> object:
    assert isinstance(answer, dict)
    return answer["archetype"]["member_count"]


def callers_of(silent: socket.socket) -> int:
    """How many have connected since this was asked last."""
    callers = 0
    while True:
        try:
            connection, _ = silent.accept()
        except BlockingIOError:
            return callers
        connection.close()
        callers += 1


def test_an_answer_is_worked_out_once_for_each_snapshot(shop: Shop, redis_url: str) -> None:
    first = shop.ask(*STATS)
    # Whoever reads the store now would see nobody.
    with shop.database.connection() as connection:
        connection.execute("DELETE FROM archetypes")

    assert shop.ask(*STATS) == first
    with pytest.raises(SelvageError):
        shop.ask("get_archetype_stats", {"archetype_id": "2"})


@pytest.mark.parametrize(("name", "told"), [*KEPT, NAMING])
def test_what_is_kept_is_what_the_store_would_have_said(
    shop: Shop, redis_url: str, name: str, told: dict[str, object]
) -> None:
    first, second = shop.ask(name, told), shop.ask(name, told)
    with redis.Redis.from_url(redis_url) as server:
        server.flushall()

    assert first == second == shop.ask(name, told)


def test_a_new_snapshot_answers_at_once(shop: Shop) -> None:
    before = {name: shop.ask(name, told) for name, told in (*KEPT, NAMING)}

    keep_again(shop.database, replace(ANN, historic_clv=100.0), replace(BOB, historic_clv=100.0))

    after = {name: shop.ask(name, told) for name, told in (*KEPT, NAMING)}
    assert [name for name in before if before[name] == after[name]] == ["recommend_segments_for_campaign"]
    overview = after["churn_overview"]
    assert isinstance(overview, dict)
    assert overview["everybody"]["revenue"] == 200.0


def test_a_snapshot_that_is_history_changes_trends_at_once(shop: Shop) -> None:
    trends = ("calculate_segment_trends", {"axis_name": "purchase_frequency"})
    before = shop.ask(*trends)

    found = a_discovery([ANN, BOB])
    keep_history(shop.database, replace(found, as_of=AS_OF - timedelta(days=30)))

    assert shop.ask(*trends) != before


def test_moves_between_groups_are_kept_until_the_next_snapshot(shop: Shop, redis_url: str) -> None:
    segments = SegmentStore(shop.database)
    cached = CachedSegments(segments, Kept(shop.memory, shop.database))
    with pytest.raises(NotFound):
        cached.shifts(None, since=AS_OF)

    keep_again(shop.database, ANN, BOB, as_of=AS_OF + timedelta(days=1))
    first = cached.shifts(None, since=AS_OF)
    assert [shift.customers for shift in first] == [2]
    assert cached.shifts(None, since=AS_OF) == first

    moved = a_profile("bob", axes=(a_place(segment="frequent"),))
    keep_again(shop.database, ANN, moved, as_of=AS_OF + timedelta(days=2))
    assert [shift.customers for shift in cached.shifts(None, since=AS_OF)] == [1, 1]


def test_an_answer_that_was_being_worked_out_when_a_snapshot_landed_is_not_told_after_it(
    shop: Shop, redis_url: str
) -> None:
    class LandsMeanwhile(SegmentStore):
        """A new snapshot lands after the archetypes were read, once."""

        has_landed = False

        def archetypes(self) -> tuple[Archetype, ...]:
            read = super().archetypes()
            if not self.has_landed:
                self.has_landed = True
                keep_again(shop.database, ANN, a_profile("bob", axes=(a_place(segment="frequent"),)))
            return read

    segments = LandsMeanwhile(shop.database)
    others = SalesStore(shop.database), ForecastStore(shop.database)
    stores = Stores(CustomerStore(shop.database), segments, *others)
    with open_shop(shop.database, redis_url, stores=stores) as between:
        torn = between.ask(*STATS)
        assert members(torn) == 2

        assert members(between.ask(*STATS)) == 1
    assert members(shop.ask(*STATS)) == 1


def test_an_answer_that_names_customers_is_read_and_noted_each_time(shop: Shop) -> None:
    shop.ask(*NAMING)
    shop.ask(*NAMING)

    assert [read.action for read in AuditStore(shop.database).reads()] == ["churn_overview"] * 2


def test_an_answer_that_is_kept_is_still_refused_to_who_may_not_have_it(shop: Shop) -> None:
    shop.ask(*STATS)
    support = replace(SERVICE, role=Role.SUPPORT)
    assert not support.may(Permission.INSIGHT)

    with pytest.raises(SelvageError, match="does not allow"):
        shop.desk.json(support, *STATS, Door.REST)


@pytest.mark.parametrize("broken", [b"", b"\x00", b"{}", b"\xff" * 100, b'[{"group": 1}]', None])
def test_what_is_damaged_is_worked_out_anew(shop: Shop, redis_url: str, broken: bytes | None) -> None:
    before = {name: shop.ask(name, told) for name, told in (*KEPT, NAMING)}
    with redis.Redis.from_url(redis_url) as server:
        names = list(server.scan_iter("selvage:*"))
        assert names
        for name in names:
            if broken is None:
                server.delete(name)
                server.rpush(name, "of another kind")
            else:
                server.set(name, broken)

    assert {name: shop.ask(name, told) for name, told in (*KEPT, NAMING)} == before


def test_what_another_release_wrote_is_worked_out_anew(shop: Shop, redis_url: str) -> None:
    cached = CachedCustomers(CustomerStore(shop.database), Kept(shop.memory, shop.database))
    before = cached.groups(GroupBy.CHURN_LEVEL)
    with redis.Redis.from_url(redis_url) as server:
        [name] = server.scan_iter("selvage:kept:*")
    shop.memory.put(name.decode(), b'[{"group": "LOW", "of_old": 3}]', seconds=60)

    assert cached.groups(GroupBy.CHURN_LEVEL) == before


def test_nothing_is_kept_for_longer_than_a_day(shop: Shop, redis_url: str) -> None:
    for name, told in (*KEPT, NAMING):
        shop.ask(name, told)

    with redis.Redis.from_url(redis_url) as server:
        lives = [server.ttl(name) for name in server.scan_iter("*")]
    assert lives
    assert all(0 < life <= 24 * 60 * 60 for life in lives)


def test_redis_may_die_and_come_back_in_the_middle(
    shop: Shop, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> None:
    now = 0.0
    folder = tmp_path_factory.mktemp("valkey")
    with EmbeddedValkey(prepare_valkey(folder)) as server:
        url = server.valkey.url
        with open_shop(shop.database, url, clock=lambda: now) as mortal, caplog.at_level(logging.INFO):
            before = {name: mortal.ask(name, told) for name, told in (*KEPT, NAMING)}
            server.stop()

            for _ in range(3):
                now += REDIS_DOWN_S + 1
                assert {name: mortal.ask(name, told) for name, told in (*KEPT, NAMING)} == before
            assert [record.message for record in caplog.records] == ["cache.away"]

            server.start()
            now += REDIS_DOWN_S + 1
            assert {name: mortal.ask(name, told) for name, told in (*KEPT, NAMING)} == before
            assert [record.message for record in caplog.records] == ["cache.away", "cache.back"]
            assert b"selvage:answers:" in everything_in(url)


def test_a_redis_that_never_answers_is_asked_once_and_then_left_alone_for_a_while(shop: Shop) -> None:
    now = 0.0
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        with open_shop(shop.database, url, clock=lambda: now) as slowed:
            expected = shop.ask(*STATS)
            assert [slowed.ask(*STATS) for _ in range(20)] == [expected] * 20
            assert callers_of(silent) == 1

            now += REDIS_DOWN_S + 1
            with ThreadPoolExecutor(8) as threads:
                assert list(threads.map(lambda _: slowed.ask(*STATS), range(20))) == [expected] * 20
            assert callers_of(silent) == 1


def test_many_may_ask_at_once(shop: Shop) -> None:
    def ask(number: int) -> tuple[str, object]:
        name, told = (*KEPT, NAMING)[number % 4]
        return name, shop.ask(name, told)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(64)))

    alone = {name: shop.ask(name, told) for name, told in (*KEPT, NAMING)}
    assert all(answer == alone[name] for name, answer in answers)
