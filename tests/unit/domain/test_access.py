"""Roles and what they allow, and that docs/security.md says the same."""

from pathlib import Path

import pytest

from shared.domain.access import Caller, Permission, Role

SECURITY = Path(__file__).resolve().parents[3] / "docs" / "security.md"
YES = {True: "yes", False: "no"}


def row_of(role: Role) -> str:
    """The row of docs/security.md."""
    caller = Caller("1", "Ann", role)
    columns = [
        *(Permission.CUSTOMER, Permission.AUDIENCE, Permission.NAMES, Permission.INSIGHT, Permission.QUESTION),
        *(Permission.DRAFTS, Permission.COLLEAGUES, Permission.EXPORT),
    ]
    cells = [YES[caller.may(each)] for each in columns] + [YES[caller.is_limited]]
    return f"| `{role}` | {' | '.join(cells)} |"


@pytest.mark.parametrize("role", Role)
def test_the_documents_say_what_a_role_allows(role: Role) -> None:
    assert row_of(role) in SECURITY.read_text(encoding="utf-8").splitlines()


def test_everybody_but_a_viewer_sees_names() -> None:
    assert {role for role in Role if not Caller("1", "Ann", role).may(Permission.NAMES)} == {Role.VIEWER}


def test_only_an_administrator_takes_out_or_erases() -> None:
    for role in Role:
        caller = Caller("1", "Ann", role)
        assert caller.may(Permission.EXPORT) == caller.may(Permission.ERASE) == (role is Role.ADMIN)


def test_only_an_administrator_sees_figures_of_single_colleagues() -> None:
    assert [role for role in Role if Caller("1", "Ann", role).may(Permission.COLLEAGUES)] == [Role.ADMIN]
