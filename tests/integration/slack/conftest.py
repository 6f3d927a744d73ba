"""One office for all tests of a file: they use threads and people of their own."""

from collections.abc import Iterator

import pytest

from shared.embedded.valkey import EmbeddedValkey
from tests.integration.slack.office import Office, an_office


@pytest.fixture(scope="module")
def office(module_database_url: str, valkey: EmbeddedValkey) -> Iterator[Office]:
    with an_office(module_database_url, valkey.valkey.url) as office:
        yield office
