"""What the desk may expect of the audit: the same of the fake and of the real store over PostgreSQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from shared.domain.access import Caller, CustomerRead, Door, Role
from shared.door_ports import Audit
from shared.errors import Retryable
from shared.store.audit import AuditStore
from shared.store.database import Database
from tests.asking import NOWHERE
from tests.fakes.audit import FakeAudit

ANN = Caller("key-1", "Ann", Role.SUPPORT)
BOB = Caller("key-2", "Bob", Role.ANALYST)


@dataclass(frozen=True, slots=True)
class Kept:
    """An audit, and who it says has read about a customer, by which door and action, the newest first."""

    audit: Audit
    readers: Callable[[str], list[tuple[str, str, str]]]


def in_memory() -> Kept:
    audit = FakeAudit()
    return Kept(audit, lambda customer: [(read.caller.name, read.door, read.action) for read in audit.of(customer)])


def in_postgres(database: Database) -> Kept:
    audit = AuditStore(database)
    return Kept(
        audit, lambda customer: [(read.caller, read.door, read.action) for read in audit.reads(customer_id=customer)]
    )


@pytest.fixture(params=["fake", "postgres"])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    if request.param == "fake":
        yield in_memory()
        return
    database = Database(request.getfixturevalue("database_url"), size=8)
    database.open()
    yield in_postgres(database)
    database.close()


@pytest.fixture(params=["fake", "postgres"])
def away(request: pytest.FixtureRequest) -> Iterator[Audit]:
    if request.param == "fake":
        audit = FakeAudit()
        audit.is_away = True
        yield audit
        return
    database = Database(NOWHERE, acquire_timeout_s=0.2)
    database.open()
    yield AuditStore(database)
    database.close()


def a_read(*customers: str, caller: Caller = ANN, action: str = "search") -> CustomerRead:
    return CustomerRead(caller, Door.MCP, action, customers)


def test_a_read_is_found_by_each_customer_it_was_about_and_by_no_other(kept: Kept) -> None:
    kept.audit.record(a_read("1", "2", "ü/…' --"))

    for customer in ("1", "2", "ü/…' --"):
        assert kept.readers(customer) == [("Ann", "mcp", "search")]
    for other in ("", "3", "12", "Ann"):
        assert kept.readers(other) == []


def test_every_read_is_kept_the_newest_first(kept: Kept) -> None:
    for caller, action in ((ANN, "search"), (BOB, "search"), (ANN, "get_customer_profile"), (ANN, "search")):
        kept.audit.record(a_read("1", caller=caller, action=action))

    assert kept.readers("1") == [
        ("Ann", "mcp", "search"),
        ("Ann", "mcp", "get_customer_profile"),
        ("Bob", "mcp", "search"),
        ("Ann", "mcp", "search"),
    ]


def test_reads_that_arrive_together_are_all_kept(kept: Kept) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(kept.audit.record, [a_read("1", str(number)) for number in range(2, 42)]))

    assert len(kept.readers("1")) == 40
    assert all(len(kept.readers(str(number))) == 1 for number in range(2, 42))


def test_a_read_that_cannot_be_kept_is_told_at_once(away: Audit) -> None:
    with pytest.raises(Retryable):
        away.record(a_read("1"))
