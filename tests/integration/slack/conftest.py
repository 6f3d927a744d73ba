"""One office for all tests of a file: they use threads and people of their own."""

from collections.abc import Iterator

import pytest

from tests.integration.slack.office import Office, an_office


@pytest.fixture(scope="module")
def office(module_database_url: str, redis_url: str) -> Iterator[Office]:
    with an_office(module_database_url, redis_url) as office:
        yield office
