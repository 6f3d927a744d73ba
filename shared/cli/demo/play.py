"""The demo's play: tickets come in, notes are left, and each is shown as an agent would find it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console

from shared.cli.demo.desk import Desk, send_webhook
from shared.cli.demo.tickets import SCENES, STRANGER, Scene, helpdesk_customer, written
from shared.domain.churn import ChurnLevel
from shared.domain.tickets import Message, TicketCustomer
from shared.errors import Permanent, Retryable
from shared.ports import Analytics, Helpdesk
from shared.store.job_desk import JobDesk, JobRow
from shared.store.showcase import Candidate, Role, Showcase

NOTES_DEADLINE_S = 90
LEVELS_AT_RISK = (ChurnLevel.HIGH, ChurnLevel.CRITICAL)
#: How the job that answers a ticket ends; the jobs of the other webhooks about it are skipped.
NOTED_OR_LOST = ("done", "dead", "discarded")


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """A ticket that waits for its note."""

    scene: Scene
    customer: Candidate
    ticket_id: int
    message: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A ticket with its note."""

    ticket: OpenTicket
    job: JobRow
    note: Message


def cast(showcase: Showcase, analytics: Analytics) -> list[tuple[Scene, Candidate]]:
    """Somebody real for each scene; Permanent when the orders hold nobody who fits."""
    taken: set[str] = set()
    chosen = []
    for scene in SCENES:
        customer = _somebody(scene, showcase, analytics, taken) if scene.role else STRANGER
        taken.add(customer.customer_id)
        chosen.append((scene, customer))
    return chosen


def _somebody(scene: Scene, showcase: Showcase, analytics: Analytics, taken: set[str]) -> Candidate:
    role = scene.role or Role.REGULAR
    for candidate in showcase.candidates(role):
        if candidate.customer_id not in taken and (role is not Role.VIP_AT_RISK or _is_at_risk(candidate, analytics)):
            return candidate
    raise Permanent(f"the orders hold no {role}; the demo needs the orders that it comes with")


def _is_at_risk(candidate: Candidate, analytics: Analytics) -> bool:
    known = analytics.find(TicketCustomer(None, candidate.customer_id, (), None, None))
    return known is not None and known.churn.level in LEVELS_AT_RISK


def open_tickets(chosen: list[tuple[Scene, Candidate]], desk: Desk) -> list[OpenTicket]:
    """Each customer has written; the webhooks are on their way."""
    opened = []
    for scene, customer in chosen:
        subject, message = written(scene, customer)
        known = helpdesk_customer(scene, customer)
        ticket_id = desk.open_ticket(known, subject=subject, message=message, channel=scene.channel)
        opened.append(OpenTicket(scene, customer, ticket_id, message))
    return opened


def answers(opened: list[OpenTicket], jobs: JobDesk, helpdesk: Helpdesk) -> Iterator[Answered]:
    """Each ticket with its note, as they come; Retryable when one has none within NOTES_DEADLINE_S seconds."""
    waiting = list(opened)
    deadline = time.monotonic() + NOTES_DEADLINE_S
    while waiting:
        if time.monotonic() > deadline:
            names = ", ".join(str(ticket.ticket_id) for ticket in waiting)
            raise Retryable(f"no note came for ticket {names}; its log is in .selvage/demo/logs/worker-drafts.log")
        for ticket in list(waiting):
            job = next((job for job in jobs.list(ticket_id=ticket.ticket_id) if job.state in NOTED_OR_LOST), None)
            if job is not None:
                waiting.remove(ticket)
                yield Answered(ticket, job, _note_on(ticket, job, helpdesk))
        time.sleep(0.2)


def _note_on(ticket: OpenTicket, job: JobRow, helpdesk: Helpdesk) -> Message:
    stored = helpdesk.ticket(ticket.ticket_id)
    question = stored.last_customer_message
    note = stored.note_with(f"selvage:{stored.id}:{question.id}") if question else None
    if note is None or note.public:
        raise Permanent(f"ticket {ticket.ticket_id} has no internal note: its job ended {job.state}, {job.last_error}")
    return note


def try_the_door(door: str, secret: str, answered: Answered, helpdesk: Helpdesk, console: Console) -> None:
    """Show that the door refuses a forged webhook and does nothing twice."""
    stored = helpdesk.ticket(answered.ticket.ticket_id)
    question = stored.last_customer_message
    message_id = question.id if question else None
    forged = send_webhook(door, "not-our-secret", stored.id, message_id)
    repeated = send_webhook(door, secret, stored.id, message_id)
    if (forged.status_code, repeated.status_code) != (401, 200):
        raise Permanent(f"the door answered {forged.status_code} to a forgery and {repeated.status_code} to a repeat")
    console.print(f"A forged webhook:   401 {forged.json()['reason']}")
    console.print(f"The same webhook again: 200 {repeated.json()['status']}, no second note")
