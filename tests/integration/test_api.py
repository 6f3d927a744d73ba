"""The analytics API over a real database and a real server: what it answers, and what it refuses."""

import psycopg
import pytest

from shared.domain.churn import assess_churn, churn_level
from shared.store.customers import CustomerStore
from shared.store.database import Database
from tests.asking import CHURN, CUSTOMER, NOWHERE, SARAH, get, problem_of
from tests.factories_customers import a_profile
from tests.factories_snapshots import (
    UNPREDICTABLE,
    customer_ids,
    keep_findings,
    keep_names,
    keep_snapshot,
    three_kinds_found,
)
from tests.running_api import running_api


def test_a_profile_has_segments_figures_currency_and_the_day_it_is_true_for(api: str) -> None:
    response = get(api, CUSTOMER)

    assert response.status_code == 200
    assert response.json() == {
        "customer_id": "17850",
        "name": "Sarah Miller",
        "email": "Sarah@Example.com",
        "archetype": {"id": "regular.lapsed", "name": "Regular, lapsed"},
        "segments": {
            "purchase_frequency": {
                "segment": "regular",
                "strength": "strong",
                "memberships": {"regular": 0.75, "another": 0.25},
            },
            "engagement": {
                "segment": "lapsed",
                "strength": "weak",
                "memberships": {"lapsed": 0.75, "another": 0.25},
            },
        },
        "historic_clv": 6912.0,
        "historic_number_of_orders": 6,
        "average_order_value": 1152.0,
        "average_days_between_orders": 48.2,
        "first_order_on": "2025-07-11",
        "last_order_on": "2026-03-09",
        "days_since_last_order": 113,
        "tenure_days": 354,
        "currency": "GBP",
        "as_of": "2026-06-30",
    }


def test_churn_risk_has_score_level_reasons_and_advice(api: str) -> None:
    response = get(api, CHURN)

    assert response.status_code == 200
    assert response.json() == {
        "customer_id": "17850",
        "rule_score": 0.3,
        "churn_risk_level": "MEDIUM",
        "factors": [{"name": "silent", "weight": 0.3, "explanation": "last purchase 113 days ago"}],
        "churn_probability": None,
        "horizon_days": None,
        "no_probability_because": UNPREDICTABLE.reason,
        "recommendations": list(assess_churn(SARAH).recommendations),
        "as_of": "2026-06-30",
    }


def test_where_the_models_know_the_customer_churn_risk_has_their_probability(
    database: Database, database_url: str
) -> None:
    findings = three_kinds_found(60)
    keep_names(database, customer_ids(findings))
    keep_findings(database, findings)
    customer_id = customer_ids(findings)[0]
    forecast = CustomerStore(database).buying_forecast(customer_id)
    assert forecast is not None

    with running_api(database_url) as api:
        answer = get(api, f"/api/mcp/customer/{customer_id}/churn-risk").json()

    assert answer["churn_probability"] == pytest.approx(1 - forecast.purchase_probability[90])
    assert (answer["horizon_days"], answer["no_probability_because"]) == (90, None)
    assert answer["churn_risk_level"] == churn_level(answer["churn_probability"])


def test_a_customer_without_segments_has_no_archetype(database: Database, database_url: str) -> None:
    keep_snapshot(database, a_profile("1", axes=()))

    with running_api(database_url) as api:
        answer = get(api, "/api/mcp/customer/1").json()

    assert (answer["archetype"], answer["segments"]) == (None, {})


def test_an_e_mail_address_in_any_case_finds_the_customer(api: str) -> None:
    for key in ("sarah@example.com", "SARAH%40EXAMPLE.COM", "%20Sarah@example.com%20"):
        assert get(api, f"/api/mcp/customer/{key}").json()["customer_id"] == "17850"
        assert get(api, f"/api/mcp/customer/{key}/churn-risk").json()["customer_id"] == "17850"


def test_an_unknown_customer_is_a_404_problem_that_does_not_repeat_the_id(api: str) -> None:
    for path in ("/api/mcp/customer/nobody", "/api/mcp/customer/nobody/churn-risk"):
        response = get(api, path)

        assert response.status_code == 404
        assert problem_of(response)["detail"] == "no customer has this id or e-mail address"


def test_it_is_ready_when_a_snapshot_answers(api: str) -> None:
    assert get(api, "/health/live").status_code == 200
    response = get(api, "/health/ready", Accept="*/*")

    assert response.json() == {"status": "ready", "as_of": "2026-06-30", "customers": 1}


def test_it_is_not_ready_before_the_first_discovery(database_url: str) -> None:
    with running_api(database_url) as api:
        response = get(api, "/health/ready")

        assert response.status_code == 503
        assert "selvage discover" in str(problem_of(response)["detail"])
        assert get(api, CUSTOMER).status_code == 404


def test_while_the_database_is_away_it_lives_and_asks_for_patience() -> None:
    with running_api(NOWHERE, acquire_timeout_s=0.2) as api:
        response = get(api, CUSTOMER)

        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        problem_of(response)
        assert get(api, "/health/ready").status_code == 503
        assert get(api, "/health/live").status_code == 200


def test_a_surprise_is_a_problem_that_shows_nothing_of_ours(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("DROP TABLE profiles")

    with running_api(database_url) as api:
        response = get(api, CUSTOMER)

    assert response.status_code == 500
    assert "profiles" not in str(problem_of(response)["detail"])


def test_metrics_count_by_route_and_never_name_a_customer(api: str) -> None:
    get(api, "/api/mcp/customer/canary-1")
    get(api, "/canary-2")

    metrics = get(api, "/metrics", Accept="*/*").text

    assert 'route="/api/mcp/customer/{customer_id}",status="404"' in metrics
    assert "canary" not in metrics


def test_the_documentation_is_there_to_read(api: str) -> None:
    assert get(api, "/docs").status_code == 200
    assert get(api, "/openapi.json").json()["info"]["title"] == "Selvage analytics"
