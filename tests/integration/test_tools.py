"""Every tool over PostgreSQL says what it says over the fakes: each of its conditions runs, and means the same."""

from dataclasses import fields, is_dataclass

from shared.domain.campaigns import Goal
from shared.domain.churn import ChurnLevel
from shared.domain.high_value import ValueMetric
from shared.domain.rfm import RfmSegment
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.forecasts import ForecastStore
from shared.store.sales import SalesStore
from shared.store.segments import SegmentStore
from shared.tools.customers.where import AnyCondition, ArchetypeCondition, NotCondition, TextCondition
from shared.tools.registry import TOOLS
from shared.tools.stores import Stores
from tests.every_tool import ask, must_be_told
from tests.factories_snapshots import customer_ids, keep_findings, keep_names, kept_customers, three_kinds_found
from tests.fakes.customers import FakeCustomers

#: Beside what each tool is asked by default.
ALSO_ASKED: dict[str, list[dict[str, object]]] = {
    "recommend_segments_for_campaign": [{"goal": goal} for goal in Goal],
    "search_customers": [
        {"segment_filter": {"engagement": "active"}},
        {"archetype_id": "1", "churn_level": ChurnLevel.HIGH},
        {
            "where": AnyCondition(
                any=(TextCondition(text="c00001"), NotCondition(**{"not": ArchetypeCondition(archetype="1")}))
            )
        },
    ],
    "high_value_customers": [{"metric": metric, "at_least": 2.0} for metric in ValueMetric],
    "rfm_analysis": [{"code": "555"}, {"segment": RfmSegment.CHAMPIONS}],
    "one_time_buyers": [{"silent_days": 60}],
    "winback_candidates": [{"silent_days": 100}],
    "retention_plan": [{"archetype_id": "1"}],
    "behaviour_analysis": [{"group": "1"}, {"group": "engagement:active"}, {"group": "champions"}],
    "compare_segments": [{"a": "1", "b": "2"}, {"a": "engagement:active", "b": "loyal"}],
    "customer_lookup": [{"text": "name c0000"}],
}


def test_every_tool_says_the_same_over_the_store_as_over_the_fakes(database_url: str) -> None:
    findings = three_kinds_found(90)
    database = Database(database_url, size=1)
    database.open()
    keep_names(database, customer_ids(findings))
    keep_findings(database, findings)
    segments, sales, forecasts = SegmentStore(database), SalesStore(database), ForecastStore(database)
    real = Stores(CustomerStore(database), segments, sales, forecasts)
    fake = Stores(FakeCustomers(*kept_customers(findings)), segments, sales, forecasts)
    somebody = {"customer_id": customer_ids(findings)[7]}

    for name in TOOLS:
        for said in ({}, *ALSO_ASKED.get(name, [])):
            asked = somebody if "customer_id" in must_be_told(name) else said
            assert rounded(ask(name, real, **asked)) == rounded(ask(name, fake, **asked)), (name, asked)

    database.close()


def rounded(answer: object) -> object:
    """The answer as plain values, sums to six digits: the store adds up in another order."""
    if isinstance(answer, float):
        return float(f"{answer:.6g}")
    if isinstance(answer, tuple):
        return tuple(rounded(each) for each in answer)
    if isinstance(answer, dict):
        return {key: rounded(each) for key, each in answer.items()}
    if is_dataclass(answer):
        return {field.name: rounded(getattr(answer, field.name)) for field in fields(answer)}
    return answer
