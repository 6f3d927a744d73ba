"""`selvage ask`: what it prints for people and for programs."""

import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from shared.cli.app import app
from shared.cli.ask_batch import questions_in, read_lines
from shared.cli.ask_print import MOST_ROWS, print_answer
from shared.cli.ask_tables import rows_of
from shared.domain.questions import QueryKind, QuestionAnswer, QuestionEngine
from shared.questions.engines import Readers
from tests.factories_questions import ANALYST, an_answerer, an_empty_shop
from tests.factories_shop import AS_OF
from tests.fakes.questions import FakeClassifier

K = QueryKind
KINDS = [kind for kind in QueryKind if kind is not K.OUT_OF_SCOPE]
#: What routes each kind to a tool, where the kind alone does not.
QUESTIONS = {
    K.CAMPAIGN_TARGETING: "who suits a subscription campaign?",
    K.CUSTOMER_LOOKUP: "show customer c07",
    K.SEGMENT_COMPARISON: "compare archetype 1 and archetype 2",
}


def answered(kind: QueryKind, question: str | None = None) -> QuestionAnswer:
    return an_answerer().answer(ANALYST, question or QUESTIONS.get(kind, "tell me"), kind=kind)


def printed(answer: QuestionAnswer) -> str:
    out = io.StringIO()
    print_answer(answer, Console(file=out, width=160, color_system=None))
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_printed_with_headline_summary_and_what_to_ask_next(kind: QueryKind) -> None:
    answer = answered(kind)

    told = printed(answer)

    assert "as of 2026-06-30" in told.splitlines()[0]
    assert answer.summary.split(".", 1)[0][:60] in told
    assert told.count("selvage ask") == 3
    assert not re.search(r"\bNone\b|\bnan\b", told)


@pytest.mark.parametrize("kind", [each for each in KINDS if each not in {K.CUSTOMER_LOOKUP, K.CAMPAIGN_TARGETING}])
def test_the_first_rows_of_the_data_are_a_table(kind: QueryKind) -> None:
    answer = answered(kind)
    headings, rows = rows_of(answer.data, answer.currency)

    assert rows
    assert {len(row) for row in rows} == {len(headings)}
    assert all(isinstance(cell, str) for row in rows for cell in row)
    assert rows[0][0] in printed(answer)


def test_of_many_rows_the_first_are_shown_and_the_rest_counted() -> None:
    told = printed(answered(K.CHURN_RISK, "top 15 customers at risk"))

    assert f"and {15 - MOST_ROWS} more" in told


def test_what_has_to_be_asked_back_is_numbered_and_ready_to_send() -> None:
    told = printed(an_answerer().answer(ANALYST, "tell me", kind=K.CAMPAIGN_TARGETING))

    assert [line.strip()[:2] for line in told.splitlines() if re.match(r"  \d\. ", line)] == ["1.", "2.", "3."]
    assert 'selvage ask "Who should we target for a retention campaign?"' in told


def test_names_with_brackets_are_printed_as_they_are() -> None:
    answer = an_answerer(an_empty_shop()).answer(ANALYST, 'does "[bold]mug[/bold]" sell?', kind=K.PRODUCT_PERFORMANCE)

    noted = replace(answer, notes=('The shop has no group that is called "[bold]x[/bold]".',))

    assert '"[bold]x[/bold]"' in printed(noted)


def lines_of(lines: Iterable[str], engine: QuestionEngine | None, readers: Readers) -> list[dict[str, object]]:
    out = io.BytesIO()
    for written in read_lines(lines, readers, today=AS_OF, engine=engine):
        out.write(written)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_batch_has_one_object_a_question_with_exactly_these_keys() -> None:
    read = lines_of(
        ["\ufeffshow customer 4412\r\n", "\n", "  \n", "top 5 of something fuzzy\n"], None, Readers(FakeClassifier())
    )

    assert [set(line) for line in read] == [{"question", "query_type", "parameters", "confidence", "top"}] * 2
    assert read[0] == {
        "question": "show customer 4412",
        "query_type": "customer_lookup",
        "parameters": {"customer": "4412"},
        "confidence": 1.0,
        "top": [
            {"query_type": "customer_lookup", "probability": 1.0},
            {"query_type": "winback", "probability": 0.0},
            {"query_type": "churn_risk", "probability": 0.0},
        ],
    }
    assert (read[1]["query_type"], read[1]["parameters"]) == ("winback", {"limit": 5, "rising": True})
    assert read[1]["top"] == [
        {"query_type": "winback", "probability": 0.6},
        {"query_type": "churn_risk", "probability": 0.3},
        {"query_type": "declining_engagement", "probability": 0.05},
    ]


def test_the_offline_engine_is_all_that_needs_no_network() -> None:
    readers = Readers(FakeClassifier(K.MOMENTUM))

    read = lines_of(["show customer 4412", "???", "something fuzzy"], QuestionEngine.OFFLINE, readers)

    assert [line["query_type"] for line in read] == ["customer_lookup", "out_of_scope", "momentum"]


def test_lines_are_read_one_by_one_as_they_come() -> None:
    offline = FakeClassifier()
    written = read_lines(iter(["one\n", "two\n"]), Readers(offline), today=AS_OF, engine=QuestionEngine.OFFLINE)

    next(written)
    assert offline.asked == ["one"]


def test_blank_lines_are_no_questions() -> None:
    assert list(questions_in([" a \n", "\n", "\t\n", "b"])) == ["a", "b"]


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "who?", "--batch", "some.txt"], ["ask", "who?", "--engine", "gpt"]]
)
def test_what_cannot_be_asked_is_refused_with_status_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_with_no_database_no_key_and_no_network_a_batch_is_read(tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("which customers are at high churn risk\n\nshow 4412\n", encoding="utf-8")

    told = CliRunner().invoke(app, ["ask", "--batch", str(questions), "--engine", "offline", "--json"])

    assert told.exit_code == 0, told.output
    read = [json.loads(line) for line in told.stdout.splitlines()]
    assert [line["question"] for line in read] == ["which customers are at high churn risk", "show 4412"]
    assert read[0]["query_type"] == "churn_risk"
    assert all(len(line["top"]) == 3 for line in read)


def test_standard_input_is_a_file_too() -> None:
    told = CliRunner().invoke(app, ["ask", "--batch", "-", "--engine", "rules"], input="show customer 4412\n???\n")

    assert told.exit_code == 0, told.output
    assert [json.loads(line)["question"] for line in told.stdout.splitlines()] == ["show customer 4412", "???"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["ask", "--batch", str(tmp_path / "nothing.txt"), "--engine", "offline"])

    assert told.exit_code == 1
    assert "nothing.txt cannot be read" in str(told.exception)
