"""What whoever asked is told when there is no answer, and when they are told it."""

from dataclasses import dataclass, field, replace

import pytest

from services.slackbot.tasks.answer_slack import TOLD_WITHIN, answer_slack
from shared.errors import NotFound, NotYet, Permanent, Retryable, SelvageError, Uncertain
from shared.jobs.job import AnswerSlack
from shared.jobs.outcome import Outcome
from tests.factories_slack import a_command, a_delivery
from tests.fakes.chat import FakeChat
from tests.fakes.ticket_desk import FakeTicketDesk
from tests.unit.slackbot.by_the_clock import Office

AWAY = Retryable("the helpdesk is away")
LATER = Retryable("Slack asked us to wait", retry_after=30)


@dataclass
class Waiting:
    """Somebody who has typed /tickets, and has waited for so many times as long as people do."""

    office: Office = field(default_factory=Office)
    number: int = 1

    def __post_init__(self) -> None:
        self.delivery = a_delivery("command", a_command("/tickets"), number=self.number)
        self.office.deliveries.kept[self.delivery.id] = self.delivery
        self.desk = FakeTicketDesk(now=self.office.clock.now)
        self.office.chat = FakeChat()

    def answered(self, *, patience: float, attempt: int = 1) -> Outcome:
        waited = self.office.at.options.patience * patience
        self.office.clock.present = self.delivery.received_at + waited
        self.office.lease.attempt = attempt
        return answer_slack(
            AnswerSlack(self.delivery.id), replace(self.office.at, tickets=self.desk), self.office.lease
        )

    @property
    def told(self) -> list[str]:
        return self.office.chat.texts()


def test_a_neighbour_that_is_away_is_waited_for_however_many_attempts_that_takes() -> None:
    waiting = Waiting()
    for attempt in range(1, 30):
        waiting.desk.fail_reads(AWAY)
        with pytest.raises(NotYet):
            waiting.answered(patience=0.9, attempt=attempt)


def test_whoever_has_waited_long_enough_is_told_that_there_is_no_answer() -> None:
    waiting = Waiting()
    waiting.desk.fail_reads(AWAY)
    with pytest.raises(Permanent):
        waiting.answered(patience=1.1)

    [told] = waiting.told
    assert "could not find out in time" in told


@pytest.mark.parametrize("failure", [AWAY, NotFound("there is no such ticket"), Permanent("it refused")])
def test_whoever_cannot_be_told_now_is_told_later(failure: SelvageError) -> None:
    waiting = Waiting()
    for _ in range(2):
        waiting.desk.fail_reads(failure)
    waiting.office.chat.failures["update"] = [LATER]
    with pytest.raises(NotYet):
        waiting.answered(patience=1.1)
    with pytest.raises(Permanent):
        waiting.answered(patience=1.2)

    [told] = waiting.told
    assert "Looking up" not in told


def test_whoever_cannot_be_told_for_very_long_never_is() -> None:
    waiting = Waiting()
    waiting.desk.fail_reads(AWAY)
    waiting.office.chat.failures["update"] = [LATER]
    with pytest.raises(Permanent):
        waiting.answered(patience=TOLD_WITHIN + 1)


@pytest.mark.parametrize(
    ("failure", "attempt", "least", "most"),
    [(AWAY, 1, 1, 3), (AWAY, 3, 4, 12), (AWAY, 40, 10, 30), (LATER, 1, 30, 30), (Uncertain("perhaps"), 1, 10, 10)],
)
def test_pauses_grow_and_are_never_shorter_than_what_was_asked_for(
    failure: Retryable, attempt: int, least: float, most: float
) -> None:
    waiting = Waiting()
    waiting.desk.fail_reads(failure)
    with pytest.raises(NotYet) as put_off:
        waiting.answered(patience=0, attempt=attempt)
    assert put_off.value.retry_after is not None
    assert least <= put_off.value.retry_after <= most


def test_those_who_were_sent_away_together_do_not_come_back_together() -> None:
    pauses = set()
    for number in range(20):
        waiting = Waiting(number=number)
        waiting.desk.fail_reads(AWAY)
        with pytest.raises(NotYet) as put_off:
            waiting.answered(patience=0, attempt=9)
        pauses.add(put_off.value.retry_after)
    assert len(pauses) == 20
