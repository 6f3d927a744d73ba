"""Any page becomes messages that Slack takes, and all of its rows can be reached."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.churn import ChurnLevel
from shared.domain.questions import QueryKind, ReadyQuestion
from shared.domain.slack import SlackFile, SlackMessage
from shared.pages.page import Column, Figure, Page, Table, Unit
from shared.slack.blocks.answer import answer_messages
from shared.slack.blocks.fallback import in_words, without_native_blocks
from shared.slack.blocks.masking import masked_message
from tests.unit.pages.pages import PAGES, a_page, tables
from tests.unit.slack.blocks.judging import objects_in, wrong_with

ANSWER = "0190b5d2-7b1c-7cc4-a0b3-7f3f2f6f5a10"
CHART = SlackFile("F012ABCDE", "Customers by level")


def shown(page: Page, **options: Any) -> SlackMessage:
    return answer_messages(page, answer_id=ANSWER, **({"chart": None} | options))[0]


def of_type(message: SlackMessage, kind: str) -> list[dict[str, Any]]:
    return list(objects_in(list(message.blocks), kind))


def buttons(message: SlackMessage) -> dict[str, dict[str, Any]]:
    return {each["action_id"]: each for each in of_type(message, "button")}


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(PAGES, st.integers(-2, 9), st.sampled_from((None, CHART, SlackFile("F1", "x" * 3000), SlackFile("F1", ""))))
def test_any_page_is_within_every_limit_and_makes_no_link_or_mention(
    page: Page, number: int, chart: SlackFile | None
) -> None:
    messages = answer_messages(page, answer_id=ANSWER, chart=chart, page_number=number, with_tickets=True)

    assert [wrong_with(message) for message in messages] == [[] for _ in messages]
    for message in messages:
        assert wrong_with(without_native_blocks(message)) == []
        assert wrong_with(in_words(message)) == []
        assert wrong_with(masked_message(message)) == []


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(tables(rows=60))
def test_every_row_is_reached_by_turning_pages(table: Table) -> None:
    numbered = replace(
        table,
        columns=(Column("#", Unit.COUNT, rank=-1), *table.columns),
        rows=tuple((number, *row) for number, row in enumerate(table.rows)),
    )
    page, turned, seen = a_page(table=numbered), {"p": 1}, list[int]()
    while turned:
        message = shown(page, page_number=turned["p"])
        for block in of_type(message, "table"):
            seen += [row[0]["value"] for row in block["rows"][1:]]
        following = buttons(message).get("page:next")
        turned = json.loads(following["value"]) if following else {}

    assert seen == list(range(len(table.rows)))


def test_an_answer_stands_in_its_order() -> None:
    kinds = [block["type"] for block in shown(a_page(customer_id="c7"), chart=CHART).blocks]

    assert kinds == [
        "header",
        "section",
        "section",
        "image",
        "section",
        "table",
        "context",
        "actions",
        "rich_text",
        "context",
        "actions",
        "actions",
        "context_actions",
    ]


def test_figures_are_told_with_label_value_and_trend() -> None:
    fields = [field["text"] for block in shown(a_page()).blocks for field in block.get("fields", ())]

    assert fields == ["At risk\n*234*  🟥 ↑ 12%", "Worth\n*£45,000*"]


def test_numbers_stay_numbers_and_stand_on_the_right() -> None:
    table = Table(
        (Column("Name"), Column("Worth", Unit.MONEY), Column("Risk", Unit.RISK), Column("Last", Unit.DATE)),
        (("Ann", 1204.5, ChurnLevel.HIGH, None),),
    )
    [block] = of_type(shown(a_page(table=table)), "table")

    assert block["rows"][1] == [
        {"type": "raw_text", "text": "Ann"},
        {"type": "raw_number", "value": 1204.5, "text": "£1,204"},
        {"type": "raw_text", "text": "🟠 High"},
        {"type": "raw_text", "text": "\N{EN DASH}"},
    ]
    assert [each["align"] for each in block["column_settings"]] == ["left", "right", "left", "left"]


def test_ten_rows_are_shown_with_how_many_there_are() -> None:
    message = shown(a_page(rows=23), page_number=2)
    [block] = of_type(message, "table")

    assert [row[0]["text"] for row in block["rows"][1:]] == [f"c{number}" for number in range(11, 21)]
    assert "Rows 11\N{EN DASH}20 of 23, of 234 in all" in [each["text"] for each in of_type(message, "plain_text")]
    assert json.loads(buttons(message)["page:previous"]["value"]) == {"a": ANSWER, "p": 1}
    assert json.loads(buttons(message)["page:next"]["value"]) == {"a": ANSWER, "p": 3}


@pytest.mark.parametrize(("number", "first"), [(-3, 1), (0, 1), (1, 1), (3, 21), (99, 21)])
def test_a_page_that_is_not_there_is_the_nearest(number: int, first: int) -> None:
    [block] = of_type(shown(a_page(rows=23), page_number=number), "table")

    assert block["rows"][1][0]["text"] == f"c{first}"


def test_the_least_important_columns_go_first_and_on_every_page_alike() -> None:
    ranks = (11, 5, 0, 4, 1, 8, 3, 2, 7, 6, 10, 9)
    columns = tuple(Column(f"Column {rank}", rank=rank) for rank in ranks)
    rows = tuple(("w " * 200,) * 12 if number < 10 else ("short",) * 12 for number in range(20))
    page = a_page(table=Table(columns, rows), lead="x " * 1450)
    headings = [
        [cell["text"] for cell in of_type(shown(page, page_number=number), "table")[0]["rows"][0]] for number in (1, 2)
    ]

    assert headings[0] == headings[1]
    assert 0 < len(headings[0]) < len(ranks)
    assert headings[0] == [f"Column {rank}" for rank in ranks if rank < len(headings[0])]


def test_a_very_long_lead_goes_on_in_more_messages_without_losing_a_word() -> None:
    words = [f"word{number}" for number in range(2000)]
    first, *others = answer_messages(a_page(lead=" ".join(words)), answer_id=ANSWER, chart=None)
    told = [block["text"]["text"] for message in (first, *others) for block in message.blocks if "text" in block]

    assert others
    assert [word for text in told for word in text.split() if word.startswith("word")] == words


def test_buttons_carry_what_they_ask() -> None:
    ready = tuple(ReadyQuestion(f"Question {number}?", QueryKind.WINBACK) for number in range(5))
    found = buttons(shown(a_page(next_questions=ready)))

    assert [name for name in found if name.startswith("ask:")] == ["ask:1", "ask:2", "ask:3"]
    assert json.loads(found["ask:2"]["value"]) == {"q": "Question 1?", "k": "winback"}
    assert found["csv"]["value"] == ANSWER


def test_a_question_that_no_button_can_carry_is_not_offered() -> None:
    found = buttons(shown(a_page(next_questions=(ReadyQuestion("é" * 2000, QueryKind.WINBACK),))))

    assert not [name for name in found if name.startswith("ask:")]


def test_one_customers_page_offers_the_plan_to_keep_them_and_their_tickets() -> None:
    found = buttons(shown(a_page(customer_id="c7"), with_tickets=True))

    assert json.loads(found["ask:4"]["value"]) == {"q": "How do we keep customer c7?", "k": "retention_plan"}
    assert found["tickets"]["value"] == "c7"
    assert "tickets" not in buttons(shown(a_page(customer_id="c7")))


@pytest.mark.parametrize("page", [a_page(table=None), a_page(rows=0)])
def test_without_rows_there_is_no_table_and_nothing_to_download(page: Page) -> None:
    message = shown(page)

    assert of_type(message, "table") == []
    assert "csv" not in buttons(message)


def test_thumbs_name_the_answer() -> None:
    [element] = of_type(shown(a_page()), "feedback_buttons")

    assert element["action_id"] == "feedback"
    assert element["positive_button"]["value"] == f"good:{ANSWER}"
    assert element["negative_button"]["value"] == f"bad:{ANSWER}"


def test_the_words_alone_tell_the_answer() -> None:
    text = shown(a_page(rows=2)).text

    assert text.splitlines() == [
        "⚠️ Customers who may leave",
        "234 customers are likely to leave within 90 days.",
        "At risk: 234 (↑ 12%)",
        "Worth: £45,000",
        "Chart: 180, 54",
        "The most valuable of them",
        "1. Customer c1; Name Ann 1; Risk 🟡 Medium; Worth £1,204; Last order 2 Aug 2026",
        "2. Customer c2; Name Ann 2; Risk 🟠 High; Worth £1,202; Last order 3 Aug 2026",
        "Write to the 12 best customers in person.",
        "The year before was not looked at.",
    ]


def test_a_workspace_that_refuses_tables_reads_them_in_letters_of_one_width() -> None:
    plain = without_native_blocks(shown(a_page(rows=2)))
    [section] = [block for block in plain.blocks if "```" in str(block.get("text", {}).get("text"))]

    assert {block["type"] for block in plain.blocks}.isdisjoint({"table", "context_actions"})
    assert section["text"]["text"].splitlines() == [
        "```",
        "Customer  Name   Risk        Worth  Last order",
        "c1        Ann 1  🟡 Medium  £1,204  2 Aug 2026",
        "c2        Ann 2  🟠 High    £1,202  3 Aug 2026",
        "```",
    ]


def test_data_cannot_end_the_letters_of_one_width() -> None:
    table = Table((Column("Name"),), (("``` <!channel> ```",),))
    plain = without_native_blocks(shown(a_page(table=table)))
    [section] = [block for block in plain.blocks if "```" in str(block.get("text", {}).get("text"))]

    assert section["text"]["text"] == "```\nName\n''' &lt;!channel&gt; '''\n```"


def test_a_value_cannot_end_its_bold_letters() -> None:
    [block] = [
        each for each in shown(a_page(figures=(Figure("<b>", "*5* & <@U1>\nx", Unit.TEXT),))).blocks if "fields" in each
    ]

    assert block["fields"][0]["text"] == "&lt;b&gt;\n*\u22175\u2217 &amp; &lt;@U1&gt; x*"
