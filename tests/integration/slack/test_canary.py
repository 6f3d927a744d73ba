"""A customer whom everybody in Slack asks about, searched for afterwards wherever we keep anything."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import redis
from prometheus_client import generate_latest
from psycopg import sql

from shared import logs
from shared.embedded.valkey import EmbeddedValkey
from shared.store.database import Database
from tests.factories_tickets import a_summary
from tests.fakes.ticket_desk import FakeTicket
from tests.integration.slack.office import ADA, ANA, RETENTION, SAM, VIC, Office
from tests.simulators.slack.app import BOT_TOKEN, SIGNING_SECRET

ID, NAME, ADDRESS = "13027", "Quilla Canary", "quilla.canary@canary.example"
#: Parts of her name and address, what was written about her, and what nobody may write down.
CANARIES = ("quilla", "canary", "zanzibar", BOT_TOKEN.lower(), SIGNING_SECRET.lower(), "verification-token")
NAME_HER = "UPDATE customers SET name = %s, email = %s WHERE customer_id = %s"
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
#: Where her name and address belong.
HERS = {"customers"}
QUESTIONS = (
    f"How likely is {NAME} to leave?",
    f"How likely is {ADDRESS} to leave?",
    f"How do we keep {NAME}? zanzibar",
    f"{NAME} zanzibar",
    f"zanzibar {ADDRESS} zanzibar",
    "Who are our most valuable customers?",
    "who should we target for a campaign",
    f"What does {NAME} buy?",
    f"What products go with '{NAME}'?",
    f"Sales of the category {NAME}",
    f"Show customers named {NAME}",
    "zanzibar " * 300,
)


@pytest.fixture
def office(office: Office) -> Office:
    with office.database.connection() as connection:
        connection.execute(NAME_HER, (NAME, ADDRESS, ID))
    office.tickets.tickets[7] = FakeTicket(a_summary(f"{NAME} asks: zanzibar {ADDRESS}", id=7))
    office.tickets.say(7, f"I am {NAME}, {ADDRESS}: zanzibar")
    return office


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """What all processes of ours would log at DEBUG."""
    root, written = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), root.level
    logs.configure("DEBUG", stream=written)
    try:
        yield written
    finally:
        root.handlers[:] = before
        root.setLevel(level)


def talk(office: Office) -> None:
    """All that people can do, about her."""
    for user, questions in ((ADA, QUESTIONS), (ANA, QUESTIONS[:1]), (SAM, QUESTIONS[1:3]), (VIC, QUESTIONS[-2:])):
        for question in questions:
            asked = office.people.mention(user, RETENTION, question)
            office.work()
            said = office.read(RETENTION, thread_ts=asked["ts"])
            if said:
                click_everything(office, user, RETENTION, said[-1])
                for follow_up in ("2", "again", "every Monday at 9"):
                    office.people.mention(user, RETENTION, follow_up, thread_ts=asked["ts"])
                    office.work()
            office.people.message(user, question)
            office.work()
        office.people.command(user, "/churn-check", ADDRESS, channel=RETENTION)
        office.people.command(user, "/churn-check", NAME, channel=RETENTION)
        office.people.command(user, "/tickets", f"all zanzibar {NAME}", channel=RETENTION)
        office.people.command(user, "/tickets", "all", channel=RETENTION)
        office.work()
        office.people.open_home(user)
        office.work()
    comment(office)


def click_everything(office: Office, user: str, channel: str, message: dict[str, object]) -> None:
    """Every button of a message, a verdict and a file among them."""
    blocks = message["blocks"]
    assert isinstance(blocks, list)
    for block in blocks:
        for element in block.get("elements", []):
            if element.get("type") == "button" and "url" not in element:
                office.people.click(user, element["action_id"], channel=channel, ts=str(message["ts"]))
            if element.get("type") == "feedback_buttons":
                value = element["positive_button"]["value"]
                office.people.click(user, "feedback", channel=channel, ts=str(message["ts"]), value=value)
    office.work()


def comment(office: Office) -> None:
    """Somebody leaves a note on her ticket."""
    office.people.command(SAM, "/tickets", "all", channel=RETENTION)
    office.work()
    listed = office.read(RETENTION)[-1]
    office.people.click(SAM, "view_ticket_7", channel=RETENTION, ts=listed["ts"])
    office.people.click(SAM, "comment_ticket_7", channel=RETENTION, ts=listed["ts"])
    office.work()
    form = office.people.modal(SAM)
    assert form is not None
    office.people.submit(SAM, form["id"], {"comment": {"text": f"zanzibar: I have called {NAME}"}})
    office.work()
    assert "zanzibar" in office.tickets.comments(7)[-1]


def tables_that_hold(database: Database, canary: str) -> dict[str, str]:
    """Each table with a row that holds it, whichever column it is, and such a row."""
    found: dict[str, str] = {}
    with database.connection() as connection:
        for (table,) in connection.execute(TABLES).fetchall():
            rows = sql.SQL("SELECT t::text FROM {} t WHERE strpos(lower(t::text), %s) > 0 LIMIT 1")
            row = connection.execute(rows.format(sql.Identifier(table)), [canary]).fetchone()
            if row:
                found[table] = row[0]
    return found


def test_she_is_shown_to_whom_she_may_be_and_is_nowhere_afterwards(office: Office, valkey: EmbeddedValkey) -> None:
    with everything_logged() as written:
        talk(office)
    everything = json.dumps(office.people.messages(), ensure_ascii=False)
    jobs = office.desk.list(limit=1000)

    assert "job.ended" in written.getvalue()
    assert NAME in everything, "nobody was shown her, so there is nothing to find"
    assert "q•••@canary.example" in everything
    assert {job.state for job in jobs} <= {"finished", "skipped", "done"}, {(job.state, job.last_error) for job in jobs}
    for canary in CANARIES:
        assert canary not in written.getvalue().lower(), canary
        assert canary not in generate_latest().decode().lower()
        held = tables_that_hold(office.database, canary)
        assert set(held) <= HERS, (canary, held)
    with redis.Redis.from_url(valkey.valkey.url) as client:
        for key in client.scan_iter():
            told = (key + (client.dump(key) or b"")).decode("latin-1").lower()
            assert not any(canary in told for canary in CANARIES), key


def test_nobody_reads_her_address_in_a_channel_and_a_viewer_neither_name_nor_address(office: Office) -> None:
    seen: dict[str, list[str]] = {user: [] for user in (ADA, VIC)}
    for user in (ADA, VIC):
        for question in QUESTIONS[:9]:
            asked = office.people.mention(user, RETENTION, question)
            office.work()
            said = office.read(RETENTION, thread_ts=asked["ts"])
            for each in said:
                click_everything(office, user, RETENTION, each)
            thread = office.people.messages(RETENTION, thread_ts=asked["ts"])
            if user == VIC:
                thread += office.people.messages(office.people.message(user, question)["channel"])
                office.work()
            seen[user] += [json.dumps(each, ensure_ascii=False) for each in thread if each["user"] == "U0SELVAGE"]
            files = [file["id"] for each in thread for file in each.get("files", ())]
            seen[user] += [office.people.file(file).decode("utf-8", errors="ignore") for file in files]
    assert len(seen[ADA]) > len(QUESTIONS)
    assert "uilla.canary" not in "".join(shown_of(each) for each in seen[ADA])
    # What is asked back may say the asker's own words.
    answers = [shown_of(each) for each in seen[VIC] if "One question first" not in each]
    assert "uilla" not in "".join(answers)


def shown_of(told: str) -> str:
    """What people see of a message: not what its buttons send back."""
    if not told.startswith("{"):
        return told
    message = json.loads(told)
    return json.dumps(without_values(message), ensure_ascii=False)


def without_values(part: object) -> object:
    if isinstance(part, dict):
        return {name: without_values(inner) for name, inner in part.items() if name != "value"}
    return [without_values(each) for each in part] if isinstance(part, list) else part
