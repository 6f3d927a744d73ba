"""A viewer finds nobody's name or address in any kind of answer, in its file, its picture's words, or on a button."""

import json
from typing import Any

import pytest

from shared.domain.questions import QueryKind
from shared.questions.suggestions import WORDINGS
from tests.integration.slack.office import ANA, VIC, Office

KINDS = [kind for kind in QueryKind if kind is not QueryKind.OUT_OF_SCOPE]


def all_of(office: Office, user: str, kind: QueryKind) -> str:
    """What the user is shown who asks in private, turns the page, and takes the file."""
    asked = office.people.message(user, WORDINGS[kind].query)
    channel = asked["channel"]
    office.work()
    for answer in [each for each in office.read(channel) if each["ts"] > asked["ts"]]:
        for button in buttons_of(answer):
            if button in {"csv", "page:next"}:
                office.people.click(user, button, channel=channel, ts=answer["ts"])
    office.work()
    said = [each for each in office.people.messages(channel) if each["ts"] > asked["ts"]]
    files = [file["id"] for each in said for file in each.get("files", ())]
    return json.dumps(said, ensure_ascii=False) + "".join(office.people.file(file).decode() for file in files)


def buttons_of(answer: dict[str, Any]) -> set[str]:
    blocks = answer["blocks"]
    return {element["action_id"] for block in blocks if block["type"] == "actions" for element in block["elements"]}


def names(office: Office) -> set[str]:
    with office.database.connection() as connection:
        rows = connection.execute("SELECT name, email FROM customers").fetchall()
    return {told for row in rows for told in row if told}


@pytest.mark.parametrize("kind", KINDS)
def test_a_viewer_finds_nobody(office: Office, kind: QueryKind) -> None:
    told = all_of(office, VIC, kind)
    assert "Reference:" not in told
    assert not {name for name in names(office) if name in told}


def test_an_analyst_finds_somebody(office: Office) -> None:
    told = all_of(office, ANA, QueryKind.HIGH_VALUE_CUSTOMERS)
    assert {name for name in names(office) if name in told}
