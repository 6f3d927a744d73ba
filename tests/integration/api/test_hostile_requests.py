"""What nobody should send: each has an answer of its own, always a problem of the asker and never one of ours."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from services.api.bodies import MOST_BYTES
from services.api.routes.paths import PREFIX, TOOL_PATHS
from shared.tools.registry import TOOLS
from tests.asking import get, post, problem_of
from tests.factories_full_shop import ODD_IDS, SOMEBODY
from tests.running_api import API_KEY

SEARCH, QUERY = f"{PREFIX}/search", f"{PREFIX}/query"
INJECTIONS = ("' OR 1=1 --", '"; DROP TABLE profiles; --', "%' UNION SELECT * FROM customers --", "%s %(key)s {} \\")
SUFFIXES = [at.path.removeprefix("/customer/{customer_id}") for at in TOOL_PATHS if "{customer_id}" in at.path]


@pytest.mark.parametrize("customer_id", [odd for odd in ODD_IDS if odd not in {"..", "random"}])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_id_of_any_characters_is_that_customers_and_no_other_address(
    api: str, customer_id: str, suffix: str
) -> None:
    response = get(api, f"{PREFIX}/customer/{quote(customer_id, safe='')}{suffix}")

    assert response.status_code == 200
    assert f'"customer_id":{json.dumps(customer_id, ensure_ascii=False)}' in response.text


@pytest.mark.parametrize("customer_id", ODD_IDS)
def test_any_id_can_be_asked_for_in_a_body(api: str, customer_id: str) -> None:
    answer = post(api, QUERY, {"tool": "get_customer_profile", "arguments": {"customer_id": customer_id}}).json()

    assert answer["result"]["customer_id"] == customer_id


def test_a_slash_that_is_sent_as_one_is_no_part_of_an_id(api: str) -> None:
    assert get(api, f"{PREFIX}/customer/a/b").status_code == 404
    assert get(api, f"{PREFIX}/archetype/%2F").status_code == 404
    assert get(api, f"{PREFIX}%2Fcustomer/{SOMEBODY}").status_code == 404


def nested(depth: int) -> bytes:
    return b'{"where":' + b'{"not":' * depth + b'{"text":"a"}' + b"}" * depth + b"}"


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"", 400, "not JSON"),
        (b"{", 400, "not JSON"),
        (b"[" * 10_000, 400, "not JSON"),
        (b"[" * 10_000 + b"]" * 10_000, 400, "not JSON"),
        (nested(10_000), 400, "not JSON"),
        (nested(900), 422, "not too deep"),
        (nested(150), 422, "at most 8"),
        (nested(8), 422, "at most 8"),
        (b'{"where":{"text":"\\ud800"}}', 400, "not JSON"),
        (b'{"\\ud800":1}', 400, "not JSON"),
        (b'{"where":{"text":"a\xff"}}', 400, "not JSON"),
        (b'{"where":{"text":"a\\u0000b"}}', 422, "NUL"),
        (b'{"where":{"text":"   "}}', 422, "blank"),
        (b'{"where":{"metric":"gap_trend","at_least":NaN}}', 400, "not JSON"),
        (b'{"where":{"metric":"gap_trend","at_least":Infinity}}', 400, "not JSON"),
        (b'{"where":{"metric":"gap_trend","at_least":1e999}}', 400, "not JSON"),
        (b'{"where":{"metric":"gap_trend","at_least":"5"}}', 422, "where.metric.at_least"),
        (b'{"where":{"metric":"no such metric"}}', 422, "where.metric.metric"),
        (b'{"where":{}}', 422, "must be an object with one of"),
        (b'{"where":{"text":"a","archetype":"1"}}', 422, "must be an object with one of"),
        (b'{"limit":%s}' % (b"9" * 30), 422, "limit"),
        (b'{"limit":%s}' % (b"9" * 400), 400, "not JSON"),
        (b'{"limit":"5"}', 422, "limit"),
        (b'{"limit":true}', 422, "limit"),
        (b'{"limit":0}', 422, "limit"),
        (b'{"limits":5}', 422, "limits"),
        (b'{"cursor":"bm90IG91cnM"}', 409, "start again without one"),
        (b"[]", 422, "an object"),
        (b'"text"', 422, "an object"),
        (b"null", 422, "an object"),
    ],
    ids=lambda part: part[:40].decode("latin-1") if isinstance(part, bytes) else None,
)
def test_a_body_that_makes_no_sense_is_refused_with_a_reason(api: str, body: bytes, status: int, says: str) -> None:
    response = post(api, SEARCH, body)

    assert response.status_code == status, response.text
    assert says in str(problem_of(response)["detail"])


def test_fifty_conditions_are_answered_and_more_are_not(api: str) -> None:
    condition = {"metric": "historic_clv", "at_least": 1}

    assert post(api, SEARCH, {"where": {"all": [condition] * 49}}).status_code == 200
    assert post(api, SEARCH, {"where": {"all": [condition] * 50}}).status_code == 422
    assert post(api, SEARCH, {"where": {"all": [{"any": [condition] * 25}] * 2}}).status_code == 422


def test_a_giant_body_is_refused_whether_it_tells_its_length_or_not(api: str) -> None:
    body = b'{"x": "' + b"x" * MOST_BYTES + b'"}'

    def in_pieces() -> Iterator[bytes]:
        yield from (body[start : start + 65_536] for start in range(0, len(body), 65_536))

    headers = {"X-API-Key": API_KEY, "Content-Type": "application/json"}
    for data in (body, in_pieces()):
        response = requests.post(api + SEARCH, data=data, headers=headers, timeout=10)

        assert response.status_code == 413
        assert "1,048,576 bytes" in str(problem_of(response)["detail"])


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_a_body_that_is_not_sent_as_json_is_refused(api: str, media_type: str) -> None:
    response = post(api, SEARCH, b"{}", **{"X-API-Key": API_KEY, "Content-Type": media_type})

    assert response.status_code == 415
    problem_of(response)


def test_json_is_json_in_any_case_and_charset(api: str) -> None:
    sent = {"X-API-Key": API_KEY, "Content-Type": "Application/JSON; charset=UTF-8"}

    assert post(api, SEARCH, b"{}", **sent).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/customers/winback?limit=0", 422),
        ("/customers/winback?limit=101", 422),
        ("/customers/winback?limit=" + "9" * 5000, 422),
        ("/customers/winback?limit=five", 422),
        ("/customers/winback?limit=", 422),
        ("/customers/winback?limt=5", 422),
        ("/customers/winback?cursor=" + "a" * 5000, 422),
        ("/customers/winback?cursor=%F0%9F%A7%B5", 422),
        ("/customers/winback?cursor=bm90IG91cnM", 409),
        ("/customers/high-value?at_least=NaN", 422),
        ("/customers/high-value?at_least=-Infinity", 422),
        ("/customers/high-value?at_least=1e999", 422),
        ("/customers/lookup?text=%00", 422),
        ("/customers/lookup?text=%20", 422),
        ("/customers/lookup?text=" + "x" * 321, 422),
        ("/customers/lookup", 422),
        ("/archetypes/shifts?since=0", 422),
        ("/archetypes/shifts?since=2026-02-30", 422),
        ("/archetypes/shifts?since=9999-12-31", 409),
        ("/archetypes/shifts?since=0001-01-01", 200),
        ("/segments/compare?a=1&b=1", 409),
        ("/revenue/forecast?period=sometime", 404),
        ("/revenue/forecast?period=2999", 200),
        ("/seasonal/sales?country=XX", 404),
        ("/seasonal/sales?country=us", 404),
        ("/rfm?code=999", 422),
        ("/customer/13027?months=5", 422),
        ("/campaign/nothing", 422),
    ],
    ids=lambda part: part[:50] if isinstance(part, str) else None,
)
def test_a_parameter_out_of_its_bounds_is_refused_and_within_is_answered(api: str, path: str, status: int) -> None:
    response = get(api, PREFIX + path)

    assert response.status_code == status, response.text
    if status != 200:
        problem_of(response)


@pytest.mark.parametrize("text", INJECTIONS)
def test_sql_in_a_text_is_a_text(api: str, text: str) -> None:
    for tool in TOOLS.values():
        told = {name: text for name, given in tool.example.items() if isinstance(given, str)}
        response = post(api, QUERY, {"tool": tool.name, "arguments": {**tool.example, **told}})

        assert response.status_code in {200, 404, 422}, response.text
    assert get(api, f"{PREFIX}/customer/{SOMEBODY}").status_code == 200


@settings(max_examples=30)
@given(
    told=st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["all", "any", "not", "text", "metric", "axis", "where", "limit"]), inner, max_size=3
            )
        ),
        max_leaves=10,
    )
)
def test_any_json_is_answered_or_refused(api: str, told: object) -> None:
    for body in (told, {"where": told}, {"tool": "search_customers", "arguments": told}):
        for path in (SEARCH, QUERY):
            assert post(api, path, body).status_code in {200, 400, 404, 422}


def test_what_is_not_there_and_what_is_not_allowed_are_told_apart(api: str) -> None:
    nothing = get(api, "/api/mcp/nothing")
    assert nothing.status_code == 404
    assert "/docs" in str(problem_of(nothing)["detail"])

    wrong = get(api, SEARCH)
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "POST")
    problem_of(wrong)

    unknown = post(api, QUERY, {"tool": "drop_everything"})
    assert unknown.status_code == 404
    assert "GET /api/mcp/tools" in str(problem_of(unknown)["detail"])
