"""The kinds of question that the analytics answer, for a host that wants to know what it may ask."""

from shared.questions.kinds import DEFINITIONS


def query_kinds() -> list[dict[str, str]]:
    """Every kind that has an answer, with its definition."""
    return [
        {"kind": kind, "is": definition.it_is, "is_not": definition.it_is_not}
        for kind, definition in DEFINITIONS.items()
    ]
