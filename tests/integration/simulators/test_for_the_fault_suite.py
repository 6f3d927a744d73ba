"""What the fault suite asks of the simulators: who was answered what, other limits, and replies that come badly."""

import orjson
import pytest
import requests

from tests.integration.simulators.account import Api
from tests.simulators.gorgias import app as gorgias
from tests.simulators.process import Simulator, running_simulator


def counted(simulator: Simulator) -> dict[tuple[str, int], int]:
    """Requests by method and answer, all seconds together."""
    counts: dict[tuple[str, int], int] = {}
    for row in simulator.traffic():
        key = (row["method"], row["status"])
        counts[key] = counts.get(key, 0) + row["requests"]
    return counts


def test_every_answer_to_a_client_is_counted_also_that_which_never_came(api: Api, simulator: Simulator) -> None:
    api("GET", "/api/tickets")
    simulator.fail(status=503)
    api("GET", "/api/tickets")
    simulator.fail(drop_reply=True)
    with pytest.raises(requests.ConnectionError):
        api("GET", "/api/tickets")

    assert counted(simulator) == {("GET", 200): 1, ("GET", 503): 1, ("GET", 0): 1}
    simulator.reset()
    assert counted(simulator) == {}


def test_the_back_door_is_no_traffic(simulator: Simulator) -> None:
    simulator.open_ticket("Where is my parcel?")
    assert counted(simulator) == {}


def test_an_account_can_be_given_another_limit_while_it_runs() -> None:
    with running_simulator("gorgias", rate_limit="1/1000") as simulator:
        api = Api(simulator)
        assert [api("GET", "/api/tickets").status_code for _ in range(2)] == [200, 429]
        simulator.change_rate_limit("100/1")
        assert [api("GET", "/api/tickets").status_code for _ in range(10)] == [200] * 10


def test_an_account_without_a_limit_has_none_to_change(simulator: Simulator) -> None:
    with pytest.raises(requests.HTTPError, match="400"):
        simulator.change_rate_limit("100/1")


def test_half_a_reply_looks_whole_and_is_not_json(api: Api, simulator: Simulator) -> None:
    simulator.fail(half_reply=True)
    answer = api("GET", "/api/tickets")
    assert len(answer.content) == int(answer.headers["content-length"])
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_a_reply_that_drips_is_whole_in_the_end(simulator: Simulator) -> None:
    simulator.fail(drip_s=0.001)
    answer = requests.get(
        f"{simulator.url}/api/tickets", auth=(gorgias.USERNAME, gorgias.API_KEY), timeout=10, stream=True
    )
    assert orjson.loads(b"".join(answer.iter_content(None)))["data"] == []


def test_faults_can_be_dropped_before_anybody_meets_them(api: Api, simulator: Simulator) -> None:
    simulator.fail(status=503, times=None)
    simulator.drop_faults()
    assert api("GET", "/api/tickets").status_code == 200
