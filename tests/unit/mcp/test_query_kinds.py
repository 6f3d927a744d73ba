"""The kinds of question that a host is told."""

from shared.domain.questions import QueryKind
from shared.mcp.query_kinds import query_kinds


def test_a_host_is_told_every_kind_that_has_an_answer_with_its_definition() -> None:
    told = query_kinds()
    assert {each["kind"] for each in told} == set(QueryKind) - {QueryKind.OUT_OF_SCOPE}
    assert all(each["is"] and each["is_not"] for each in told)
