"""What the analyst in Slack may expect of the analytics API: the same of the fake and of the real client and API."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from shared.chat_ports import Analyst
from shared.domain.access import Asker, Counted, Role
from shared.domain.churn import ChurnLevel, ChurnRisk
from shared.domain.churn_overview import ChurnOverview
from shared.domain.customers import Profile
from shared.domain.draft_figures import ReportFigures
from shared.domain.high_value import HighValue
from shared.domain.listings import CustomerList
from shared.domain.lookup import CustomerMatches
from shared.domain.outlook import RevenueForecast
from shared.domain.questions import Earlier, QueryKind, QuestionEngine
from shared.errors import (
    InvalidPayload,
    NotAllowed,
    NotFound,
    Permanent,
    Retryable,
    TooMany,
)
from shared.store.audit import AuditStore
from shared.store.database import Database
from tests.contracts.analyst import ADA, ANA, AT_RISK, SAM, VIC, asking, every_call
from tests.factories_full_shop import keep_full_shop
from tests.fakes.analyst import FakeAnalyst
from tests.running_api import running_api


@dataclass(frozen=True, slots=True)
class Office:
    """An analyst, and somebody whom it knows."""

    analyst: Analyst
    customer_id: str


@pytest.fixture(scope="module")
def real(module_database_url: str) -> Iterator[Office]:
    database = Database(module_database_url, size=1)
    database.open()
    keep_full_shop(database)
    database.close()
    with running_api(module_database_url) as address, asking(address) as client:
        yield Office(client, "13027")


@pytest.fixture(params=["fake", "real"])
def office(request: pytest.FixtureRequest) -> Office:
    if request.param == "fake":
        return Office(FakeAnalyst(), "c07")
    real: Office = request.getfixturevalue("real")
    return real


def test_a_question_is_answered_with_the_tools_own_result(office: Office) -> None:
    answer = office.analyst.ask(ANA, AT_RISK)

    assert (answer.query_type, answer.tool, answer.engine) == (
        QueryKind.CHURN_RISK,
        "churn_overview",
        QuestionEngine.RULES,
    )
    assert isinstance(answer.data, ChurnOverview)
    assert answer.data.who.customers
    assert answer.slots == {"levels": ["HIGH", "CRITICAL"]}
    assert answer.summary
    assert len(answer.next_questions) == 3


def test_a_kind_that_is_told_is_not_read_from_the_words(office: Office) -> None:
    answer = office.analyst.ask(ANA, "well?", kind=QueryKind.REVENUE_FORECAST)

    assert answer.engine is QuestionEngine.ASKER
    assert isinstance(answer.data, RevenueForecast)


def test_an_answer_can_be_gone_on_from_and_asked_for_again(office: Office) -> None:
    first = office.analyst.ask(ANA, AT_RISK)

    critical = office.analyst.ask(ANA, "only critical ones", earlier=Earlier(first.query_type, first.slots))
    again = office.analyst.ask(ANA, "again", earlier=Earlier(critical.query_type, critical.slots))

    assert critical.slots == {"levels": ["CRITICAL"]}
    assert isinstance(critical.data, ChurnOverview)
    assert {listed.customer.churn_level for listed in critical.data.who.customers} <= {ChurnLevel.CRITICAL}
    assert again == critical


def test_slots_may_be_told_as_the_domain_has_them(office: Office) -> None:
    earlier = Earlier(QueryKind.CHURN_RISK, {"levels": (ChurnLevel.CRITICAL,), "limit": 2})

    assert office.analyst.ask(ANA, "again", earlier=earlier).slots == {"levels": ["CRITICAL"], "limit": 2}


def test_what_is_unclear_is_asked_back(office: Office) -> None:
    answer = office.analyst.ask(ANA, "compare", kind=QueryKind.SEGMENT_COMPARISON)

    assert answer.data is None
    assert answer.clarification is not None
    assert answer.clarification.options[0].query_type is QueryKind.SEGMENT_COMPARISON


def test_a_customer_is_told_as_the_domain_has_customers(office: Office) -> None:
    who = {"customer_id": office.customer_id}

    profile, risk = (office.analyst.tool(SAM, name, who) for name in ("get_customer_profile", "predict_churn_risk"))
    answer = office.analyst.ask(SAM, f"customer {office.customer_id}")

    assert isinstance(profile, Profile)
    assert isinstance(risk, ChurnRisk)
    assert profile.customer_id == risk.customer_id == office.customer_id
    assert isinstance(answer.data, CustomerMatches)
    assert answer.data.profile == profile


def test_a_tool_is_told_enums_and_tuples_as_the_domain_has_them(office: Office) -> None:
    found = office.analyst.tool(ANA, "churn_overview", {"levels": (ChurnLevel.LOW, ChurnLevel.HIGH), "limit": 2})

    assert isinstance(found, ChurnOverview)
    assert 1 <= len(found.who.customers) <= 2


def test_a_viewer_sees_lists_without_names(office: Office) -> None:
    seen, known = (office.analyst.tool(who, "high_value_customers", {"limit": 3}) for who in (VIC, ANA))

    assert isinstance(seen, HighValue)
    assert isinstance(known, HighValue)
    assert {(each.customer.name, each.customer.email) for each in seen.who.customers} == {(None, None)}
    assert [each.customer.customer_id for each in seen.who.customers] == [
        each.customer.customer_id for each in known.who.customers
    ]
    assert any(each.customer.name for each in known.who.customers)


def test_what_a_role_does_not_allow_is_told_in_a_sentence_for_the_person(office: Office) -> None:
    refused: tuple[tuple[Asker, Callable[[], object]], ...] = (
        (VIC, lambda: office.analyst.ask(VIC, f"customer {office.customer_id}")),
        (VIC, lambda: office.analyst.tool(VIC, "get_customer_profile", {"customer_id": office.customer_id})),
        (VIC, lambda: office.analyst.tool(VIC, "search_customers", {"where": {"text": "ann"}})),
        (SAM, lambda: office.analyst.ask(SAM, "what is the revenue forecast?", kind=QueryKind.REVENUE_FORECAST)),
        (SAM, lambda: office.analyst.draft_report(SAM, days=30)),
    )
    for who, ask in refused:
        with pytest.raises(NotAllowed, match=f"your role, {who.role},"):
            ask()


def test_what_does_not_exist_is_not_found_in_a_sentence(office: Office) -> None:
    for name, arguments in (("moon_phases", {}), ("get_customer_profile", {"customer_id": "nobody"})):
        with pytest.raises(NotFound, match=r"\w+ \w+ \w+"):
            office.analyst.tool(ANA, name, arguments)


@pytest.mark.parametrize("question", ["", "  ", "\x00", "x" * 1001])
def test_a_question_that_cannot_be_taken_is_told_so(office: Office, question: str) -> None:
    with pytest.raises(InvalidPayload, match="query"):
        office.analyst.ask(ANA, question)


def test_arguments_and_slots_that_are_not_right_are_told_so(office: Office) -> None:
    with pytest.raises(InvalidPayload, match="limit"):
        office.analyst.tool(ANA, "churn_overview", {"limit": 1000})
    with pytest.raises(InvalidPayload, match="moon"):
        office.analyst.ask(ANA, "again", earlier=Earlier(QueryKind.CHURN_RISK, {"moon": 1}))
    with pytest.raises(InvalidPayload, match="days"):
        office.analyst.draft_report(ADA, days=0)


def test_the_report_of_the_drafts_is_for_who_may_see_it(office: Office) -> None:
    for who in (ANA, ADA):
        report = office.analyst.draft_report(who, days=7)

        assert isinstance(report, ReportFigures)
        assert (report.days, report.rows, report.total.posted) == (7, [], 0)


def test_each_person_has_limits_and_hears_when_to_come_back(database_url: str) -> None:
    database = Database(database_url, size=1)
    database.open()
    keep_full_shop(database)
    database.close()
    limits = {Counted.QUERY: "1/minute", Counted.QUESTION: "1/minute"}
    with running_api(database_url, limits=limits) as address, asking(address) as client:
        for analyst in (client, FakeAnalyst(limit=1)):
            analyst.ask(ANA, AT_RISK)
            analyst.ask(VIC, AT_RISK)
            with pytest.raises(TooMany, match="your limit is used up") as refused:
                analyst.ask(ANA, AT_RISK)

            assert refused.value.retry_after is not None
            assert 0 < refused.value.retry_after <= 61
            assert refused.value.limit == 1


def test_the_audit_has_the_person_and_the_door(real: Office, module_database_url: str) -> None:
    real.analyst.tool(Asker.in_slack("U9NEW", Role.ANALYST), "search_customers", {"limit": 1})

    database = Database(module_database_url, size=1)
    database.open()
    with closing(database):
        [read] = AuditStore(database).reads(key="slack:U9NEW")

    assert (read.caller, read.role, read.door, read.action) == ("slack:U9NEW", "analyst", "slack", "search_customers")


def test_the_fake_remembers_what_it_was_asked_and_fails_when_told() -> None:
    fake = FakeAnalyst()
    listed = fake.tool(ANA, "search_customers", {"limit": 1})
    assert isinstance(listed, CustomerList)
    fake.failure = Retryable("down")

    for ask in every_call(fake):
        with pytest.raises(Retryable, match="down"):
            ask()

    assert [call.what for call in fake.asked] == ["search_customers", AT_RISK, "search_customers", "drafts"]
    assert fake.audit.of(listed.customers[0].customer.customer_id)


@pytest.mark.parametrize("person", ["slack:two\nlines", "slack:\u2603", "nobody", ""])
def test_a_person_whom_no_header_can_name_is_no_reason_to_try_again(real: Office, person: str) -> None:
    with pytest.raises(Permanent):
        real.analyst.ask(Asker(person, Role.ANALYST), AT_RISK)
