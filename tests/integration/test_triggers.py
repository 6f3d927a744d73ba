"""Each trigger of the analysis, fired by the simulated account through the real door: one note each."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.integration.helpdesk import SARAH, Helpdesk, a_helpdesk
from tests.simulators.process import Simulator, running_simulator

JO = {"name": "Jo", "email": "jo@shop.example"}


class PresentClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  nothing here depends on it


@pytest.fixture(scope="module")
def gorgias() -> Iterator[Simulator]:
    with running_simulator("gorgias", rate_limit="none") as running:
        yield running


@pytest.fixture(params=["context", "fields"])
def helpdesk(request: pytest.FixtureRequest, database_url: str, gorgias: Simulator) -> Iterator[Helpdesk]:
    with a_helpdesk(database_url, gorgias, PresentClock()) as helpdesk:
        gorgias.webhook(template=request.param)
        yield helpdesk


def outcomes(helpdesk: Helpdesk) -> list[str | None]:
    """Why each job that drafted nothing ended so."""
    return [job.outcome for job in helpdesk.work() if job.state == "skipped"]


def test_a_new_ticket_gets_one_note_although_two_triggers_fire(helpdesk: Helpdesk) -> None:
    ticket_id, _ = helpdesk.simulator.open_ticket("Where is my parcel?", customer=SARAH)
    helpdesk.has_delivered(2)
    helpdesk.work()
    # The note's own webhook.
    helpdesk.has_delivered(3)

    assert outcomes(helpdesk) == ["our own note"]
    assert [note["ticket_id"] for note in helpdesk.notes()] == [ticket_id]


def test_a_message_added_to_a_ticket_gets_a_note_of_its_own(helpdesk: Helpdesk) -> None:
    ticket_id, first = helpdesk.simulator.open_ticket("Where is my parcel?", customer=SARAH)
    helpdesk.has_delivered(2)
    helpdesk.work()
    second = helpdesk.simulator.add_message(ticket_id, "I mean order 4711.")
    helpdesk.has_delivered(4)
    helpdesk.work()

    keys = [note["external_id"] for note in helpdesk.notes()]
    assert keys == [f"selvage:{ticket_id}:{message}" for message in (first, second)]


def test_a_customers_reply_to_an_agent_gets_a_note_and_the_agents_answer_none(helpdesk: Helpdesk) -> None:
    ticket_id, first = helpdesk.simulator.open_ticket("Where is my parcel?", customer=SARAH)
    helpdesk.has_delivered(2)
    helpdesk.work()
    helpdesk.simulator.add_message(ticket_id, "It is on its way.", from_agent=True, sender=JO)
    helpdesk.has_delivered(4)
    helpdesk.work()
    assert len(helpdesk.notes()) == 1

    reply = helpdesk.simulator.add_message(ticket_id, "It has not come.")
    helpdesk.has_delivered(5)
    helpdesk.work()

    keys = [note["external_id"] for note in helpdesk.notes()]
    assert keys == [f"selvage:{ticket_id}:{message}" for message in (first, reply)]


def test_a_ticket_that_an_agent_opens_gets_no_note(helpdesk: Helpdesk) -> None:
    helpdesk.simulator.open_ticket("Your parcel is late, sorry.", customer=SARAH, from_agent=True, sender=JO)
    helpdesk.has_delivered(2)
    helpdesk.work()
    assert helpdesk.notes() == []
