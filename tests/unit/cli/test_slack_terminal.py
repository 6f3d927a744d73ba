"""Messages of Slack as a terminal shows them."""

from io import StringIO
from typing import Any

from rich.console import Console

from shared.cli.demo.slack_terminal import rendered

WIDTH = 96


def drawn(*blocks: dict[str, Any], **pictures: str) -> list[str]:
    written = StringIO()
    Console(width=WIDTH, file=written).print(rendered({"text": "", "blocks": blocks}, pictures))
    return [line.rstrip() for line in written.getvalue().splitlines()]


def cell(text: str) -> dict[str, str]:
    return {"type": "raw_text", "text": text}


def test_five_rows_of_a_table_are_shown_and_that_there_are_more() -> None:
    rows = [[cell("Customer"), cell("Spent")], *([cell(f"c{n}"), cell(f"£{n}")] for n in range(10))]
    settings = [{"align": "left"}, {"align": "right"}]
    lines = drawn({"type": "table", "rows": rows, "column_settings": settings})

    assert [line.split()[0] for line in lines if line] == ["Customer", "c0", "c1", "c2", "c3", "c4", "…"]
    assert lines[2] == "c0           £0"


def test_a_button_is_never_parted() -> None:
    said = ("How do we keep the customers who may leave?", "Which customers buy less than before?", "And who is lost?")
    buttons = [{"type": "button", "text": {"type": "plain_text", "text": text}} for text in said]
    lines = drawn({"type": "actions", "elements": buttons})

    assert all(any(f"[ {text} ]" in line for line in lines) for text in said)
    assert max(map(len, lines)) <= WIDTH


def test_figures_stand_two_beside_one_another() -> None:
    fields = [{"type": "mrkdwn", "text": f"Figure {n}\n*{n} &amp; more*"} for n in range(3)]
    lines = [line for line in drawn({"type": "section", "fields": fields}) if line]

    assert lines == ["Figure 0  0 & more    Figure 1  1 & more", "Figure 2  2 & more"]


def test_a_picture_says_what_it_shows_and_where_it_was_saved() -> None:
    image = {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "Customers by risk: High 3."}
    text = "\n".join(drawn(image, F1="charts/customers-by-risk.png"))

    assert "Customers by risk: High 3." in text
    assert "saved as charts/customers-by-risk.png" in text
