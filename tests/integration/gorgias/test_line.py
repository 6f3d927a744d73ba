"""The connections to the account, as far as nothing else shows how they are made."""

from contextlib import closing

import pytest
import urllib3

from shared.gorgias.client import GorgiasClient
from shared.gorgias.line import Line
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator


def test_a_proxy_that_the_environment_names_is_asked_for_the_whole_address(
    simulator: Simulator, ticket_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", simulator.url)
    account = "http://account.gorgias.example"
    with closing(GorgiasClient(account, (USERNAME, API_KEY), timeout_s=5)) as client:
        assert client.ticket(ticket_id).id == ticket_id


def test_an_address_below_a_path_keeps_it(simulator: Simulator) -> None:
    with closing(Line(f"{simulator.url}/_simulator", (USERNAME, API_KEY), 1)) as line:
        assert line.send("GET", "/effects", {"after": 1}, None, timeout_s=5).status == 200


def test_certificates_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    with closing(Line("https://account.gorgias.example", (USERNAME, API_KEY), 1)) as line:
        pool = line.pool
    assert isinstance(pool, urllib3.HTTPSConnectionPool)
    assert pool.cert_reqs == "CERT_REQUIRED"
    assert pool.ca_certs
