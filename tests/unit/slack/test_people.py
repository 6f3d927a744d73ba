from dataclasses import dataclass, field, replace

import pytest

from shared.domain.access import Role
from shared.errors import Retryable
from shared.slack.people import BELIEVED_S, MOST_PEOPLE, RoleBook, Rules
from shared.slack_ports import Person
from tests.fakes.chat import FakeChat

ADA = Person("U1", "Ada Weaver", "Ada@Shop.example", is_outsider=False)
GUEST = Person("U2", "Gus Guest", "gus@shop.example", is_outsider=True)


@dataclass
class Seconds:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class CountingChat(FakeChat):
    """A workspace that remembers which groups it was asked for."""

    asked: list[str] = field(default_factory=list)

    def members_of(self, group: str) -> frozenset[str]:
        """See Chat."""
        self.asked.append(group)
        return FakeChat.members_of(self, group)


def book(*people: Person, default: Role | None = Role.VIEWER, clock: Seconds | None = None, **named: str) -> RoleBook:
    chat = FakeChat(people={person.id: person for person in people}, groups={"S1": frozenset({"U1"})})
    rules = Rules({Role(role): names.split(",") for role, names in named.items()}, default)
    return RoleBook(chat, rules, clock=clock or Seconds())


@pytest.mark.parametrize("name", ["U1", "ada@shop.example", "@shop.example", "S1"])
def test_a_role_is_given_by_id_address_domain_or_user_group(name: str) -> None:
    assert book(ADA, support=name).role_of("U1") is Role.SUPPORT


def test_who_is_named_for_several_roles_has_the_strongest() -> None:
    assert book(ADA, analyst="U1", admin="ada@shop.example", support="S1").role_of("U1") is Role.ADMIN


def test_everybody_else_has_the_default() -> None:
    assert book(ADA, admin="U9").role_of("U1") is Role.VIEWER
    assert book(ADA, default=None).role_of("U1") is None


def test_an_outsider_gets_no_answers_unless_they_are_named_themselves() -> None:
    assert book(GUEST).role_of("U2") is None
    assert book(GUEST, analyst="@shop.example").role_of("U2") is None
    assert book(GUEST, analyst="gus@shop.example").role_of("U2") is Role.ANALYST


def test_an_outsider_is_not_let_in_by_a_user_group() -> None:
    chat = FakeChat(people={"U2": GUEST}, groups={"S1": frozenset({"U2"})})
    assert RoleBook(chat, Rules({Role.ADMIN: ["S1"]}, Role.VIEWER)).role_of("U2") is None


@pytest.mark.parametrize("name", ["ada@shop.example", "@shop.example"])
def test_the_address_of_somebody_of_another_workspace_is_not_believed(name: str) -> None:
    stranger = replace(ADA, is_outsider=True, is_foreign=True)
    assert book(stranger, admin=name).role_of("U1") is None
    assert book(stranger, admin="U1").role_of("U1") is Role.ADMIN


@pytest.mark.parametrize("name", ["U1", "ada@shop.example", "@shop.example", "S1"])
def test_whose_account_is_switched_off_has_no_role_whoever_names_them(name: str) -> None:
    assert book(replace(ADA, is_outsider=True, is_gone=True), admin=name).role_of("U1") is None


def test_a_group_is_looked_up_once_for_many_people_and_again_after_a_while() -> None:
    seconds, chat = Seconds(), CountingChat(groups={"S1": frozenset({"U7"})})
    known = RoleBook(chat, Rules({Role.ADMIN: ["S1"], Role.ANALYST: ["S1"]}, Role.VIEWER), clock=seconds)
    roles = [known.role_of(f"U{number}") for number in range(50)]
    assert roles.count(Role.ADMIN) == 1
    assert chat.asked == ["S1"]
    seconds.now = BELIEVED_S
    known.role_of("U8")
    assert chat.asked == ["S1", "S1"]


def test_so_many_people_that_nobody_works_there_do_not_fill_the_memory() -> None:
    known = RoleBook(FakeChat(), Rules({}, Role.VIEWER))
    for number in range(MOST_PEOPLE + 10):
        known.role_of(f"U{number}")
    assert len(known._known) <= MOST_PEOPLE


def test_somebody_without_an_address_is_of_no_domain() -> None:
    assert book(Person("U3", "Nemo", None, is_outsider=False), admin="@shop.example").role_of("U3") is Role.VIEWER


def test_a_group_that_is_gone_has_no_members() -> None:
    assert book(ADA, admin="S404").role_of("U1") is Role.VIEWER


def test_what_slack_says_of_a_person_is_believed_for_a_while_and_then_asked_again() -> None:
    seconds = Seconds()
    chat = FakeChat(people={"U1": ADA})
    known = RoleBook(chat, Rules({Role.ADMIN: ["ada@shop.example"]}, Role.VIEWER), clock=seconds)
    assert known.role_of("U1") is Role.ADMIN

    chat.people["U1"] = Person("U1", "Ada", "ada@elsewhere.example", is_outsider=False)
    assert known.role_of("U1") is Role.ADMIN
    seconds.now = BELIEVED_S
    assert known.role_of("U1") is Role.VIEWER


def test_while_slack_is_away_nobody_is_given_a_role_by_guess() -> None:
    chat = FakeChat(failures={"person": [Retryable("Slack is away")]})
    with pytest.raises(Retryable):
        RoleBook(chat, Rules({}, Role.VIEWER)).role_of("U1")
