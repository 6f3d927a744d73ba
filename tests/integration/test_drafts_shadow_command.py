"""`selvage drafts shadow` against a simulated account and a simulated model: nothing is posted, and nothing is kept."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import typer
from rich.console import Console
from rich.progress import Progress
from typer.testing import CliRunner, Result

from shared.cli.drafts.shadow import shadow
from shared.cli.drafts.shadow_run import draft_all, estimate
from shared.domain.drafts import Completion, Prompt
from shared.domain.tickets import Author
from shared.drafting.shadow import Exchange, exchange_in
from shared.errors import Permanent
from tests.factories_drafting import SHOP
from tests.factories_tickets import a_message, a_ticket
from tests.fakes.analytics import FakeAnalytics
from tests.fakes.claude import MODEL, FakeClaude
from tests.simulators.claude import app as claude
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator, running_simulator

APP = typer.Typer()
APP.command()(shadow)
QUESTION = "Where is my parcel?"
ANSWER = "Hi Sarah,\n\nYour parcel was held at customs for a week. It is moving again."
SARAH = {"name": "Sarah Kim", "email": "sarah@mail.example"}
JO = {"name": "Jo", "email": "jo@shop.example"}


@pytest.fixture(scope="module")
def messages_api() -> Iterator[Simulator]:
    with running_simulator("claude") as simulator:
        yield simulator


@pytest.fixture(scope="module")
def account() -> Iterator[Simulator]:
    with running_simulator("gorgias", rate_limit="none") as simulator:
        yield simulator


@pytest.fixture
def gorgias(account: Simulator, messages_api: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    account.reset()
    messages_api.reset()
    for name, value in {
        "GORGIAS_BASE_URL": account.url,
        "GORGIAS_USERNAME": USERNAME,
        "GORGIAS_API_KEY": API_KEY,
        "GORGIAS_RATE_LIMIT": "",
        "ANTHROPIC_BASE_URL": messages_api.url,
        "ANTHROPIC_API_KEY": claude.API_KEY,
        "ANALYTICS_API_URL": "http://127.0.0.1:1",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }.items():
        monkeypatch.setenv(name, value)
    return account


def an_answered_ticket(gorgias: Simulator, question: str = QUESTION, answer: str = ANSWER) -> int:
    ticket_id, _ = gorgias.open_ticket(question, customer=SARAH)
    gorgias.add_message(ticket_id, answer, from_agent=True, sender=JO)
    gorgias.close(ticket_id)
    return ticket_id


def run(*arguments: str) -> Result:
    return CliRunner().invoke(APP, arguments)


def told(*arguments: str) -> dict[str, Any]:
    result = run("--yes", "--json", *arguments)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_drafts_are_written_for_closed_tickets_and_none_is_posted(gorgias: Simulator, messages_api: Simulator) -> None:
    tickets = [an_answered_ticket(gorgias) for _ in range(3)]

    found = told("--last", "2")

    assert [each["ticket_id"] for each in found["tickets"]] == tickets[:0:-1]
    assert {each["engine"] for each in found["tickets"]} == {"claude"}
    assert found["total"]["answered"] == 2
    assert gorgias.effects() == []
    asked = [effect["body"] for effect in messages_api.effects("completion")]
    assert len(asked) == 2


def test_it_tells_how_many_tickets_were_looked_at_and_why_others_were_left_out(gorgias: Simulator) -> None:
    an_answered_ticket(gorgias)
    gorgias.open_ticket("Hello?", customer=SARAH)
    unanswered, _ = gorgias.open_ticket("Hello?", customer=SARAH)
    gorgias.close(unanswered)

    result = run("--yes")

    assert result.exit_code == 0, result.output
    assert "Looked at 3 tickets, 2 of them closed and read whole; 1 holds a customer's question" in result.stdout
    assert "left out 1: still open" in result.stdout
    assert "left out 1: no public answer by an agent to one" in result.stdout
    assert "What agents did" in result.stdout


def test_texts_are_shown_only_when_asked_for(gorgias: Simulator) -> None:
    an_answered_ticket(gorgias)

    assert "customs" not in run("--yes").stdout
    assert "customs" not in json.dumps(told())
    assert "customs" in run("--yes", "--show").stdout
    assert told("--show")["tickets"][0]["answer"] == ANSWER


def test_only_tickets_of_one_category(gorgias: Simulator) -> None:
    an_answered_ticket(gorgias)
    wanted = an_answered_ticket(gorgias, question="I want to return my order")

    assert [each["ticket_id"] for each in told("--category", "return")["tickets"]] == [wanted]
    assert run("--category", "weather").exit_code == 2


def test_another_model_can_be_tried(gorgias: Simulator) -> None:
    an_answered_ticket(gorgias)

    assert told("--model", "claude-sonnet-5-5")["model"] == "claude-sonnet-5-5"


def test_money_is_not_spent_where_nobody_can_be_asked(gorgias: Simulator, messages_api: Simulator) -> None:
    an_answered_ticket(gorgias)

    result = run()

    assert isinstance(result.exception, Permanent)
    assert "--yes" in str(result.exception)
    assert "1 draft by claude-haiku-5-5 will cost about $0.0" in result.stderr
    assert messages_api.effects("completion") == []


def test_an_account_without_answered_tickets_is_told_so(gorgias: Simulator) -> None:
    result = run("--yes")

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Looked at 0 tickets")


def test_the_prompt_can_be_read_without_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GORGIAS_BASE_URL", "GORGIAS_DOMAIN", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SHOP_NAME", "Tidewater Quilts")

    result = run("--prompt")

    assert result.exit_code == 0, result.output
    assert "Tidewater Quilts" in result.stdout
    assert result.stdout.startswith("prompt reply-")


@pytest.mark.parametrize("missing", ["GORGIAS_BASE_URL", "ANTHROPIC_API_KEY"])
def test_what_is_missing_is_told_before_anybody_is_asked(
    gorgias: Simulator, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.delenv(missing)

    assert isinstance(run("--yes").exception, Permanent)


def exchanges(number: int) -> list[Exchange]:
    messages = (a_message(QUESTION), a_message(ANSWER, id=2, author=Author.AGENT))
    found = [exchange_in(a_ticket(id=each, messages=messages)) for each in range(number)]
    return [each for each in found if isinstance(each, Exchange)]


class Interrupting(FakeClaude):
    """Somebody presses Ctrl-C while the third draft is written."""

    def complete(self, prompt: Prompt) -> Completion:
        if len(self.prompts) == 2:
            raise KeyboardInterrupt
        return super().complete(prompt)


def test_interrupted_it_keeps_the_drafts_that_are_done() -> None:
    progress = Progress(console=Console(quiet=True))
    drafts = draft_all(
        exchanges(40), claude=Interrupting(), analytics=FakeAnalytics(), shop=SHOP, new_marker=uuid4, progress=progress
    )

    assert drafts
    assert len(drafts) < 40


def test_an_estimate_grows_with_the_drafts_and_is_below_its_most() -> None:
    one, many = estimate(exchanges(1), SHOP, MODEL), estimate(exchanges(10), SHOP, MODEL)

    assert many.likely == 10 * one.likely > 0
    assert one.likely < one.most
