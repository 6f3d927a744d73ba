"""One office for all tests of a file: they use threads of their own, and nobody remembers the test before."""

from collections.abc import Iterator

import pytest

from shared.embedded.valkey import EmbeddedValkey
from tests.integration.slack.office import Office, an_office


@pytest.fixture(scope="module")
def furnished(module_database_url: str, valkey: EmbeddedValkey) -> Iterator[Office]:
    with an_office(module_database_url, valkey.valkey.url) as office:
        yield office


@pytest.fixture
def office(furnished: Office, redis_url: str) -> Office:
    """What Redis remembers of earlier tests is gone."""
    return furnished
