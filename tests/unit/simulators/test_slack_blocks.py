"""Block Kit's rules: what Slack takes, and what it refuses and why."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulators.slack.blocks import problems_of

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Hello", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(text: str = "More", **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": "more", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(options: int = 1, *, text: str = "One", value: str = "1") -> Json:
    return {"type": "static_select", "options": [{"text": plain(text), "value": value}] * options}


def question(**more: Any) -> Json:
    return {"type": "input", "label": plain("Comment"), "element": {"type": "plain_text_input"}, **more}


def image(**more: Any) -> Json:
    return {"type": "image", "alt_text": "Revenue by month", **more}


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def a_table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "table", "rows": list(rows), **more}


def grid(rows: int, columns: int, text: str = "x") -> list[list[Json]]:
    return [[raw(text)] * columns for _ in range(rows)]


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def words(*parts: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(parts)}


def said(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def feedback(**more: Any) -> Json:
    thumbs = {"positive_button": {"text": plain("Good"), "value": "good"}}
    thumbs["negative_button"] = {"text": plain("Bad"), "value": "bad"}
    return {"type": "feedback_buttons", "action_id": "feedback", **thumbs, **more}


def thumbs(*elements: Json) -> Json:
    return {"type": "context_actions", "elements": list(elements)}


def data_table(rows: list[list[Json]], **more: Any) -> Json:
    return {"type": "data_table", "caption": "Customers", "rows": rows, **more}


def chart(**more: Any) -> Json:
    series = [{"name": "2026", "data": [{"label": "Jan", "value": 1}, {"label": "Feb", "value": -2.5}]}]
    return {"type": "line", "series": series, "axis_config": {"categories": ["Jan", "Feb"]}, **more}


def drawn(chart: Json, title: str = "Revenue") -> Json:
    return {"type": "data_visualization", "title": title, "chart": chart}


def pie(*values: float) -> Json:
    return {"type": "pie", "segments": [{"label": f"s{place}", "value": value} for place, value in enumerate(values)]}


CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("It *sends*."), "confirm": plain("Yes"), "deny": plain("No")}

TAKEN = {
    "every text as long as it may be": [section("x" * 3000), {"type": "header", "text": plain("x" * 150)}],
    "fields without a text": [{"type": "section", "fields": [mrkdwn("x" * 2000)] * 10}],
    "a section's button": [section(accessory=button(style="primary", value="x" * 2000, confirm=CONFIRM))],
    "a section's menu": [section(accessory=select(100, text="x" * 75, value="x" * 150))],
    "a section's picture": [section(accessory=image(image_url="https://shop.example/a.png"))],
    "25 buttons": [actions(*(button("x" * 75, action_id=f"a{n}") for n in range(25)))],
    "two buttons without an action_id": [actions({"type": "button", "text": plain("A")}, select(), {**select()})],
    "a link": [actions(button(url="https://shop.example/" + "x" * 2979))],
    "ten texts and pictures": [{"type": "context", "elements": [plain("a"), mrkdwn("b")] * 5}],
    "a file of ours": [image(slack_file={"id": "F1"}, title=plain("Revenue"))],
    "thumbs": [thumbs(feedback(), {"type": "icon_button", "icon": "trash", "text": plain("Delete")})],
    "markdown": [{"type": "markdown", "text": "x" * 12_000}],
    "a full table": [
        a_table(*grid(100, 5, "x" * 20), column_settings=[{"align": "right"}, None, {"is_wrapped": True}])
    ],
    "numbers": [a_table([raw("Orders")], [{"type": "raw_number", "value": 3.5, "text": "3.5"}])],
    "rich cells": [a_table([raw("A")], [rich(words(said("b", bold=True)))])],
    "a list": [rich({"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [words(said("a"))]})],
    "mentions": [rich(words({"type": "user", "user_id": "U1"}, {"type": "emoji", "name": "wave"}))],
    "code": [rich({"type": "rich_text_preformatted", "elements": [said("SELECT 1")]})],
    "a data table": [data_table(grid(101, 20), page_size=100, row_header_column_index=19)],
    "two charts": [drawn(chart()), drawn(pie(1, 2))],
    "a question": [question(optional=True, hint=plain("In your words"))],
    "nothing": [],
    "50 blocks": [{"type": "divider"}] * 50,
}

REFUSED: dict[str, tuple[Any, str]] = {
    "no list": ({"type": "divider"}, "must be an array [json-pointer:/blocks]"),
    "51 blocks": ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    "no object": (["divider"], "must provide an object [json-pointer:/blocks/0]"),
    "no type": ([{}], "missing required field: type [json-pointer:/blocks/0]"),
    "an unknown block": ([{"type": "chart"}], "unsupported type: chart [json-pointer:/blocks/0]"),
    "an unknown field": ([section(title="x")], "invalid additional property: title [json-pointer:/blocks/0]"),
    "block_id of 256": (
        [section(block_id="x" * 256)],
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    "block_id twice": ([section(block_id="a")] * 2, "block_id must be unique: a [json-pointer:/blocks/1/block_id]"),
    "no text": ([{"type": "section"}], "must define either text or fields [json-pointer:/blocks/0]"),
    "an empty text": ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "a text of 3001": ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    "a bare text": ([{"type": "section", "text": "Hi"}], "must provide an object [json-pointer:/blocks/0/text]"),
    "11 fields": ([section(fields=[plain("a")] * 11)], "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    "a field of 2001": (
        [section(fields=[plain("x" * 2001)])],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "emoji in mrkdwn": (
        [{"type": "section", "text": mrkdwn("a") | {"emoji": True}}],
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    "an unknown accessory": (
        [section(accessory=feedback())],
        "unsupported type: feedback_buttons [json-pointer:/blocks/0/accessory]",
    ),
    "a header's bare text": ([{"type": "header", "text": "A"}], "must provide an object [json-pointer:/blocks/0/text]"),
    "a header in mrkdwn": (
        [{"type": "header", "text": mrkdwn("A")}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text]",
    ),
    "a header of 151": (
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    "no button": ([actions()], "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    "26 buttons": (
        [actions(*(button(action_id=f"a{n}") for n in range(26)))],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "action_id twice": (
        [actions(button(), button())],
        "action_id must be unique: more [json-pointer:/blocks/0/elements/1/action_id]",
    ),
    "action_id of 256": (
        [actions(button(action_id="x" * 256))],
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    "a button of 76": (
        [actions(button("x" * 76))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    "a value of 2001": (
        [actions(button(value="x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    "a url of 3001": (
        [actions(button(url="https://" + "x" * 2993))],
        "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
    ),
    "no url": ([actions(button(url="shop"))], "must be a valid URL [json-pointer:/blocks/0/elements/0/url]"),
    "a strange style": (
        [actions(button(style="default"))],
        "must be a valid enum value, one of primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    "a long question": (
        [actions(button(confirm=CONFIRM | {"title": plain("x" * 101)}))],
        "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]",
    ),
    "101 options": (
        [actions(select(101))],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "an option of 76": (
        [actions(select(text="x" * 76))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    "an option's value of 151": (
        [actions(select(value="x" * 151))],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    "no options": (
        [actions({"type": "static_select"})],
        "must define exactly one of options, option_groups [json-pointer:/blocks/0/elements/0]",
    ),
    "11 context elements": (
        [{"type": "context", "elements": [plain("a")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "a button in a context": (
        [{"type": "context", "elements": [button()]}],
        "unsupported type: button [json-pointer:/blocks/0/elements/0]",
    ),
    "6 context actions": (
        [thumbs(*(feedback(action_id=f"a{n}") for n in range(6)))],
        "no more than 5 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "a button in context actions": ([thumbs(button())], "unsupported type: button [json-pointer:/blocks/0/elements/0]"),
    "thumbs in actions": (
        [actions(feedback())],
        "unsupported type: feedback_buttons [json-pointer:/blocks/0/elements/0]",
    ),
    "one thumb": (
        [thumbs({"type": "feedback_buttons", "positive_button": feedback()["positive_button"]})],
        "missing required field: negative_button [json-pointer:/blocks/0/elements/0]",
    ),
    "a thumb without a value": (
        [thumbs(feedback(negative_button={"text": plain("Bad")}))],
        "missing required field: value [json-pointer:/blocks/0/elements/0/negative_button]",
    ),
    "no alt_text": (
        [{"type": "image", "image_url": "https://a.example"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    "alt_text of 2001": (
        [image(slack_file={"id": "F1"}) | {"alt_text": "x" * 2001}],
        "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]",
    ),
    "no picture": ([image()], "must define exactly one of image_url, slack_file [json-pointer:/blocks/0]"),
    "two pictures": (
        [image(slack_file={"id": "F1"}, image_url="https://a.example")],
        "must define exactly one of image_url, slack_file [json-pointer:/blocks/0]",
    ),
    "a file without an id": (
        [image(slack_file={})],
        "must define exactly one of id, url [json-pointer:/blocks/0/slack_file]",
    ),
    "markdown of 12,001": (
        [{"type": "markdown", "text": "x" * 6_000}, {"type": "markdown", "text": "x" * 6_001}],
        "markdown blocks must be less than 12001 characters together [json-pointer:/blocks]",
    ),
    "two tables": ([a_table([raw("a")]), a_table([raw("a")])], "only 1 table block(s) allowed [json-pointer:/blocks]"),
    "101 rows": ([a_table(*grid(101, 1))], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
    "21 cells": ([a_table(*grid(1, 21))], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    "no rows": ([a_table()], "no fewer than 1 items allowed [json-pointer:/blocks/0/rows]"),
    "a ragged table": (
        [a_table([raw("a"), raw("b")], [raw("a")])],
        "all rows must have the same number of cells: 2 [json-pointer:/blocks/0/rows/1]",
    ),
    "an empty cell": ([a_table([raw("")])], "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]"),
    "a number without its text": (
        [a_table([{"type": "raw_number", "value": 3}])],
        "missing required field: text [json-pointer:/blocks/0/rows/0/0]",
    ),
    "a bare cell": ([a_table(["a"])], "must provide an object [json-pointer:/blocks/0/rows/0/0]"),  # type: ignore[list-item]  # it is what is refused
    "a table of 10,001": (
        [a_table([raw("x" * 5_000)], [rich(words(said("x" * 5_001)))])],
        "table must be less than 10001 characters across all cells [json-pointer:/blocks/0]",
    ),
    "21 column settings": (
        [a_table([raw("a")], column_settings=[{}] * 21)],
        "no more than 20 items allowed [json-pointer:/blocks/0/column_settings]",
    ),
    "tables of 10,001 together": (
        [a_table([raw("x" * 5_000)]), data_table([[raw("x" * 5_000)], [raw("x")]])],
        "tables must be less than 10001 characters together [json-pointer:/blocks]",
    ),
    "bare text in rich text": ([rich(said("a"))], "unsupported type: text [json-pointer:/blocks/0/elements/0]"),
    "a list without a style": (
        [rich({"type": "rich_text_list", "elements": [words(said("a"))]})],
        "missing required field: style [json-pointer:/blocks/0/elements/0]",
    ),
    "an unknown style": (
        [rich(words(said("a", loud=True)))],
        "invalid additional property: loud [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ),
    "a data table's rich header": (
        [data_table([[rich(words(said("a")))], [raw("a")]])],
        "header cells must not be rich_text [json-pointer:/blocks/0/rows/0/0]",
    ),
    "a data table without rows": (
        [data_table([[raw("a")]])],
        "no fewer than 2 items allowed [json-pointer:/blocks/0/rows]",
    ),
    "102 rows": ([data_table(grid(102, 1))], "no more than 101 items allowed [json-pointer:/blocks/0/rows]"),
    "a page of 101": (
        [data_table(grid(2, 1), page_size=101)],
        "must be between 1 and 100 [json-pointer:/blocks/0/page_size]",
    ),
    "no such row header": (
        [data_table(grid(2, 1), row_header_column_index=1)],
        "no such column [json-pointer:/blocks/0/row_header_column_index]",
    ),
    "three charts": ([drawn(chart())] * 3, "only 2 data_visualization block(s) allowed [json-pointer:/blocks]"),
    "a long title": ([drawn(pie(1), "x" * 51)], "must be less than 51 characters [json-pointer:/blocks/0/title]"),
    "a long label": (
        [drawn({"type": "pie", "segments": [{"label": "x" * 21, "value": 1}]})],
        "must be less than 21 characters [json-pointer:/blocks/0/chart/segments/0/label]",
    ),
    "a pie of nothing": ([drawn(pie(1, 0))], "must be more than 0 [json-pointer:/blocks/0/chart/segments/1/value]"),
    "a pie of seven": ([drawn(pie(*[1] * 7))], "no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]"),
    "a chart that is not a number": (
        [drawn(pie(float("nan")))],
        "must be a number [json-pointer:/blocks/0/chart/segments/0/value]",
    ),
    "a missing point": (
        [drawn(chart(axis_config={"categories": ["Jan", "Feb", "Mar"]}))],
        "must have one data point for each category [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    "a series twice": (
        [drawn(chart(series=chart()["series"] * 2))],
        "series names must be unique: 2026 [json-pointer:/blocks/0/chart/series/1/name]",
    ),
    "no label": (
        [{"type": "input", "element": {"type": "plain_text_input"}}],
        "missing required field: label [json-pointer:/blocks/0]",
    ),
    "a bare label": ([question(label="Comment")], "must provide an object [json-pointer:/blocks/0/label]"),
    "a label of 2001": (
        [question(label=plain("x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/label/text]",
    ),
    "a button to fill in": ([question(element=button())], "unsupported type: button [json-pointer:/blocks/0/element]"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_slack_takes(name: str) -> None:
    assert problems_of(TAKEN[name]) == []


@pytest.mark.parametrize("name", REFUSED)
def test_slack_refuses(name: str) -> None:
    blocks, why = REFUSED[name]
    assert f"[ERROR] {why}" in problems_of(blocks)


@pytest.mark.parametrize("surface", ["modal", "home"])
@pytest.mark.parametrize(
    "block",
    [{"type": "markdown", "text": "a"}, a_table([raw("a")]), thumbs(feedback()), drawn(pie(1)), data_table(grid(2, 1))],
)
def test_some_blocks_are_for_messages_only(surface: Any, block: Json) -> None:
    assert problems_of([block], surface) == [f"[ERROR] unsupported type: {block['type']} [json-pointer:/blocks/0]"]


@pytest.mark.parametrize("surface", ["modal", "home"])
def test_a_view_may_have_a_hundred_blocks(surface: Any) -> None:
    assert problems_of([question()] * 100, surface) == []
    assert problems_of([section()] * 101, surface) == ["[ERROR] no more than 100 items allowed [json-pointer:/blocks]"]


def test_the_pointer_begins_where_the_blocks_stand() -> None:
    assert problems_of([{"type": "chart"}], where="/view/blocks") == [
        "[ERROR] unsupported type: chart [json-pointer:/view/blocks/0]"
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "rows", "fields", "accessory", "block_id", "action_id"])
            | st.text(max_size=3),
            inner | st.sampled_from(["section", "table", "rich_text", "actions"]),
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(json_values)
def test_whatever_the_blocks_are_the_answer_is_a_list_of_problems(blocks: Any) -> None:
    assert all(line.startswith("[ERROR] ") and line.endswith("]") for line in problems_of(blocks))


@given(st.text(min_size=1, max_size=4000))
def test_a_section_is_taken_when_its_text_fits(text: str) -> None:
    assert (problems_of([section(text)]) == []) is (len(text) <= 3000)
