"""QUERY_LIMIT and QUESTION_LIMIT: what is accepted as a limit, and what is told when it is none."""

import pytest
from pydantic import ValidationError

from shared.settings import Settings

LIMITS = ("query_limit", "question_limit")


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("told", ["1/second", "100/hour", "100 per hour", "10/30 seconds", "5/day"])
def test_a_number_in_a_time_is_a_limit(name: str, told: str) -> None:
    assert getattr(Settings.model_validate({name: told}), name) == told


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("told", ["", "100", "hour", "-1/hour", "1.5/hour", "1/hour;5/day", "1/fortnight", "0/hour"])
def test_anything_else_is_refused_with_an_example(name: str, told: str) -> None:
    with pytest.raises(ValidationError, match=r"100/hour|revoke keys instead"):
        Settings.model_validate({name: told})
