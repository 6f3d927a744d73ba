import json
from dataclasses import replace
from datetime import time
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from shared.cli.app import main
from shared.domain.questions import QueryKind
from shared.domain.slack import KeptAnswer, Place
from shared.domain.subscriptions import NewSubscription, Rhythm, Timing
from shared.draft_ports import Reservation
from shared.errors import NotAllowed, NotFound, Retryable
from shared.jobs.job import ActOnTicket, ForgetInHelpdesk, arguments_of, job_from
from shared.store.database import Database
from shared.store.jobs import JobStore
from shared.store.orders_sql import BE_THE_ONLY_LOAD
from shared.store.personal_data import PersonalData
from shared.store.slack_answers import KeptAnswerStore
from shared.store.subscriptions import SubscriptionStore
from tests.factories_answers import KeptDrafts, a_pairing, asked_by
from tests.factories_customers import a_profile
from tests.factories_orders import a_csv, own_row
from tests.factories_slack import an_answer
from tests.factories_snapshots import keep_again

CANARY, ADDRESS, NAME = "canary-4711", "Quilla@canary.example", "Quilla Canary"
HELPDESK_ID, FACT, AGENT = 3877053741, "order c-1", "Jo Answerer"
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    rows = [
        own_row(customer_id=CANARY, email=ADDRESS, name=NAME, order_id="c-1"),
        own_row(customer_id=CANARY, email=ADDRESS, name=NAME, order_id="c-2"),
        own_row(customer_id="bob", order_id="b-1"),
    ]
    return a_csv(tmp_path / "orders.csv", rows)


@pytest.fixture
def load(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SHOP_CURRENCY", "EUR")
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


@pytest.fixture
def personal(database: Database, orders: Path, load: None) -> PersonalData:
    """Over a store that has loaded the orders, discovered the canary, drafted for it, and been asked about it."""
    assert run("load", str(orders)) == 0
    keep_again(database, a_profile(CANARY, email=ADDRESS), a_profile("bob"))
    with database.connection() as connection:
        connection.execute(
            "INSERT INTO customer_reads (key_id, caller, role, door, action, customers)"
            " VALUES ('k', 'ann', 'support', 'rest', 'get_customer_profile', ARRAY[pseudonym(%s)])",
            [CANARY],
        )
    keep_drafts(KeptDrafts(database))
    for customer in (CANARY, "bob"):
        keep_in_slack(database, customer)
    return PersonalData(database)


def keep_in_slack(database: Database, customer: str) -> None:
    """An answer about the customer, and a report that is sent every day."""
    slots = {"customer": customer, "limit": 5}
    kept = KeptAnswer(uuid4(), "U1", Place("C1"), QueryKind.RETENTION_PLAN, slots)
    KeptAnswerStore(database).keep(kept, an_answer(QueryKind.RETENTION_PLAN), seconds=1)
    KeptAnswerStore(database).judge(kept.id, "U1", is_good=True)
    daily = Timing(Rhythm.DAILY, None, time(8), "UTC")
    SubscriptionStore(database).create(NewSubscription("C1", "1.2", "U1", QueryKind.RETENTION_PLAN, daily, slots))


def keep_drafts(kept: KeptDrafts) -> None:
    """Two drafts for the canary, one of them while nobody knew who wrote, and one for somebody else; all answered."""
    facts = {FACT: "2026-11-16T09:00:00+00:00"}
    for ticket_id, (customer_id, helpdesk_id) in enumerate(
        ((CANARY, HELPDESK_ID), (None, HELPDESK_ID), ("bob", 9), (None, None), (None, 10)), 1
    ):
        key = kept.post(
            ticket_id=ticket_id,
            message_id=2,
            customer_id=customer_id,
            helpdesk_customer_id=helpdesk_id,
            facts=facts if helpdesk_id == HELPDESK_ID else {"order b-1": "2026-11-16"},
        )
        kept.answers.pair(key, a_pairing(agent=(1, AGENT)))


def tables_that_name(database: Database, *texts: str) -> set[str]:
    """The tables with a row in which one of the texts occurs, whichever column it is."""
    found = set()
    with database.connection() as connection:
        for (table,) in connection.execute(TABLES).fetchall():
            rows = sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))
            written = "\n".join(row[0] for row in connection.execute(rows).fetchall()).lower()
            found |= {table for text in texts if text.lower() in written}
    return found


def test_an_export_holds_every_part_of_what_is_kept_of_a_customer(personal: PersonalData) -> None:
    parts = personal.export(ADDRESS.upper())
    assert parts["customer"] == [{"customer_id": CANARY, "name": NAME, "email": ADDRESS}]
    assert [line["order_id"] for line in parts["order_lines"]] == ["c-1", "c-2"]
    assert parts["profile"][0]["figures"]["historic_number_of_orders"] == a_profile(CANARY).historic_number_of_orders
    assert [place["historic_clv"] for place in parts["places"]] == [pytest.approx(a_profile(CANARY).historic_clv)]
    assert [draft["ticket_id"] for draft in parts["drafts"]] == [1, 2]
    assert {FACT} == {fact for draft in parts["drafts"] for fact in draft["facts"]}
    assert [draft["usage"] for draft in parts["drafts"]] == ["edited", "edited"]
    assert [answer["query_type"] for answer in parts["slack_answers"]] == ["retention_plan"]
    assert [(report["rhythm"], report["ended_at"]) for report in parts["slack_reports"]] == [("daily", None)]
    assert "U1" not in str(parts)
    assert [read["action"] for read in parts["reads"]] == ["get_customer_profile"]


def test_an_export_names_no_other_customer(personal: PersonalData) -> None:
    told = json.dumps(personal.export(CANARY), default=str)

    assert "bob" not in told
    assert AGENT not in told


def test_nothing_in_the_database_names_an_erased_customer(personal: PersonalData, database: Database) -> None:
    kept = {"customers", "order_lines", "profiles", "places", "drafts", "slack_answers", "subscriptions"}
    assert kept <= tables_that_name(database, CANARY)
    erased = personal.erase(CANARY, key_id="k")
    assert (erased.customer_id, erased.orders) == (CANARY, 2)
    assert tables_that_name(database, CANARY, ADDRESS, NAME, FACT, str(HELPDESK_ID)) == set()


def test_a_report_about_an_erased_customer_ends_and_what_people_thought_of_answers_stays(
    personal: PersonalData, database: Database
) -> None:
    personal.erase(CANARY, key_id="k")
    assert [report.slots["customer"] for report in SubscriptionStore(database).alive()] == ["bob"]
    with database.connection() as connection:
        answers = connection.execute("SELECT slots FROM slack_answers ORDER BY id").fetchall()
        [[verdicts]] = connection.execute("SELECT count(*) FROM slack_verdicts WHERE is_good").fetchall()
    assert sorted(str(slots) for (slots,) in answers) == ["{'limit': 5, 'customer': 'bob'}", "{'limit': 5}"]
    assert verdicts == 2


def test_a_conversation_that_was_about_an_erased_customer_becomes_no_report(
    personal: PersonalData, database: Database
) -> None:
    personal.erase(CANARY, key_id="k")
    with pytest.raises(NotAllowed, match="nothing is kept of this customer"):
        keep_in_slack(database, CANARY)
    keep_in_slack(database, "bob")


def test_what_became_of_an_erased_customers_drafts_still_counts(personal: PersonalData, database: Database) -> None:
    personal.erase(CANARY, key_id="k")

    with database.connection() as connection:
        count = "SELECT count(*) FROM drafts d JOIN draft_answers a ON a.key = d.key WHERE a.usage = 'edited'"
        assert connection.execute(count).fetchone() == (5,)


@pytest.mark.parametrize("name", [CANARY, ADDRESS, ADDRESS.upper()])
def test_a_ticket_that_an_erased_customer_wrote_before_is_nobodys_to_answer(
    name: str, personal: PersonalData, database: Database
) -> None:
    kept = KeptDrafts(database)
    personal.erase(CANARY, key_id="k")

    asked = replace(asked_by(kept.job, 99, 1), customer_names=("somebody@else.example", name))
    assert kept.drafts.reserve("selvage:99:1", asked) is Reservation.ERASED
    assert kept.drafts.reserve("selvage:98:1", asked_by(kept.job, 98, 1)) is Reservation.OURS


def test_other_customers_drafts_keep_their_facts(personal: PersonalData, database: Database) -> None:
    personal.erase(CANARY, key_id="k")

    with database.connection() as connection:
        rows = connection.execute("SELECT ticket_id FROM drafts WHERE facts ? 'order b-1' ORDER BY 1").fetchall()
    assert rows == [(3,), (4,), (5,)]


def test_what_the_helpdesk_shows_of_an_erased_customer_is_taken_back_once(
    personal: PersonalData, database: Database
) -> None:
    acts = [ActOnTicket(number, helpdesk_customer_id=93, customer_id=CANARY) for number in (1, 2)]
    others = [ActOnTicket(3, tags=("vip",)), ActOnTicket(4, helpdesk_customer_id=94, customer_id="bob")]
    for job in (*acts, *others):
        JobStore(database).enqueue(job.kind, job.queue.value, arguments_of(job))

    personal.erase(CANARY, key_id="k")

    with database.connection() as connection:
        kept = connection.execute("SELECT kind, arguments FROM jobs WHERE queue = 'upkeep' ORDER BY id").fetchall()
    jobs = [job_from(kind, arguments) for kind, arguments in kept]
    assert jobs == [ActOnTicket(1), ActOnTicket(2), *others, ForgetInHelpdesk(93)]
    assert tables_that_name(database, CANARY) == set()


def test_erasing_one_customer_leaves_the_others(personal: PersonalData, database: Database) -> None:
    personal.erase(CANARY, key_id="k")
    assert {"customers", "order_lines", "profiles", "places"} <= tables_that_name(database, "bob")


def test_loading_the_same_orders_again_does_not_bring_an_erased_customer_back(
    personal: PersonalData, database: Database, orders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    personal.erase(CANARY, key_id="k")
    capsys.readouterr()
    assert run("load", "--json", str(orders)) == 0
    assert json.loads(capsys.readouterr().out)["forgotten_customers"] == 1
    assert tables_that_name(database, CANARY, ADDRESS, NAME) == set()


def test_the_audit_keeps_who_had_read_about_an_erased_customer(personal: PersonalData, database: Database) -> None:
    personal.erase(CANARY, key_id="k")
    with database.connection() as connection:
        reads = connection.execute("SELECT count(*) FROM customer_reads WHERE pseudonym(%s) = ANY(customers)", [CANARY])
        assert reads.fetchone() == (1,)


@pytest.mark.parametrize("key", ["", "nobody", "nul\x00", "\ud800", "' OR 1=1 --", "../x"])
def test_nobody_is_found_under_a_key_that_nobody_has(personal: PersonalData, key: str) -> None:
    with pytest.raises(NotFound):
        personal.export(key)
    with pytest.raises(NotFound):
        personal.erase(key, key_id="k")


def test_a_customer_is_not_erased_while_orders_are_being_loaded(
    personal: PersonalData, database: Database, database_url: str
) -> None:
    with psycopg.connect(database_url) as loading:
        loading.execute(BE_THE_ONLY_LOAD)
        with pytest.raises(Retryable, match="being loaded"):
            personal.erase(CANARY, key_id="k")
    assert "customers" in tables_that_name(database, CANARY)


def test_the_command_erases_and_says_what(personal: PersonalData, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("erase", CANARY, "--yes") == 0
    assert f"Erased customer {CANARY} and 2 orders." in capsys.readouterr().out
    assert run("erase", CANARY, "--yes") == 1
    assert "no customer has this id" in capsys.readouterr().err
