"""Real processes, real stores, kill -9: every ticket gets its note, and none gets two."""

from collections import Counter

import pytest

from tests.e2e.conftest import Running, wait_until

TICKETS = 200

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


@pytest.mark.timeout(240)
def test_killing_the_worker_and_valkey_amid_200_tickets_loses_no_note_and_doubles_none(running: Running) -> None:
    tickets = [running.open_ticket(number) for number in range(TICKETS)]

    wait_until(lambda: len(running.notes()) >= TICKETS // 10, within_s=60, what="the first notes")
    running.kill("worker-drafts")
    running.kill("valkey")
    in_the_middle = len(running.notes())
    wait_until(lambda: len(running.notes()) >= TICKETS, within_s=120, what=f"{TICKETS} notes")

    assert in_the_middle < TICKETS
    wait_until(
        lambda: not running.desk.list(state="running") and not running.desk.list(state="ready"),
        within_s=60,
        what="every job to end",
    )
    notes_by_ticket = Counter(note["ticket_id"] for note in running.notes())
    assert notes_by_ticket == Counter(tickets)
    assert all(note["public"] is False for note in running.notes())
    states = running.jobs.count()
    assert states[("draft_reply", "done")] == TICKETS
    assert ("draft_reply", "dead") not in states
