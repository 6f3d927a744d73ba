"""Who is no colleague: guests, people of other workspaces, accounts that are switched off."""

from typing import Any

import pytest

from shared.domain.access import Role
from shared.slack.people import RoleBook, Rules
from tests.integration.slack.office import RULES, Office


@pytest.mark.parametrize(
    "of",
    [
        {"team_id": "T0OTHER"},
        {"team_id": "T0OTHER", "email": "ada@shop.example"},
        {"is_restricted": True},
        {"is_bot": True},
        {"deleted": True, "email": "ada@shop.example"},
    ],
)
def test_nobody_but_colleagues_has_a_role(office: Office, of: dict[str, Any]) -> None:
    somebody = office.people.add_user("mallory", real_name="Mallory", **of)
    assert RoleBook(office.at.chat, RULES).role_of(somebody["id"]) is None


def test_somebody_of_another_workspace_in_a_shared_channel_is_answered_nothing(office: Office) -> None:
    stranger = office.people.add_user("eve", email="ada@shop.example", team_id="T0OTHER")["id"]
    office.people.add_channel("shared", ["U0SELVAGE", "U0ADA", stranger], id="C0SHARED")
    asked = office.people.mention(stranger, "C0SHARED", "who are our most valuable customers?")
    office.work()

    assert office.read("C0SHARED", thread_ts=asked["ts"]) == []
    assert "may not ask me yet" in office.whispered("C0SHARED")[-1]["text"]


def test_one_of_them_who_is_named_by_id_is_answered(office: Office) -> None:
    partner = office.people.add_user("pat", team_id="T0OTHER")["id"]
    assert RoleBook(office.at.chat, Rules({Role.ANALYST: [partner]}, None)).role_of(partner)
